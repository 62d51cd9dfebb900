"""The page of the plan: its key figures, and every area with its objectives."""

from collections.abc import Iterator

from msgspec import Struct

from generator.plan.model import Area
from generator.site.addresses import (
    PLANS,
    area_address,
    document_address,
    indicators_address,
    offices_address,
    plan_address,
    printout_address,
)
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, group_assessment, method_note
from generator.site.views.labels import Share, count_of, starting_point_shares
from generator.site.views.listing import ObjectiveRow, area_links, objective_rows
from generator.site.views.plan import key_figures, plan_view

#: Maximum number of objectives on the page of the plan; with more, only the pages of its areas list them.
MAX_LISTED = 500


class AreaView(Struct, frozen=True):
    """An area with its objectives, none if the plan has too many for one page."""

    code: str
    name: str
    link: Link
    count: str
    assessment: AssessmentView
    rows: tuple[ObjectiveRow, ...]
    shares: tuple[Share, ...]


class KindView(Struct, frozen=True):
    """A kind of objective, with the assessment of its objectives together."""

    name: str
    count: str
    assessment: AssessmentView


def _pages(published: PublishedPlan) -> Iterator[Page]:
    plan = published.plan
    year = published.assessment.year
    areas = tuple(_area(published, area) for area in plan.areas if plan.of_area(area))
    yield Page(
        kind="plan",
        address=plan_address(plan),
        title=plan.title,
        short_title=f"Piano {plan.period}",
        description=f"{plan.title}: obiettivi, responsabili, indicatori e traguardi anno per anno.",
        navigation_title="Ambiti strategici",
        navigation=area_links(plan),
        search=(SearchText(plan_address(plan), plan.title, plan.section, (plan.period,)),),
        view={
            "plan": plan_view(plan),
            "figures": key_figures(plan),
            "areas": areas,
            "assessment": group_assessment(plan.objectives, published.assessment),
            "kinds": tuple(_kind(published, kind) for kind in plan.kinds if plan.of_kind(kind)),
            "method": method_note(published.assessment),
            "shares": starting_point_shares(published.starting_points(plan.objectives)),
            "year": year,
            "links": (
                Link("Tutti gli indicatori in una tabella", indicators_address(plan)),
                Link("Chi risponde di che cosa, ufficio per ufficio", offices_address(plan)),
                Link("Il piano in un documento solo, da stampare", printout_address(plan)),
                Link("Tutti i piani", PLANS),
            ),
            "filter_address": f"{indicators_address(plan)}?",
            "document_address": document_address(plan) if plan.document else None,
        },
    )


def _kind(published: PublishedPlan, kind: str) -> KindView:
    objectives = published.plan.of_kind(kind)
    count = count_of(len(objectives), "obiettivo", "obiettivi")
    return KindView(published.plan.kinds[kind], count, group_assessment(objectives, published.assessment))


def _area(published: PublishedPlan, area: Area) -> AreaView:
    plan = published.plan
    objectives = plan.of_area(area)
    return AreaView(
        code=area.code,
        name=area.name,
        link=Link(area.name, area_address(plan, area)),
        count=count_of(len(objectives), "obiettivo", "obiettivi"),
        assessment=group_assessment(objectives, published.assessment),
        rows=objective_rows(published, objectives) if len(plan.objectives) <= MAX_LISTED else (),
        shares=starting_point_shares(published.starting_points(objectives)),
    )


KIND = PageKind("plan", plan_address, _pages)
