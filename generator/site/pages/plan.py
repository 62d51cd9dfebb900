"""The page of the plan: its key figures, and every area with its objectives."""

from collections.abc import Iterator

from msgspec import Struct

from generator.plan.model import Area
from generator.site.addresses import (
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
from generator.site.views.assessment import AssessmentView, group_view, method_note
from generator.site.views.key_figures import key_figures
from generator.site.views.labels import Share, count_of, starting_point_shares
from generator.site.views.listing import ObjectiveRow, areas_of, rows_of
from generator.site.views.plan import plan_view

#: A plan with more objectives than this lists them on the pages of its areas only.
MAX_LISTED = 500


class AreaView(Struct, frozen=True):
    """An area with its objectives, none if the plan has too many for one page."""

    code: str
    name: str
    link: Link
    count: str
    standing: AssessmentView
    rows: tuple[ObjectiveRow, ...]
    shares: tuple[Share, ...]


class KindView(Struct, frozen=True):
    """A kind of objective, with how its objectives stand together."""

    name: str
    count: str
    standing: AssessmentView


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
        navigation=areas_of(plan),
        search=(SearchText(plan_address(plan), plan.title, plan.section, (plan.period,)),),
        view={
            "plan": plan_view(plan),
            "figures": key_figures(plan),
            "areas": areas,
            "standing": group_view(plan.objectives, published.assessment),
            "kinds": tuple(_kind(published, kind) for kind in plan.kinds if plan.of_kind(kind)),
            "method": method_note(published.assessment.policy),
            "shares": starting_point_shares(published.starting_points(plan.objectives)),
            "year": year,
            "links": (
                Link("Tutti gli indicatori in una tabella", indicators_address(plan)),
                Link("Chi risponde di che cosa, ufficio per ufficio", offices_address(plan)),
                Link("Il piano in un documento solo, da stampare", printout_address(plan)),
            ),
            "filtered": f"{indicators_address(plan)}?",
            "document": document_address(plan) if plan.document else None,
        },
    )


def _kind(published: PublishedPlan, kind: str) -> KindView:
    objectives = published.plan.of_kind(kind)
    count = count_of(len(objectives), "obiettivo", "obiettivi")
    return KindView(published.plan.kinds[kind], count, group_view(objectives, published.assessment))


def _area(published: PublishedPlan, area: Area) -> AreaView:
    plan = published.plan
    objectives = plan.of_area(area)
    return AreaView(
        code=area.code,
        name=area.name,
        link=Link(area.name, area_address(plan, area)),
        count=count_of(len(objectives), "obiettivo", "obiettivi"),
        standing=group_view(objectives, published.assessment),
        rows=rows_of(published, objectives) if len(plan.objectives) <= MAX_LISTED else (),
        shares=starting_point_shares(published.starting_points(objectives)),
    )


KIND = PageKind("plan", plan_address, _pages)
