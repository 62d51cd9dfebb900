"""What the latest plan puts into the slots of content pages: its key figures, its areas."""

from collections.abc import Mapping

from markupsafe import Markup

from generator.opendata.metadata.schema_org import organization
from generator.site.addresses import indicators_address, offices_address, plan_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.rendering import Renderer, linker
from generator.site.views.assessment import group_view, method_note
from generator.site.views.key_figures import key_figures
from generator.site.views.labels import starting_point_shares
from generator.site.views.listing import area_rows
from generator.site.views.plan import plan_view
from generator.site.views.updates import updates_of

#: The slots that a page of `content/` may hold, each with its template in `theme/pages/`.
HOME_SLOTS = ("ambiti", "cifre-chiave", "ente")


def home_slots(published: PublishedPlan | None, renderer: Renderer, root: str) -> Mapping[str, Markup]:
    """The markup of each slot, for a page from which `root` leads to the site's root."""
    if published is None:
        return dict.fromkeys(HOME_SLOTS, Markup())
    plan = published.plan
    view = {
        "plan": plan_view(plan),
        "standing": group_view(plan.objectives, published.assessment),
        "method": method_note(published.assessment.policy),
        "figures": key_figures(plan),
        "organization": organization(published.publisher),
        "shares": starting_point_shares(published.starting_points(plan.objectives)),
        "plan_link": Link(plan.title, plan_address(plan)),
        "offices": Link("Chi risponde di che cosa, ufficio per ufficio", offices_address(plan)),
        "indicators": indicators_address(plan),
        "areas": area_rows(published),
        "updates": updates_of(plan),
        "to": linker(root),
    }
    return {name: renderer.fragment(f"_home_{name}.html", view) for name in HOME_SLOTS}
