"""Slots of content pages, filled from the latest plan: key figures, latest results, areas."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from generator.opendata.metadata.schema_org import organization
from generator.plan.changes import measured_days
from generator.plan.italian.phrases import long_date
from generator.plan.model import Plan
from generator.site.addresses import indicators_address, plan_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.rendering import Renderer, linker
from generator.site.views.assessment import group_assessment, method_note
from generator.site.views.labels import count_of, starting_point_shares
from generator.site.views.listing import objective_table, offices_link, section_rows
from generator.site.views.plan import key_figures
from generator.site.year_pages import year_switch

#: The slots that a page of `content/` may hold, each with its template in `theme/pages/`.
HOME_SLOTS = ("ambiti", "cifre-chiave", "ente")
#: Objectives that the home page lists where the plan has no areas; the page of the plan has them all.
MAX_LISTED = 50
#: Days of measurement that the home page lists; the pages of the objectives have them all.
MAX_UPDATES = 3


class Update(Struct, frozen=True):
    """A day of measurement and the extent of it. `day` is ISO, for machines; `label` the same in words."""

    day: str
    label: str
    text: str


def home_slots(published: PublishedPlan | None, renderer: Renderer, root: str) -> Mapping[str, Markup]:
    """The markup of each slot, empty without a plan. `root` leads from the page to the root of the site."""
    if published is None:
        return dict.fromkeys(HOME_SLOTS, Markup())
    plan, sections = published.plan, section_rows(published)
    view = {
        "assessment": group_assessment(plan.objectives, published.assessment),
        "method": method_note(published.assessment),
        "figures": key_figures(plan),
        "year_switch": renderer.year_switch(year_switch(published, plan_address(plan), None), linker(root)),
        "organization": organization(published.publisher),
        "shares": starting_point_shares(published.starting_points(plan.objectives)),
        "plan_link": Link(plan.title, plan_address(plan)),
        "offices": offices_link(plan),
        "indicators_address": indicators_address(plan),
        "sections": sections,
        "has_areas": bool(plan.areas),
        "table": objective_table(published, () if sections else plan.objectives[:MAX_LISTED]),
        "updates": updates_of(plan),
        "to": linker(root),
    }
    return {name: renderer.fragment(f"_home_{name}.html", view) for name in HOME_SLOTS}


def updates_of(plan: Plan) -> tuple[Update, ...]:
    """The latest days that have measurements, the newest first."""
    return tuple(
        Update(
            measured.day.isoformat(),
            long_date(measured.day),
            f"{count_of(measured.indicators, 'indicatore', 'indicatori')}"
            f" di {count_of(measured.objectives, 'obiettivo', 'obiettivi')}",
        )
        for measured in measured_days(plan)[:MAX_UPDATES]
    )
