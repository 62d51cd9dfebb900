"""Fields of targets: of several years in one cell, of days within a year, and what may be no value."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from generator.importing.recognition.cell_value import CellValue
from generator.importing.recognition.plan_years import PlanYears
from generator.importing.recognition.records import Field
from generator.importing.recognition.year_parts import values_by_year
from generator.plan.conditions import Condition


def by_year(fields: Iterable[Field]) -> Iterator[Field]:
    """The fields, one for each year where a cell has the values of several."""
    for one in fields:
        values = {} if one.heading.year else values_by_year(one.text)
        for year, text in values.items():
            yield replace(one, heading=replace(one.heading, year=year), cell=replace(one.cell, text=text))
        if not values:
            yield one


def is_interim(one: Field, targets: Sequence[Field]) -> bool:
    """Whether a target is of a day within a year that has another one at its end."""
    day = one.heading.day
    return day is not None and any(
        other.heading.year == day.year
        and (other.heading.day or date(day.year, 12, 31)) > day
        and bool(other.text)
        for other in targets
    )


def ambiguity(value: CellValue, one: Field, years: PlanYears) -> str:
    """A doubt about a target that may be a difference or a year; empty for any other."""
    if value.condition not in (None, Condition.EQUAL) or value.reference or value.is_text:
        return ""
    if re.fullmatch(r"-[\d.,]+%", value.text):
        return f"«{one.text}» può essere una differenza, ed è stato letto come un valore"
    near = range(years.first - 5, years.years[-1] + 2)
    if re.fullmatch(r"20\d\d", value.text) and int(value.text) in near:
        return f"«{one.text}» può essere un anno, ed è stato letto come un numero"
    return ""
