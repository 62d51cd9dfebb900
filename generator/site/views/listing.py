"""Objectives in lists: rows of objectives and of groups of them."""

from collections.abc import Iterable

from msgspec import Struct

from generator.plan.model import Objective, Plan
from generator.site.addresses import area_address, objective_address, office_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, assessment_view, group_view
from generator.site.views.labels import Share, count_of, in_one_piece, starting_point_shares


class ObjectiveRow(Struct, frozen=True):
    """An objective in a list."""

    link: Link
    code: str
    kind: str
    resources: str
    department: str
    offices: tuple[Link, ...]
    indicator_count: int
    standing: AssessmentView


class GroupRow(Struct, frozen=True):
    """A group of objectives (an area, an office) in a list: how many, how it stands, of what it is made.

    `shares` are those of the verdicts where there are results, those of the starting points before.
    """

    link: Link
    code: str
    count: str
    indicator_count: str
    standing: AssessmentView
    shares: tuple[Share, ...]
    shares_title: str


def group_row(
    published: PublishedPlan, link: Link, objectives: tuple[Objective, ...], code: str = ""
) -> GroupRow:
    """The row of a group."""
    standing = group_view(objectives, published.assessment)
    year = published.assessment.year
    return GroupRow(
        link=link,
        code=code,
        count=count_of(len(objectives), "obiettivo", "obiettivi"),
        indicator_count=count_of(indicators_in(objectives), "indicatore", "indicatori"),
        standing=standing,
        shares=standing.shares
        if standing.has_results
        else starting_point_shares(published.starting_points(objectives)),
        shares_title=f"Esiti {year}" if standing.has_results else f"Traguardi {year} e punto di partenza",
    )


def indicators_in(objectives: Iterable[Objective]) -> int:
    """How many indicators objectives have."""
    return sum(len(objective.indicators) for objective in objectives)


def area_rows(published: PublishedPlan) -> tuple[GroupRow, ...]:
    """The areas that have objectives."""
    plan = published.plan
    return tuple(
        group_row(published, Link(area.name, area_address(plan, area)), plan.of_area(area), area.code)
        for area in plan.areas
        if plan.of_area(area)
    )


def rows_of(published: PublishedPlan, objectives: Iterable[Objective]) -> tuple[ObjectiveRow, ...]:
    """The rows of a list of objectives, as they stand in the current year."""
    plan, assessment = published.plan, published.assessment
    return tuple(
        ObjectiveRow(
            link=Link(objective.title, objective_address(plan, objective)),
            code=objective.code,
            kind=plan.kinds.get(objective.kind, objective.kind),
            resources=in_one_piece(objective.resources.text) if objective.resources else "",
            department=objective.department.name if objective.department else "",
            offices=tuple(Link(office.name, office_address(plan, office)) for office in objective.offices),
            indicator_count=len(objective.indicators),
            standing=assessment_view(assessment.of_objective(objective), assessment),
        )
        for objective in objectives
    )


def areas_of(plan: Plan) -> tuple[Link, ...]:
    """The areas that have objectives, for the side of a page."""
    return tuple(
        Link(f"{area.code} {area.name}", area_address(plan, area))
        for area in plan.areas
        if plan.of_area(area)
    )
