"""Values beside the unit of their indicator: their own units and conditions, and odd differences."""

from generator.importing.recognition.cell_value import CellValue
from generator.importing.recognition.unit_choice import fits, reads
from generator.plan import units
from generator.plan.conditions import Condition
from generator.plan.units import Unit


def condition_in(value: CellValue, unit: Unit) -> Condition | None:
    """The condition of a value of an indicator with a unit: of a date at most is by."""
    own = unit_in(value, unit)
    condition = value.condition
    is_day = Condition.BY in own.definition.conditions or reads(value.text, units.DATE)
    if condition is Condition.AT_MOST and is_day:
        return Condition.BY
    if condition is Condition.BY and Condition.BY not in own.definition.conditions:
        return Condition.AT_MOST
    return condition if condition in own.definition.conditions else None


def is_in_unit(value: CellValue, unit: Unit) -> bool:
    """Whether a value is in the unit of the indicator, as a difference always is."""
    return bool(value.reference) or fits(value, unit)


def unit_in(value: CellValue, unit: Unit) -> Unit:
    """The unit of a value: that of the indicator, one that it tells, or words."""
    if is_in_unit(value, unit):
        return unit
    told = None if value.is_text else units.unit_of_text(value.text)
    if told == units.NUMBER and value.words:
        # What the number counts is not what the indicator does.
        return units.TEXT
    return told if told and fits(value, told) else units.TEXT


def difference_problem(value: CellValue, year: int, unit: Unit, *, is_percentage: bool) -> str:
    """Why a difference in a year cannot be one of the plan; empty if it can.

    `is_percentage`: the values of the indicator are percentages.
    """
    if value.reference.isdigit() and int(value.reference) >= year:
        return "è una differenza da un anno che non viene prima"
    if not unit.definition.is_quantity:
        return "è una differenza, che con l'unità dell'indicatore non si calcola"
    size = value.text.lstrip("+-").strip()
    if is_percentage and size.endswith("%"):
        return "può voler dire punti o parti del valore"
    if size.endswith("punti"):
        return "" if is_percentage else "è in punti, e i valori non sono percentuali"
    if size.endswith("%"):
        return ""
    return "" if reads(size, unit) else "non è nell'unità dell'indicatore"
