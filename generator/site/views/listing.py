"""Rows of lists: objectives and groups of objectives."""

from collections.abc import Iterable

from msgspec import Struct

from generator.plan.model import Objective, Plan
from generator.site.addresses import area_address, objective_address, office_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, group_assessment, objective_assessment
from generator.site.views.labels import Share, count_of, office_label, starting_point_shares, unbroken


class ObjectiveRow(Struct, frozen=True):
    """An objective in a list."""

    link: Link
    code: str
    kind: str
    resources: str
    department: str
    offices: tuple[Link, ...]
    indicator_count: int
    assessment: AssessmentView


class GroupRow(Struct, frozen=True):
    """A group of objectives (an area, an office) in a list, with its assessment.

    `shares` are by status where there are results, by starting point otherwise.
    """

    link: Link
    code: str
    count: str
    indicator_count: str
    assessment: AssessmentView
    shares: tuple[Share, ...]
    shares_title: str


def group_row(
    published: PublishedPlan, link: Link, objectives: tuple[Objective, ...], code: str = ""
) -> GroupRow:
    """The row of a group."""
    assessment = group_assessment(objectives, published.assessment)
    year = published.assessment.year
    return GroupRow(
        link=link,
        code=code,
        count=count_of(len(objectives), "obiettivo", "obiettivi"),
        indicator_count=count_of(count_indicators(objectives), "indicatore", "indicatori"),
        assessment=assessment,
        shares=assessment.shares
        if assessment.has_results
        else starting_point_shares(published.starting_points(objectives)),
        shares_title=f"Esiti {year}" if assessment.has_results else f"Traguardi {year} e punto di partenza",
    )


def count_indicators(objectives: Iterable[Objective]) -> int:
    """The number of indicators of objectives."""
    return sum(len(objective.indicators) for objective in objectives)


def area_rows(published: PublishedPlan) -> tuple[GroupRow, ...]:
    """The rows of the areas that have objectives."""
    plan = published.plan
    return tuple(
        group_row(published, Link(area.name, area_address(plan, area)), plan.of_area(area), area.code)
        for area in plan.areas
        if plan.of_area(area)
    )


def objective_rows(published: PublishedPlan, objectives: Iterable[Objective]) -> tuple[ObjectiveRow, ...]:
    """The rows of objectives, with their assessments of the current year."""
    plan, assessment = published.plan, published.assessment
    return tuple(
        ObjectiveRow(
            link=Link(objective.title, objective_address(plan, objective)),
            code=objective.code,
            kind=plan.kinds.get(objective.kind, objective.kind),
            resources=unbroken(objective.resources.text) if objective.resources else "",
            department=objective.department.name if objective.department else "",
            offices=tuple(
                Link(office_label(office), office_address(plan, office)) for office in objective.offices
            ),
            indicator_count=len(objective.indicators),
            assessment=objective_assessment(objective, assessment),
        )
        for objective in objectives
    )


def area_links(plan: Plan) -> tuple[Link, ...]:
    """Links to the areas that have objectives, for the side column of a page."""
    return tuple(
        Link(f"{area.code} {area.name}", area_address(plan, area))
        for area in plan.areas
        if plan.of_area(area)
    )
