"""The kinds of value that an indicator can take: exact, comparable, and shown as they were written.

Two values are equal when they mean the same, however they were spelled: the fields that only
keep the spelling let `show` give back the document's own text, to the letter.
"""

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from generator.plan.numerals import show_numeral

#: Day zero of a spreadsheet's serial dates.
SERIAL_EPOCH = date(1899, 12, 30)


class _Spelled(Struct, frozen=True, eq=False):
    """What is equal to all that means the same."""

    def numeric_value(self) -> Decimal | None:
        """The figure, if there is one."""
        raise NotImplementedError

    def _meaning(self) -> object:
        return self.numeric_value()

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Spelled) and type(self) is type(other) and self._meaning() == other._meaning()
        )

    def __hash__(self) -> int:
        return hash((type(self), self._meaning()))


class Number(_Spelled, frozen=True, tag=True):
    """A bare figure; what it counts is the indicator's business."""

    amount: Decimal
    grouped: bool = True
    prefix: str = ""

    def text(self) -> str:
        """As it was written."""
        return self.prefix + show_numeral(self.amount, grouped=self.grouped)

    def numeric_value(self) -> Decimal:
        """The figure."""
        return self.amount


class Percentage(_Spelled, frozen=True, tag=True):
    """`points` are percent points: `9,85%` is 9.85. `sign` is what follows (`%`, ` %`, nothing)."""

    points: Decimal
    grouped: bool = True
    sign: str = "%"

    def text(self) -> str:
        """As it was written."""
        return show_numeral(self.points, grouped=self.grouped) + self.sign

    def numeric_value(self) -> Decimal:
        """The figure."""
        return self.points


class Amount(_Spelled, frozen=True, tag=True):
    """Euro. `sign` is the text after the figure, `prefix` the text before it."""

    euro: Decimal
    grouped: bool = True
    prefix: str = ""
    sign: str = " €"

    def text(self) -> str:
        """As it was written."""
        return self.prefix + show_numeral(self.euro, grouped=self.grouped) + self.sign

    def numeric_value(self) -> Decimal:
        """The figure."""
        return self.euro


class Days(_Spelled, frozen=True, tag=True):
    """A length of time in days; negative is «in advance»."""

    days: Decimal
    grouped: bool = True

    def text(self) -> str:
        """As it was written."""
        return show_numeral(self.days, grouped=self.grouped)

    def numeric_value(self) -> Decimal:
        """The figure."""
        return self.days


class Hours(_Spelled, frozen=True, tag=True):
    """A length of time in hours; `clock` if it was written `08:00`."""

    hours: Decimal
    grouped: bool = True
    clock: bool = False

    def text(self) -> str:
        """As it was written."""
        return _show_clock(self.hours) if self.clock else show_numeral(self.hours, grouped=self.grouped)

    def numeric_value(self) -> Decimal:
        """The figure."""
        return self.hours


class Ratio(_Spelled, frozen=True, tag=True):
    """So many out of a base that is named: `286/10.000 imprese attive`."""

    count: Decimal
    base: Decimal
    of: str
    grouped: tuple[bool, bool] = (True, True)

    def text(self) -> str:
        """As it was written."""
        count_grouped, base_grouped = self.grouped
        count = show_numeral(self.count, grouped=count_grouped)
        return f"{count}/{show_numeral(self.base, grouped=base_grouped)} {self.of}"

    def numeric_value(self) -> Decimal:
        """The figure."""
        return self.count

    def _meaning(self) -> object:
        return self.count, self.base, self.of


class Day(_Spelled, frozen=True, tag=True):
    """A date. `spelling` is a pattern with `dd`, `mm`, `yyyy`; `serial` is a spreadsheet's number of days."""

    day: date
    spelling: str = "dd/mm/yyyy"

    def text(self) -> str:
        """As it was written."""
        return _show_day(self.day, self.spelling)

    def numeric_value(self) -> Decimal:
        """The ordinal of the day."""
        return Decimal(self.day.toordinal())


class YesNo(_Spelled, frozen=True, tag=True):
    """Sì or no, in the spelling of the document."""

    answer: bool
    spelling: str = ""

    def text(self) -> str:
        """As it was written."""
        return self.spelling or ("sì" if self.answer else "no")

    def numeric_value(self) -> Decimal:
        """1 or 0."""
        return Decimal(int(self.answer))


class NotAvailable(_Spelled, frozen=True, tag=True):
    """`n.d.`: the document says that there is no figure, which is not the same as an empty cell."""

    spelling: str = "n.d."

    def text(self) -> str:
        """As it was written."""
        return self.spelling

    def numeric_value(self) -> None:
        """None."""


_KINDS = {
    Number: "numero",
    Percentage: "percentuale",
    Amount: "importo in euro",
    Days: "numero di giorni",
    Hours: "numero di ore",
    Ratio: "rapporto",
    Day: "data",
    YesNo: "sì/no",
    NotAvailable: "n.d.",
}

#: The kinds that know no «almost», and no course: an event, an answer.
ALL_OR_NOTHING = (Day, YesNo)

Value = Number | Percentage | Amount | Days | Hours | Ratio | Day | YesNo | NotAvailable


def kind_of(value: Value) -> str:
    """The kind of a value, in the words of the editors' guide and of the open data."""
    return _KINDS[type(value)]


def show(value: Value) -> str:
    """Write a value in Italian: the exact inverse of `reading.read_value`."""
    return value.text()


def numeric_value(value: Value) -> Decimal | None:
    """The figure that orders values of one kind: a date's ordinal, 0 or 1 for no or sì; none for `n.d.`."""
    return value.numeric_value()


def comparable(one: Value, other: Value) -> bool:
    """Whether the two can be set against each other: one kind, one base, and a figure each."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Ratio) and isinstance(other, Ratio):
        return (one.base, one.of) == (other.base, other.of)
    return not isinstance(one, NotAvailable)


def _show_clock(hours: Decimal) -> str:
    minutes = int((hours * 60).to_integral_value())
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _show_day(day: date, spelling: str) -> str:
    if spelling == "serial":
        return str((day - SERIAL_EPOCH) // timedelta(days=1))
    if spelling == "dd/mm/yyyy":
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    year, month, number = f"{day.year:04}", day.month, day.day
    parts = {"yyyy": year, "mm": f"{month:02}", "m": str(month), "dd": f"{number:02}", "d": str(number)}
    separator = next(sign for sign in "/.-" if sign in spelling)
    return separator.join(parts[part] for part in spelling.split(separator))
