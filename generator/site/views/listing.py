"""Rows of lists: objectives and groups of objectives."""

from collections.abc import Collection, Iterable

from msgspec import Struct

from generator.plan.model import Objective, Plan
from generator.site.addresses import objective_address, office_address, offices_address, section_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, group_assessment, objective_assessment
from generator.site.views.labels import Share, count_of, office_label, starting_point_shares, unbroken
from generator.site.views.revisions import state_of

#: Levels below the top that a list shows apart.
MAX_LEVEL = 3


class ObjectiveRow(Struct, frozen=True):
    """An objective in a list; `level` is its depth in the tree, 0 at the top.

    `state` says that a revision has dropped or added it, and since when.
    """

    link: Link
    code: str
    level: int
    kind: str
    resources: str
    department: str
    offices: tuple[Link, ...]
    indicator_count: int
    assessment: AssessmentView
    state: str = ""


class ObjectiveTable(Struct, frozen=True):
    """Objectives in a table, which has no column for what the plan says of no objective."""

    rows: tuple[ObjectiveRow, ...]
    has_responsible: bool
    has_departments: bool
    has_resources: bool


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
        count=count_in_force(published.plan, objectives),
        indicator_count=count_indicators_in_force(published.plan, objectives),
        assessment=assessment,
        shares=assessment.shares
        if assessment.has_results
        else starting_point_shares(published.starting_points(objectives)),
        shares_title=f"Esiti {year}" if assessment.has_results else f"Traguardi {year} e punto di partenza",
    )


def count_in_force(plan: Plan, objectives: Collection[Objective]) -> str:
    """`4 obiettivi`, `4 obiettivi (e 2 non più in vigore)`."""
    in_force = len(plan.in_force(objectives))
    count = count_of(in_force, "obiettivo", "obiettivi")
    rest = len(objectives) - in_force
    return f"{count} (e {rest} non più in vigore)" if rest else count


def count_indicators_in_force(plan: Plan, objectives: Iterable[Objective]) -> str:
    """`12 indicatori`, without those that are no longer in force."""
    return count_of(count_indicators(plan.in_force(objectives)), "indicatore", "indicatori")


def count_indicators(objectives: Iterable[Objective]) -> int:
    """The number of indicators of objectives."""
    return sum(len(objective.indicators) for objective in objectives)


def section_rows(published: PublishedPlan) -> tuple[GroupRow, ...]:
    """The rows of the sections that have a page: areas, or the top of the tree."""
    plan = published.plan
    return tuple(
        group_row(
            published,
            Link(section.name, section_address(plan, section)),
            section.objectives,
            section.code,
        )
        for section in plan.sections
        if section.head
    )


def objective_table(published: PublishedPlan, objectives: Iterable[Objective]) -> ObjectiveTable:
    """The table of objectives, with their assessments of the current year."""
    plan, assessment = published.plan, published.assessment
    rows = tuple(
        ObjectiveRow(
            link=Link(objective.title, objective_address(plan, objective)),
            code=objective.code,
            level=min(len(plan.above(objective)), MAX_LEVEL),
            kind=plan.kinds.get(objective.kind, objective.kind),
            resources=unbroken(objective.resources.text) if objective.resources else "",
            department=objective.department.name if objective.department else "",
            offices=tuple(
                Link(office_label(office), office_address(plan, office)) for office in objective.offices
            ),
            indicator_count=count_indicators((objective, *plan.below(objective))),
            assessment=objective_assessment(objective, assessment),
            state=state_of(plan, objective.code),
        )
        for objective in objectives
    )
    return ObjectiveTable(
        rows,
        has_responsible=bool(plan.departments or plan.offices),
        has_departments=bool(plan.departments),
        has_resources="risorse" in plan.fields_in_use,
    )


def offices_link(plan: Plan) -> tuple[Link, ...]:
    """The link to the page of offices; none if the plan has neither offices nor departments."""
    if not plan.offices and not plan.departments:
        return ()
    return (Link("Chi risponde di che cosa, ufficio per ufficio", offices_address(plan)),)


def section_links(plan: Plan) -> tuple[Link, ...]:
    """Links to the sections that have a page, for the side column of a page."""
    return tuple(
        Link(f"{section.code} {section.name}", section_address(plan, section))
        for section in plan.sections
        if section.head
    )
