"""The kinds of value that an indicator can take: exact, comparable, and shown as they were written.

Two values are equal when they mean the same, however they were spelled: the fields that only
keep the spelling (`compare=False`) let `show` give back the document's own text, to the letter.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from generator.plan.numerals import show_numeral

#: Day zero of a spreadsheet's serial dates.
SERIAL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Number:
    """A bare figure; what it counts is the indicator's business."""

    amount: Decimal
    grouped: bool = field(default=True, compare=False)
    prefix: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Percentage:
    """`points` are percent points: `9,85%` is 9.85. `sign` is what follows (`%`, ` %`, nothing)."""

    points: Decimal
    grouped: bool = field(default=True, compare=False)
    sign: str = field(default="%", compare=False)


@dataclass(frozen=True, slots=True)
class Amount:
    """Euro. `sign` is the text after the figure, `prefix` the text before it."""

    euro: Decimal
    grouped: bool = field(default=True, compare=False)
    prefix: str = field(default="", compare=False)
    sign: str = field(default=" €", compare=False)


@dataclass(frozen=True, slots=True)
class Days:
    """A length of time in days; negative is «in advance»."""

    days: Decimal
    grouped: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Hours:
    """A length of time in hours; `clock` if it was written `08:00`."""

    hours: Decimal
    grouped: bool = field(default=True, compare=False)
    clock: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many out of a base that is named: `286/10.000 imprese attive`."""

    count: Decimal
    base: Decimal
    of: str
    grouped: tuple[bool, bool] = field(default=(True, True), compare=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A date. `spelling` is a pattern with `dd`, `mm`, `yyyy`; `serial` is a spreadsheet's number of days."""

    day: date
    spelling: str = field(default="dd/mm/yyyy", compare=False)


@dataclass(frozen=True, slots=True)
class YesNo:
    """Sì or no, in the spelling of the document."""

    answer: bool
    spelling: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """`n.d.`: the document says that there is no figure, which is not the same as an empty cell."""

    spelling: str = field(default="n.d.", compare=False)


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

Value = Number | Percentage | Amount | Days | Hours | Ratio | Day | YesNo | NotAvailable


def kind_of(value: Value) -> str:
    """The kind of a value, in the words of the editors' guide and of the open data."""
    return _KINDS[type(value)]


def show(value: Value) -> str:
    """Write a value in Italian: the exact inverse of `reading.read_value`."""
    match value:
        case Number(amount, grouped, prefix):
            return prefix + show_numeral(amount, grouped=grouped)
        case Percentage(points, grouped, sign):
            return show_numeral(points, grouped=grouped) + sign
        case Amount(euro, grouped, prefix, sign):
            return prefix + show_numeral(euro, grouped=grouped) + sign
        case Days(days, grouped):
            return show_numeral(days, grouped=grouped)
        case Hours(hours, grouped, clock):
            return _show_clock(hours) if clock else show_numeral(hours, grouped=grouped)
        case Ratio(count, base, of, (count_grouped, base_grouped)):
            part, whole = show_numeral(count, grouped=count_grouped), show_numeral(base, grouped=base_grouped)
            return f"{part}/{whole} {of}"
        case Day(day, spelling):
            return _show_day(day, spelling)
        case YesNo(answer, spelling):
            return spelling or ("sì" if answer else "no")
        case NotAvailable(spelling):
            return spelling


def magnitude(value: Value) -> Decimal | None:
    """The figure that orders values of one kind: a date's ordinal, 0 or 1 for no or sì; none for `n.d.`."""
    match value:
        case Number(amount) | Percentage(amount) | Amount(amount) | Days(amount) | Hours(amount):
            return amount
        case Ratio(count):
            return count
        case Day(day):
            return Decimal(day.toordinal())
        case YesNo(answer):
            return Decimal(int(answer))
        case NotAvailable():
            return None


def comparable(one: Value, other: Value) -> bool:
    """Whether the two can be set against each other: one kind, one base, and a figure each."""
    if isinstance(one, Ratio) and isinstance(other, Ratio):
        return (one.base, one.of) == (other.base, other.of)
    return type(one) is type(other) and not isinstance(one, NotAvailable)


def _show_clock(hours: Decimal) -> str:
    minutes = int((hours * 60).to_integral_value())
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _show_day(day: date, spelling: str) -> str:
    if spelling == "serial":
        return str((day - SERIAL_EPOCH) // timedelta(days=1))
    year, month, number = f"{day.year:04}", day.month, day.day
    parts = {"yyyy": year, "mm": f"{month:02}", "m": str(month), "dd": f"{number:02}", "d": str(number)}
    separator = next(sign for sign in "/.-" if sign in spelling)
    return separator.join(parts[part] for part in spelling.split(separator))
