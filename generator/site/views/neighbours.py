"""Neighbours of an objective: everything that its pages show of other objectives."""

from collections.abc import Iterator, Mapping
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import replace

from generator.plan.model import Objective, Plan
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.site.addresses import objective_address, office_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, objective_assessment
from generator.site.views.listing import ObjectiveTable, objective_table
from generator.site.views.series import SeriesView

#: Objectives of the same area beside a page; with all of them the site would grow quadratically.
MAX_SIBLINGS = 40
#: Other objectives of an office on an objective's page; the page of the office lists them all.
MAX_OTHERS = 6


class OfficeObjectives(Struct, frozen=True):
    """An office with its other objectives: at most `MAX_OTHERS` lines, the last of which counts the rest."""

    office: Link
    objectives: tuple[Link, ...]
    more: str


class Neighbours(Struct, frozen=True):
    """The objectives near an objective. `number` is its own in the printed plan.

    `siblings` are those with the same parent, or else of the same section of the plan, itself included: the
    nearest ones if there are many. `parents` are above it, from the top of the tree, and `ancestors` are
    their codes; `is_section` says that it is the head of a section. Of an objective with others below it,
    `children` are those directly below, `assessments` are those of all together by year, and
    `assessment_views` the same as they are shown, of the years that have pages. `series` are those of its
    indicators that other plans have too, by id.
    """

    previous: Link | None
    following: Link | None
    siblings: tuple[Link, ...]
    same_offices: tuple[OfficeObjectives, ...]
    number: int
    parents: tuple[Link, ...] = ()
    ancestors: tuple[str, ...] = ()
    is_section: bool = False
    children: ObjectiveTable | None = None
    contributes_to: tuple[Link, ...] = ()
    contributors: tuple[Link, ...] = ()
    assessments: Mapping[int, AggregateAssessment] = field(default_factory=dict)
    assessment_views: Mapping[int, AssessmentView] = field(default_factory=dict)
    series: Mapping[str, SeriesView] = field(default_factory=dict)


def neighbours_of(published: PublishedPlan) -> Mapping[str, Neighbours]:
    """The neighbours of every objective, by code."""
    plan, numbers = published.plan, published.printed_numbers
    links = {
        one.code: Link(f"{one.code} {one.title}", objective_address(plan, one)) for one in plan.objectives
    }
    siblings: dict[str, tuple[Link, ...]] = {}
    for members in _groups(plan):
        siblings |= _siblings([links[one.code] for one in members], members)
    contributors: dict[str, list[Link]] = {}
    for objective in plan.objectives:
        for code in objective.contributes_to:
            contributors.setdefault(code, []).append(links[objective.code])
    neighbours: dict[str, Neighbours] = {}
    heads = {section.code for section in plan.sections if isinstance(section.head, Objective)}
    titles = [Link(one.title, links[one.code].address) for one in plan.objectives]
    for index, objective in enumerate(plan.objectives):
        neighbours[objective.code] = Neighbours(
            previous=titles[index - 1] if index else None,
            following=titles[index + 1] if index + 1 < len(titles) else None,
            siblings=siblings[objective.code],
            same_offices=_same_offices(plan, objective, links),
            number=numbers[objective.code],
            parents=tuple(links[one.code] for one in plan.above(objective)),
            ancestors=tuple(one.code for one in plan.above(objective)),
            is_section=objective.code in heads,
            contributes_to=tuple(links[code] for code in objective.contributes_to),
            contributors=tuple(contributors.get(objective.code, ())),
        )
        if children := plan.children_of(objective.code):
            neighbours[objective.code] = replace(
                neighbours[objective.code],
                children=objective_table(published, children),
                assessment_views={
                    one.assessment.year: objective_assessment(objective, one.assessment, with_formula=True)
                    for one in published.by_year
                },
                assessments={year: published.assessment.of_objective(objective, year) for year in plan.years},
            )
    return neighbours


def _groups(plan: Plan) -> Iterator[tuple[Objective, ...]]:
    """The objectives that are beside one another: with the same parent, or of the same section."""
    if plan.areas or not plan.is_tree:
        yield from (section.objectives for section in plan.sections)
    else:
        yield plan.children_of("")
        yield from filter(None, (plan.children_of(objective.code) for objective in plan.objectives))


def _siblings(links: list[Link], objectives: tuple[Objective, ...]) -> dict[str, tuple[Link, ...]]:
    last = max(0, len(links) - MAX_SIBLINGS)
    starts = (min(max(0, index - MAX_SIBLINGS // 2), last) for index in range(len(links)))
    return {
        one.code: tuple(links[start : start + MAX_SIBLINGS])
        for one, start in zip(objectives, starts, strict=True)
    }


def _same_offices(
    plan: Plan, objective: Objective, links: Mapping[str, Link]
) -> tuple[OfficeObjectives, ...]:
    """The other objectives of the offices of an objective; offices without others are left out."""
    rows = []
    for office in objective.offices:
        objectives = plan.of_office(office)
        others = len(objectives) - 1
        shown = others if others <= MAX_OTHERS else MAX_OTHERS - 1
        if others:
            first = islice((links[one.code] for one in objectives if one.code != objective.code), shown)
            link = Link(office.name, office_address(plan, office))
            more = f"e altri {others - shown}" if others > shown else ""
            rows.append(OfficeObjectives(link, tuple(first), more))
    return tuple(rows)
