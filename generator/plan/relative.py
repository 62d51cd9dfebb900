"""Targets that are differences from the value of another year: `-10%` rispetto al 2024, `+5` each year.

The absolute target is worked out exactly from its base: the value of a year before the plan, or that of a
year of the plan, which is its result once that is known and until then its own target.
"""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from enum import Enum
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.conditions import Condition
from generator.plan.italian.phrases import with_article
from generator.plan.quantities import Amount, Bound, Hours, Number, Percentage, Quantity, Ratio
from generator.plan.values import Value, exact_value

#: What editors write for the year before that of the target.
YEAR_BEFORE = "anno precedente"
#: Precision of the division that makes a decimal of a fraction: more digits than values can have.
_PRECISION = 80


class BaseOrigin(Enum):
    """What the base of a difference is; the value is the word of the open data."""

    VALUE = "valore"
    RESULT = "risultato"
    TARGET = "traguardo"


class Base(Struct, frozen=True):
    """The value that a difference is from."""

    year: int
    value: Value
    origin: BaseOrigin


class RelativeTarget(Struct, frozen=True):
    """A target as a difference. `text` is as written, `reference` what it is from: a year or `YEAR_BEFORE`.

    `size` is that of the difference, in percent of the base if `is_share`; `base` is `None` as long as there
    is no value that it could be computed from.
    """

    text: str
    reference: str
    size: Bound
    is_decrease: bool
    is_share: bool
    base: Base | None = None

    def base_year(self, year: int) -> int:
        """The year of the base of the target of a year."""
        return year - 1 if self.reference == YEAR_BEFORE else int(self.reference)

    def applied_to(self, base: Value) -> Value | None:
        """The absolute target; `None` where it cannot be one: of a date, or of parts of a minute."""
        number, size = exact_value(base), exact_value(self.size)
        if number is None or size is None or not isinstance(base, Bound):
            return None
        change = number * size / 100 if self.is_share else size
        return _with_number(base, number - change if self.is_decrease else number + change)

    def in_words(self, year: int) -> str:
        """`-10% rispetto al 2024`."""
        return f"{self.text} rispetto {with_article(str(self.base_year(year)), 'a')}"

    def as_target(self, year: int, condition: Condition | None) -> str:
        """`almeno -10% rispetto al 2024`, of a target that cannot be worked out."""
        return " ".join(filter(None, [condition.value if condition else "", self.in_words(year)]))

    def working(self, target: Value | None) -> str:
        """`−10% di 1.150 = 1.035`, `35 + 40 = 75`; empty without a base."""
        if self.base is None or target is None:
            return ""
        sign, shown = "−" if self.is_decrease else "+", self.base.value.in_words()
        size = self.size.in_words()
        if self.is_share:
            return f"{sign}{size} di {shown} = {target.in_words()}"
        if isinstance(self.size, Percentage):
            size = f"{size.removesuffix('%')} {'punto' if self.size.points == 1 else 'punti'}"
        return f"{shown} {sign} {size} = {target.in_words()}"

    def base_in_words(self) -> str:
        """`rispetto al valore 2024`; of a year without a result yet, that its target stands for it."""
        if self.base is None:
            return ""
        where = f"rispetto al {self.base.origin.value} {self.base.year}"
        return f"{where}, finché non c'è il risultato" if self.base.origin is BaseOrigin.TARGET else where

    def missing_base(self, year: int) -> str:
        """Why the target cannot be worked out."""
        base_year = with_article(str(self.base_year(year)), "di")
        return f"il traguardo è {self.in_words(year)}, e un valore {base_year} non c'è"


def resolved(
    targets: Mapping[int, Value],
    relative: Mapping[int, RelativeTarget],
    before: Mapping[int, Value],
    results: Mapping[int, Value],
) -> tuple[dict[int, Value], dict[int, RelativeTarget]]:
    """The absolute targets of all years, and the differences with the bases that they were computed from.

    `before` are the values of the years before the plan, `results` those of years that are over.
    """
    absolute = {year: target for year, target in targets.items() if year not in relative}
    found: dict[int, RelativeTarget] = {}
    for year, target in sorted(relative.items()):
        base_year = target.base_year(year)
        found[year] = replace(target, base=None)
        for origin, values in (
            (BaseOrigin.VALUE, before),
            (BaseOrigin.RESULT, results),
            (BaseOrigin.TARGET, absolute),
        ):
            value = values.get(base_year)
            computed = target.applied_to(value) if value is not None else None
            if value is not None and computed is not None:
                absolute[year] = computed
                found[year] = replace(target, base=Base(base_year, value, origin))
                break
    return dict(sorted(absolute.items())), found


def _with_number(base: Bound, number: Fraction) -> Value | None:
    """A value of the kind and spelling of another one, with another number."""
    if isinstance(base, Hours) and base.clock and (number * 60).denominator == 1 and number >= 0:
        return replace(base, amount=Decimal(int(number * 60)))
    amount = _exact_decimal(number)
    if amount is None:
        return None
    match base:
        case Hours():
            return Hours(amount)
        case Number() | Quantity():
            return replace(base, amount=amount)
        case Percentage():
            return replace(base, points=amount)
        case Amount():
            return replace(base, euro=amount)
        case Ratio():
            return replace(base, count=amount)


def _exact_decimal(number: Fraction) -> Decimal | None:
    """The decimal that equals a fraction; `None` where it would not end."""
    with localcontext(prec=_PRECISION):
        amount = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(amount) != number:
        return None
    return amount if amount != amount.to_integral_value() else amount.to_integral_value()
