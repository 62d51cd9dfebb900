"""Responsible offices: who reports the results of an indicator, and of its parts."""

from collections.abc import Iterator

from msgspec import Struct

from generator.plan.body import Department, Office
from generator.plan.indicator import Indicator
from generator.plan.model import Objective, Plan


class MeasuredItem(Struct, frozen=True):
    """What is measured by itself: an indicator, or a part of one."""

    objective: Objective
    indicator: Indicator
    part: Indicator | None = None

    @property
    def measured(self) -> Indicator:
        """The part, or the indicator that has none."""
        return self.part or self.indicator


def offices_of(item: MeasuredItem) -> tuple[Office | Department, ...]:
    """The offices that may report a result, the responsible one first; none where the plan names none.

    A part for an office is its own; otherwise those of the indicator, or else of the objective, or else the
    area that answers for the objective.
    """
    objective, indicator, part = item.objective, item.indicator, item.part
    if part is not None and not indicator.has_steps:
        return (Office(part.id, part.name),)
    if assigned := indicator.offices or objective.offices:
        return tuple(Office(office.id, office.name, office.other_names) for office in assigned)
    return (objective.department,) if objective.department else ()


def measured_items(plan: Plan, year: int) -> Iterator[MeasuredItem]:
    """All that can be measured in a year, in the order of the plan."""
    for objective in plan.objectives:
        for indicator in objective.indicators:
            if parts := indicator.parts_of(year):
                yield from (MeasuredItem(objective, indicator, part) for part in parts)
            elif indicator.can_be_measured(year):
                yield MeasuredItem(objective, indicator)


def all_offices(plan: Plan) -> tuple[Office | Department, ...]:
    """The offices of a plan, and then its responsible areas."""
    return (*plan.offices, *plan.departments)
