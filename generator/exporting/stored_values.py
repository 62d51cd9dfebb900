"""Values of the plan as a workbook stores them: numbers and days with their format, anything else as text."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from generator.plan import units
from generator.plan.units import Unit
from generator.plan.values import Amount, Day, Hours, Number, Percentage, Quantity, Value, YesNo, show

#: Digits that a workbook keeps of a number; a longer one is written as text.
_PRECISION = 15
#: First day with a correct serial number: workbooks count a 29 February 1900.
_FIRST_DAY = date(1900, 3, 1)
TEXT_FORMAT, DAY_FORMAT, CLOCK_FORMAT, EURO_FORMAT, PERCENT_FORMAT = (
    "@",
    "dd/mm/yyyy",
    "[h]:mm",
    '#,##0.00 "€"',
    "0.00%",
)


class StoredValue(Struct, frozen=True):
    """What a cell holds, and the format that shows it; empty for that of the program."""

    content: Decimal | date | str
    number_format: str = ""


def stored_value(value: Value) -> StoredValue:
    """A value of the plan as a cell."""
    match value:
        case Percentage(points):
            decimals = _decimals(points)
            return _number(value, points / 100, f"0{_zeros(decimals)}%")
        case Amount(euro):
            return _number(value, euro, f'#,##0{_zeros(_decimals(euro))} "€"')
        case Hours(amount, clock=True):
            return StoredValue(amount / 1440, CLOCK_FORMAT)
        case Hours(amount) | Quantity(amount):
            return _number(value, amount, _plain_format(amount))
        case Number(amount, prefix=""):
            return _number(value, amount, _plain_format(amount))
        case Day(day) if day >= _FIRST_DAY:
            return StoredValue(day, DAY_FORMAT)
        case YesNo(answer):
            return StoredValue("sì" if answer else "no")
        case _:
            return StoredValue(show(value))


def entry_format(unit: Unit, example: Value | None) -> str:
    """The format of a cell that waits for a value in a unit, given another value of the indicator."""
    if unit == units.PERCENT:
        return PERCENT_FORMAT
    if unit == units.EURO:
        return EURO_FORMAT
    if unit == units.DATE:
        return DAY_FORMAT
    if unit == units.HOURS:
        return CLOCK_FORMAT if isinstance(example, Hours) and example.clock else ""
    if unit.scale or unit in (units.TEXT, units.YES_NO):
        return TEXT_FORMAT
    return PERCENT_FORMAT if isinstance(example, Percentage) else ""


def _number(value: Value, number: Decimal, number_format: str) -> StoredValue:
    if len(number.as_tuple().digits) > _PRECISION:
        return StoredValue(show(value))
    return StoredValue(number, number_format)


def _plain_format(number: Decimal) -> str:
    return f"#,##0{_zeros(_decimals(number))}"


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _zeros(decimals: int) -> str:
    return f".{'0' * decimals}" if decimals else ""
