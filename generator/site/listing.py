"""Objectives in lists: rows for tables of objectives, and the neighbours shown beside a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.plan.model import Objective, Plan
from generator.site.addresses import area_address, objective_address, office_address
from generator.site.edition import Edition
from generator.site.page import Link
from generator.site.standing import StandingView, standing_view

#: Neighbours shown beside a page. All of them in every page would make the site grow with the square.
MAX_SIBLINGS = 40


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective in a list."""

    link: Link
    code: str
    kind: str
    resources: str
    department: str
    offices: tuple[Link, ...]
    indicator_count: int
    standing: StandingView


def rows_of(edition: Edition, objectives: Iterable[Objective]) -> tuple[ObjectiveRow, ...]:
    """The rows of a list of objectives, as they stand in the current year."""
    plan, assessment = edition.plan, edition.assessment
    return tuple(
        ObjectiveRow(
            link=Link(objective.title, objective_address(plan, objective)),
            code=objective.code,
            kind=plan.kinds.get(objective.kind, objective.kind),
            resources=objective.resources.text if objective.resources else "",
            department=objective.department.name if objective.department else "",
            offices=tuple(Link(office.name, office_address(plan, office)) for office in objective.offices),
            indicator_count=len(objective.indicators),
            standing=standing_view(assessment.standing(objective), assessment),
        )
        for objective in objectives
    )


def siblings_of(plan: Plan, objective: Objective) -> tuple[Link, ...]:
    """The objectives of the same area, those nearest to this one if there are many."""
    siblings = plan.of_area(objective.area)
    position = next(index for index, sibling in enumerate(siblings) if sibling.code == objective.code)
    start = max(0, min(position - MAX_SIBLINGS // 2, len(siblings) - MAX_SIBLINGS))
    return tuple(
        Link(
            f"{sibling.code} {sibling.title}",
            objective_address(plan, sibling),
            sibling.code == objective.code,
        )
        for sibling in siblings[start : start + MAX_SIBLINGS]
    )


def areas_of(plan: Plan, current: str = "") -> tuple[Link, ...]:
    """The areas that have objectives, for the side of a page."""
    return tuple(
        Link(f"{area.code} {area.name}", area_address(plan, area), area.code == current)
        for area in plan.areas
        if plan.of_area(area)
    )
