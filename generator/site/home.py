"""Slots of content pages, filled from the latest plan: key figures, areas, the body for search engines."""

from collections.abc import Mapping

from markupsafe import Markup

from generator.opendata.metadata.schema_org import organization
from generator.site.addresses import indicators_address, offices_address, plan_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.rendering import Renderer, linker
from generator.site.views.assessment import group_assessment, method_note
from generator.site.views.labels import starting_point_shares
from generator.site.views.listing import area_rows
from generator.site.views.plan import key_figures, updates_of

#: The slots that a page of `content/` may hold, each with its template in `theme/pages/`.
HOME_SLOTS = ("ambiti", "cifre-chiave", "ente")


def home_slots(published: PublishedPlan | None, renderer: Renderer, root: str) -> Mapping[str, Markup]:
    """The markup of each slot, empty without a plan. `root` leads from the page to the root of the site."""
    if published is None:
        return dict.fromkeys(HOME_SLOTS, Markup())
    plan = published.plan
    view = {
        "assessment": group_assessment(plan.objectives, published.assessment),
        "method": method_note(published.assessment.policy),
        "figures": key_figures(plan),
        "organization": organization(published.publisher),
        "shares": starting_point_shares(published.starting_points(plan.objectives)),
        "plan_link": Link(plan.title, plan_address(plan)),
        "offices": Link("Chi risponde di che cosa, ufficio per ufficio", offices_address(plan)),
        "indicators_address": indicators_address(plan),
        "areas": area_rows(published),
        "updates": updates_of(plan),
        "to": linker(root),
    }
    return {name: renderer.fragment(f"_home_{name}.html", view) for name in HOME_SLOTS}
