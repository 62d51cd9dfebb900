"""The page of the plan: its key figures, and every area with its objectives."""

from collections.abc import Iterator

from msgspec import Struct

from generator.plan.body import Area
from generator.plan.model import Objective, Plan, Section
from generator.site.addresses import (
    PLANS,
    completeness_address,
    document_address,
    indicators_address,
    plan_address,
    printout_address,
    report_address,
    section_address,
)
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, group_assessment, method_note
from generator.site.views.labels import Share, starting_point_shares
from generator.site.views.listing import (
    ObjectiveTable,
    count_in_force,
    objective_table,
    offices_link,
    section_links,
)
from generator.site.views.plan import key_figures, plan_view, section_anchor, section_name
from generator.site.views.report import report_title
from generator.site.views.revisions import revisions_of_plan

#: Maximum number of objectives on the page of the plan; with more, only the pages of its areas list them.
MAX_LISTED = 500


class SectionView(Struct, frozen=True):
    """A section with its objectives, none if the plan has too many for one page.

    It has no `code` and no `link` if it has no head; `of` completes «4 obiettivi …».
    """

    code: str
    anchor: str
    name: str
    of: str
    link: Link | None
    count: str
    assessment: AssessmentView
    table: ObjectiveTable
    shares: tuple[Share, ...]


class KindView(Struct, frozen=True):
    """A kind of objective, with the assessment of its objectives together."""

    name: str
    count: str
    assessment: AssessmentView


def _pages(published: PublishedPlan) -> Iterator[Page]:
    plan = published.plan
    year = published.assessment.year
    yield Page(
        kind="plan",
        address=plan_address(plan),
        title=plan.title,
        short_title=f"Piano {plan.period}",
        description=f"{plan.title}: obiettivi, responsabili, indicatori e traguardi anno per anno.",
        navigation_title="Ambiti strategici" if plan.areas else "Obiettivi",
        navigation=section_links(plan),
        search=(SearchText(plan_address(plan), plan.title, plan.section, (plan.period,)),),
        view={
            "plan": plan_view(plan),
            "figures": key_figures(plan),
            "sections": tuple(_section(published, section) for section in plan.sections),
            "has_areas": bool(plan.areas),
            "has_parts": any(section.head for section in plan.sections),
            "assessment": group_assessment(plan.objectives, published.assessment),
            "revisions": revisions_of_plan(published),
            "kinds": tuple(_kind(published, kind) for kind in plan.kinds if plan.of_kind(kind)),
            "method": method_note(published.assessment),
            "shares": starting_point_shares(published.starting_points(plan.objectives)),
            "year": year,
            "links": (
                Link("Tutti gli indicatori in una tabella", indicators_address(plan)),
                *offices_link(plan),
                Link("Il piano in un documento solo, da stampare", printout_address(plan)),
                *(
                    Link(report_title(each), report_address(plan, each))
                    for each in reversed(published.assessment.closed_years)
                ),
                Link("Completezza dei dati", completeness_address(plan)),
                Link("Tutti i piani", PLANS),
            ),
            "filter_address": f"{indicators_address(plan)}?",
            "document_address": document_address(plan) if plan.document else None,
        },
    )


def _kind(published: PublishedPlan, kind: str) -> KindView:
    objectives = published.plan.of_kind(kind)
    count = count_in_force(published.plan, objectives)
    return KindView(published.plan.kinds[kind], count, group_assessment(objectives, published.assessment))


def _section(published: PublishedPlan, section: Section) -> SectionView:
    plan, objectives = published.plan, section.objectives
    return SectionView(
        code=section.code,
        anchor=section_anchor(section),
        name=section_name(plan, section),
        of=_of(plan, section),
        link=Link(section.name, section_address(plan, section)) if section.head else None,
        count=count_in_force(plan, objectives),
        assessment=group_assessment(objectives, published.assessment),
        table=objective_table(published, objectives if len(plan.objectives) <= MAX_LISTED else ()),
        shares=starting_point_shares(published.starting_points(objectives)),
    )


def _of(plan: Plan, section: Section) -> str:
    match section.head:
        case Area() as area:
            return f"dell'ambito {area.code}"
        case Objective() as objective:
            return f"in {objective.code}"
    return "fuori dagli ambiti" if plan.areas else "del piano"


KIND = PageKind("plan", plan_address, _pages, shows_year=True)
