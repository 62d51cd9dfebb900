"""The key figures of a plan, as pages show them."""

from decimal import Decimal

from msgspec import Struct

from generator.plan.model import Plan
from generator.plan.numerals import show_numeral


class Figure(Struct, frozen=True):
    """A figure and what it counts."""

    value: str
    label: str


def key_figures(plan: Plan) -> tuple[Figure, ...]:
    """How large the plan is: objectives, indicators, areas, offices."""
    areas = sum(1 for area in plan.areas if plan.of_area(area))
    return (
        _figure(len(plan.objectives), "obiettivo", "obiettivi"),
        _figure(plan.indicator_count, "indicatore", "indicatori"),
        _figure(areas, "ambito strategico", "ambiti strategici"),
        _figure(len(plan.offices), "ufficio", "uffici"),
    )


def _figure(count: int, singular: str, plural: str) -> Figure:
    return Figure(show_numeral(Decimal(count)), singular if count == 1 else plural)
