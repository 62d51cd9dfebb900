"""The kinds of value of an indicator: exact, comparable, written as in the document, said in Italian.

Two values are equal when they mean the same, however they are spelled. The fields that keep only the
spelling let `show` return the document's own text, to the letter.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from generator.plan.italian import phrases
from generator.plan.italian.phrases import long_date
from generator.plan.quantities import Amount, Bound, Hours, Number, Percentage, Quantity, Range, Ratio
from generator.plan.value_base import ValueBase

__all__ = [
    "SERIAL_EPOCH",
    "Amount",
    "Bound",
    "Day",
    "Hours",
    "NotAvailable",
    "Number",
    "Percentage",
    "Quantity",
    "Range",
    "Ratio",
    "ScaleWord",
    "Text",
    "Value",
    "ValueBase",
    "YesNo",
    "bounds_of",
    "comparable",
    "exact_value",
    "kind_of",
    "lower_bound",
    "numeric_value",
    "show",
    "total_of",
]

#: Day zero of a spreadsheet's serial dates.
SERIAL_EPOCH = date(1899, 12, 30)


class Day(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A date. `spelling` is a pattern with `dd`, `mm`, `yyyy`; `serial` is a spreadsheet's number of days."""

    KIND = "data"
    IS_QUANTITY = False
    WORDING = phrases.DATE_WORDING

    day: date
    spelling: str = "dd/mm/yyyy"

    def text(self) -> str:
        """As written."""
        if self.spelling == "serial":
            return str((self.day - SERIAL_EPOCH) // timedelta(days=1))
        month, number = self.day.month, self.day.day
        parts = {
            "yyyy": f"{self.day.year:04}",
            "mm": f"{month:02}",
            "m": str(month),
            "dd": f"{number:02}",
            "d": str(number),
        }
        separator = next(sign for sign in "/.-" if sign in self.spelling)
        return separator.join(parts[part] for part in self.spelling.split(separator))

    def numeric_value(self) -> Decimal:
        """The ordinal of the day."""
        return Decimal(self.day.toordinal())

    def data(self) -> date:
        """The date."""
        return self.day

    def in_words(self) -> str:
        """`31 gennaio 2025`."""
        return long_date(self.day)

    def distance_in_words(self, distance: Fraction) -> str:
        """`3 giorni dopo`."""
        days = abs(int(distance))
        if not days:
            return "nessuno: il giorno stesso"
        return f"{phrases.DAYS.counted(str(days), days)} {'dopo' if distance > 0 else 'prima'}"

    def past(self) -> str:
        """«la data era il 31 gennaio 2024»."""
        return f"la data era {self.in_sentence()}"


class YesNo(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """Sì or no, in the spelling of the document."""

    KIND = "sì/no"
    IS_QUANTITY = False
    HAS_SCALE = False
    WORDING = phrases.ANSWER_WORDING

    answer: bool
    spelling: str = ""

    def text(self) -> str:
        """As written."""
        return self.spelling or ("sì" if self.answer else "no")

    def numeric_value(self) -> Decimal:
        """1 or 0."""
        return Decimal(int(self.answer))

    def data(self) -> bool:
        """True for sì."""
        return self.answer

    def in_words(self) -> str:
        """`«sì»`; `«On»` as written."""
        if self.spelling.casefold() in ("on", "off"):
            return f"«{self.spelling}»"
        return "«sì»" if self.answer else "«no»"

    def past(self) -> str:
        """«la risposta era «sì»»."""
        return f"la risposta era {self.in_words()}"


class ScaleWord(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A word of a scale (`media` of bassa, media, alta), as written. Its number is its place, from 1."""

    KIND = "parola di una scala"
    IS_QUANTITY = False
    HAS_SCALE = False
    WORDING = phrases.SCALE_WORDING

    word: str
    scale: tuple[str, ...]

    def text(self) -> str:
        """As written."""
        return self.word

    def numeric_value(self) -> Decimal:
        """The place in the scale, from 1."""
        return Decimal([one.casefold() for one in self.scale].index(self.word.casefold()) + 1)

    def reference(self) -> tuple[str, ...]:
        """The scale."""
        return self.scale

    def in_words(self) -> str:
        """`«media»`."""
        return f"«{self.word}»"

    def past(self) -> str:
        """«il giudizio era «media»»."""
        return f"il giudizio era {self.in_words()}"


class Text(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A target or result in words, which nobody can compute with."""

    KIND = "testo"
    IS_QUANTITY = False
    HAS_SCALE = False
    WORDING = phrases.TEXT_WORDING

    words: str

    def text(self) -> str:
        """As written."""
        return self.words

    def numeric_value(self) -> None:
        """None: there is no number."""

    def in_words(self) -> str:
        """`«protocollo firmato»`."""
        return f"«{self.words}»"

    def past(self) -> str:
        """«la situazione era «protocollo firmato»»."""
        return f"la situazione era {self.in_words()}"

    def _meaning(self) -> object:
        return self.words


class NotAvailable(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """`n.d.`: the document says that there is no value, which is not the same as an empty cell."""

    KIND = "n.d."
    IS_QUANTITY = False
    HAS_SCALE = False

    spelling: str = "n.d."

    def text(self) -> str:
        """As written."""
        return self.spelling

    def numeric_value(self) -> None:
        """None: there is no number."""

    def in_words(self) -> str:
        """As written."""
        return self.spelling


#: A value of any kind. A new kind is a new class, added here.
Value = (
    Number
    | Quantity
    | Hours
    | Percentage
    | Amount
    | Ratio
    | Day
    | YesNo
    | Range
    | ScaleWord
    | Text
    | NotAvailable
)


def kind_of(value: Value) -> str:
    """The kind of a value, in the words of the editors' guide and of the open data."""
    return value.kind()


def show(value: Value) -> str:
    """The text of a value, the exact inverse of `units.read_value`."""
    return value.text()


def numeric_value(value: Value) -> Decimal | None:
    """The number that orders values of a kind: the ordinal of a date, 0 or 1 for no or sì; none for `n.d.`"""
    return value.numeric_value()


def exact_value(value: Value) -> Fraction | None:
    """The number of a value as a fraction, `None` for `n.d.`."""
    return value.exact_value()


def lower_bound(value: Value) -> Value:
    """The lower bound of a range; any other value is its own."""
    return value.low if isinstance(value, Range) else value


def bounds_of(value: Value) -> tuple[Value, ...]:
    """The bounds of a range; any other value alone."""
    return (value.low, value.high) if isinstance(value, Range) else (value,)


def total_of(values: Sequence[Value | None]) -> Value | None:
    """The sum of quantities that are comparable; `None` where they cannot be added up."""
    first = values[0] if values else None
    found = [
        value for value in values if value is not None and first is not None and comparable(first, value)
    ]
    if len(found) < len(values):
        return None
    match first:
        case Amount():
            return replace(
                first, euro=sum((one.euro for one in found if isinstance(one, Amount)), Decimal(0))
            )
        case Hours():
            return _total_time(first, [one for one in found if isinstance(one, Hours)])
        case Number() | Quantity():
            terms = (one.amount for one in found if isinstance(one, Number | Quantity))
            return replace(first, amount=sum(terms, Decimal(0)))
        case _:
            return None


def _total_time(first: Hours, times: Sequence[Hours]) -> Hours | None:
    """The sum of times: in hours if all are, else in whole minutes."""
    if not any(time.clock for time in times):
        return replace(first, amount=sum((time.amount for time in times), Decimal(0)))
    minutes = sum((time.exact_value() for time in times), Fraction(0)) * 60
    return replace(first, amount=Decimal(int(minutes)), clock=True) if minutes.denominator == 1 else None


def comparable(one: Value, other: Value) -> bool:
    """Whether two values can be compared: same kind (a range's is its bounds'), same base, a number each."""
    one, other = lower_bound(one), lower_bound(other)
    return (
        type(one) is type(other)
        and one.reference() == other.reference()
        and not isinstance(one, NotAvailable)
    )
