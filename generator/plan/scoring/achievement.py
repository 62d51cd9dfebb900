"""Achievement of a target: the rate that a value earns (grado di raggiungimento), an exact fraction.

The table of the default method. The rate lies between zero and the policy's cap (one unless the body says
otherwise), is at least one exactly when the condition is met, and never falls when the value gets better.
A value that equals the target of a strict condition does not meet it, so while such a condition is not met
the rate is `ALMOST` at most: the largest percentage below 100 that pages show. Nothing is divided by a
target or a distance that may be zero.
"""

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.conditions import Condition
from generator.plan.values import Range, Value, comparable, exact_value

NOTHING = Fraction(0)
#: The highest rate of a strict condition that is not met: 99,9%.
ALMOST = Fraction(999, 1000)
_RATIO_MORE = "valore diviso traguardo, mai sotto zero"
_RATIO_LESS = "traguardo diviso valore, quando il valore lo supera"


class TargetSpec(Struct, frozen=True):
    """A target in exact numbers. `graded` is false where a target is met or not: dates, sì/no, «pari a».

    `upper` is the upper bound of a range, whose lower one is `target`; `None` for all other targets.
    """

    condition: Condition
    target: Fraction
    baseline: Fraction | None
    tolerance: Fraction
    cap: Fraction
    graded: bool
    upper: Fraction | None = None

    @property
    def wants_less(self) -> bool:
        """Whether a smaller value is a better one."""
        return self.condition.wants_less

    def for_value(self, value: Fraction) -> "TargetSpec":
        """The specification to score a value by: of a range, that of the bound which it misses, if any."""
        if self.upper is None:
            return self
        if value > self.upper:
            return replace(self, condition=Condition.AT_MOST, target=self.upper, upper=None)
        return replace(self, condition=Condition.AT_LEAST, upper=None)

    def distance(self, value: Fraction) -> Fraction:
        """A value minus the target; of a range, minus the bound which it misses, or zero."""
        if self.upper is not None and self.target <= value <= self.upper:
            return NOTHING
        return value - self.for_value(value).target


class Achievement(Struct, frozen=True):
    """An achievement rate; `rule` says in Italian how it is computed, `working` is the division, if any."""

    rate: Fraction
    rule: str
    working: tuple[Fraction, ...] = ()


def target_spec(
    condition: Condition,
    target: Value,
    baseline: Value | None,
    *,
    tolerance: Fraction = NOTHING,
    cap: Fraction = Fraction(1),
) -> TargetSpec:
    """The specification of a target; a baseline of another kind is ignored.

    Raises `ValueError` for a target of `n.d.`.
    """
    number = exact_value(target)
    if number is None:
        raise ValueError("a target without a number cannot be assessed")
    start = exact_value(baseline) if baseline is not None and comparable(baseline, target) else None
    upper = exact_value(target.high) if isinstance(target, Range) else None
    if upper is None and condition is Condition.BETWEEN:
        # Rule E321 reports it: a range of one value.
        upper = number
    graded = condition is not Condition.EQUAL and target.IS_QUANTITY
    return TargetSpec(condition, number, start, tolerance, cap, graded, upper)


def is_met(spec: TargetSpec, value: Fraction) -> bool:
    """Whether the condition is met."""
    if spec.condition is Condition.EQUAL:
        return abs(value - spec.target) <= spec.tolerance
    if spec.upper is not None:
        return spec.target <= value <= spec.upper
    if spec.condition.is_strict and value == spec.target:
        return False
    return value <= spec.target if spec.wants_less else value >= spec.target


def achievement_of(spec: TargetSpec, value: Fraction) -> Achievement:
    """The achievement of a value."""
    if not spec.graded:
        rate = Fraction(int(is_met(spec, value)))
        return Achievement(rate, "pieno se la condizione è rispettata, altrimenti zero")
    if spec.upper is not None:
        if is_met(spec, value):
            return Achievement(Fraction(1), "pieno: il valore è tra il minimo e il massimo")
        return _of_missed_bound(spec.for_value(value), value)
    found = _by_ratio(spec, value) if spec.target > 0 else _by_distance(spec, value)
    if spec.condition.is_strict and not is_met(spec, value) and found.rate > ALMOST:
        return Achievement(ALMOST, _almost(spec, value))
    return found


def _of_missed_bound(spec: TargetSpec, value: Fraction) -> Achievement:
    """The achievement of a value outside of a range, by the rule of the bound that it misses."""
    found = _by_ratio(spec, value) if spec.target > 0 else _by_distance(spec, value)
    bound = "il valore è oltre il massimo" if spec.wants_less else "il valore è sotto il minimo"
    rule = {_RATIO_MORE: "valore diviso minimo", _RATIO_LESS: "massimo diviso valore"}.get(found.rule)
    return replace(found, rule=f"{bound}: {rule or found.rule}")


def _almost(spec: TargetSpec, value: Fraction) -> str:
    """Why the rate of a strict condition stays below 100 %."""
    wanted = "di meno" if spec.wants_less else "di più"
    if value == spec.target:
        return f"il valore è uguale al traguardo, e serve {wanted}: al massimo 99,9%"
    return f"il valore è quasi al traguardo, e serve {wanted}: al massimo 99,9%"


def _by_ratio(spec: TargetSpec, value: Fraction) -> Achievement:
    if spec.wants_less:
        rule = _RATIO_LESS
        rate = spec.target / value if value > 0 else spec.cap
        working = (spec.target, value)
    else:
        rule = _RATIO_MORE
        rate = value / spec.target
        working = (value, spec.target)
    shown = working if not is_met(spec, value) and rate > 0 else ()
    return Achievement(min(max(Fraction(0), rate), spec.cap), rule, shown)


def _by_distance(spec: TargetSpec, value: Fraction) -> Achievement:
    """The achievement for a target of zero or below: the part of the way from the baseline to the target."""
    if is_met(spec, value):
        return Achievement(Fraction(1), "pieno: la condizione è rispettata")
    start = spec.baseline
    # The condition is not met: from a baseline that meets it, a step back would count as progress.
    if start is None or is_met(spec, start) or start == spec.target:
        return Achievement(
            Fraction(0), "zero: dal valore di partenza non c'è strada da fare verso il traguardo"
        )
    way, whole = value - start, spec.target - start
    rate = way / whole
    rule = "strada fatta divisa per la strada dal valore di partenza al traguardo"
    return Achievement(max(Fraction(0), rate), rule, (abs(way), abs(whole)) if rate > 0 else ())
