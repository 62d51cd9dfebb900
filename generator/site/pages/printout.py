"""The printout: the whole plan in one document with numbered objectives and a table of contents."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.plan.model import Objective, Section
from generator.site.addresses import plan_address, printout_address
from generator.site.page import Link, Page
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import group_assessment, method_note
from generator.site.views.labels import starting_point_shares
from generator.site.views.listing import MAX_LEVEL
from generator.site.views.neighbours import Neighbours
from generator.site.views.objective import ObjectiveView
from generator.site.views.plan import key_figures, plan_view, section_anchor, section_name
from generator.site.views.revisions import revisions_of_plan


class Entry(Struct, frozen=True):
    """A line of the table of contents; `level` is its depth below the first ones of its part."""

    number: int
    code: str
    slug: str
    title: str
    level: int


class Part(Struct, frozen=True):
    """A section with the lines of its objectives; `code` names their joined fragments.

    An objective that is the head of its section has no line of its own.
    """

    code: str
    anchor: str
    name: str
    entries: tuple[Entry, ...]


def _pages(published: PublishedPlan) -> Iterator[Page]:
    plan, assessment = published.plan, published.assessment
    yield Page(
        kind="printout",
        address=printout_address(plan),
        title="Il piano da stampare",
        short_title="Da stampare",
        description=f"{plan.title} in un documento solo: indice, obiettivi numerati, indicatori e traguardi.",
        breadcrumbs=(Link(f"Piano {plan.period}", plan_address(plan)),),
        fragments={section.code: tuple(one.code for one in section.objectives) for section in plan.sections},
        view={
            "plan": plan_view(plan),
            "figures": key_figures(plan),
            "parts": tuple(_part(published, section) for section in plan.sections),
            "assessment": group_assessment(plan.objectives, assessment),
            "revisions": revisions_of_plan(published),
            "shares": starting_point_shares(published.starting_points(plan.objectives)),
            "year": assessment.year,
            "method": method_note(assessment),
        },
    )


def _part(published: PublishedPlan, section: Section) -> Part:
    plan, numbers = published.plan, published.printed_numbers
    top = 1 if isinstance(section.head, Objective) else 0
    return Part(
        code=section.code,
        anchor=section_anchor(section),
        name=section_name(plan, section),
        entries=tuple(
            Entry(
                numbers[one.code], one.code, one.slug, one.title, min(len(plan.above(one)) - top, MAX_LEVEL)
            )
            for one in section.objectives
            if one is not section.head
        ),
    )


def _fragment(published: PublishedPlan, view: ObjectiveView, neighbours: Neighbours) -> Mapping[str, object]:
    return {
        "plan": plan_view(published.plan),
        "year": published.assessment.year,
        "number": neighbours.number,
        "is_section": neighbours.is_section,
        "objective": view,
    }


KIND = PageKind("printout", printout_address, _pages, fragment=_fragment, shows_year=True)
