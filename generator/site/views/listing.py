"""Objectives in lists: rows of objectives and of groups of them, and the neighbours beside a page."""

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from generator.plan.model import Objective, Plan
from generator.site.addresses import area_address, objective_address, office_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, assessment_view, group_view
from generator.site.views.labels import Share, count_of, in_one_piece, starting_point_shares

#: Neighbours shown beside a page. All of them in every page would make the site grow with the square.
MAX_SIBLINGS = 40
#: Other objectives of an office named on an objective's page; the office's own page has them all.
MAX_OTHERS = 6


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
    edition: PublishedPlan, link: Link, objectives: tuple[Objective, ...], code: str = ""
) -> GroupRow:
    """The row of a group."""
    standing = group_view(objectives, edition.assessment)
    year = edition.assessment.year
    return GroupRow(
        link=link,
        code=code,
        count=count_of(len(objectives), "obiettivo", "obiettivi"),
        indicator_count=count_of(indicators_in(objectives), "indicatore", "indicatori"),
        standing=standing,
        shares=standing.shares
        if standing.has_results
        else starting_point_shares(edition.starting_points(objectives)),
        shares_title=f"Esiti {year}" if standing.has_results else f"Traguardi {year} e punto di partenza",
    )


def indicators_in(objectives: Iterable[Objective]) -> int:
    """How many indicators objectives have."""
    return sum(len(objective.indicators) for objective in objectives)


def area_rows(edition: PublishedPlan) -> tuple[GroupRow, ...]:
    """The areas that have objectives."""
    plan = edition.plan
    return tuple(
        group_row(edition, Link(area.name, area_address(plan, area)), plan.of_area(area), area.code)
        for area in plan.areas
        if plan.of_area(area)
    )


def rows_of(edition: PublishedPlan, objectives: Iterable[Objective]) -> tuple[ObjectiveRow, ...]:
    """The rows of a list of objectives, as they stand in the current year."""
    plan, assessment = edition.plan, edition.assessment
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


def siblings_of(plan: Plan, objective: Objective) -> tuple[Link, ...]:
    """The objectives of the same area, those nearest to this one if there are many."""
    return tuple(
        Link(
            plan.labels[sibling.code],
            objective_address(plan, sibling),
            sibling.code == objective.code,
        )
        for sibling in _nearest(plan, objective)
    )


def _nearest(plan: Plan, objective: Objective) -> tuple[Objective, ...]:
    siblings = plan.of_area(objective.area)
    position = plan.positions_in_area[objective.code]
    start = max(0, min(position - MAX_SIBLINGS // 2, len(siblings) - MAX_SIBLINGS))
    return siblings[start : start + MAX_SIBLINGS]


def neighbours_of(plan: Plan, objective: Objective) -> Iterator[str]:
    """All that the page of an objective says of others: its siblings, and what its offices do besides."""
    labels = plan.labels
    yield "\n".join([labels[sibling.code] for sibling in _nearest(plan, objective)])
    for office in objective.offices:
        others = plan.of_office(office)
        # One more than are shown: the objective itself may be among the first.
        yield "\n".join([labels[other.code] for other in others[: MAX_OTHERS + 1]])
        yield str(len(others))


class OfficeObjectives(Struct, frozen=True):
    """An office with the other objectives it works on: as many as can be read, and how many more."""

    office: Link
    objectives: tuple[Link, ...]
    more: str


def same_offices(plan: Plan, objective: Objective) -> tuple[OfficeObjectives, ...]:
    """What else the offices of an objective work on; offices that do nothing else are left out."""
    found = []
    for office in objective.offices:
        together = plan.of_office(office)
        others = len(together) - 1
        shown = others if others <= MAX_OTHERS else MAX_OTHERS - 1
        if others:
            # An office may work on very many: none is looked at that is not shown.
            first = islice((other for other in together if other.code != objective.code), shown)
            found.append(
                OfficeObjectives(
                    Link(office.name, office_address(plan, office)),
                    tuple(Link(plan.labels[other.code], objective_address(plan, other)) for other in first),
                    f"e altri {others - shown}" if others > shown else "",
                )
            )
    return tuple(found)


def areas_of(plan: Plan, current: str = "") -> tuple[Link, ...]:
    """The areas that have objectives, for the side of a page."""
    return tuple(
        Link(f"{area.code} {area.name}", area_address(plan, area), area.code == current)
        for area in plan.areas
        if plan.of_area(area)
    )
