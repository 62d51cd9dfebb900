"""The page of a strategic area: its objectives."""

from collections.abc import Iterator

from generator.plan.body import Area
from generator.plan.model import Plan
from generator.site.addresses import area_address, areas_address, plan_address
from generator.site.page import Link, Page
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.groups import Group, GroupView, group_page
from generator.site.views.listing import section_links


def _pages(published: PublishedPlan) -> Iterator[Page]:
    return (group_page(published, _group(published.plan, area)) for area in published.plan.areas)


def _group(plan: Plan, area: Area) -> Group:
    return Group(
        kind="area",
        view=GroupView(
            type_label="Ambito strategico",
            name=area.name,
            other_names=area.other_names,
            caption=f"Obiettivi dell'ambito {area.code}",
            empty_note="Nessun obiettivo del piano è in questo ambito.",
            code=area.code,
        ),
        address=area_address(plan, area),
        objectives=plan.of_area(area),
        facet=("ambito", area.code),
        overview=Link("Ambiti strategici", areas_address(plan)),
        neighbours=section_links(plan),
        search_title=f"Ambito {area.code} {area.name}",
    )


KIND = PageKind("area", lambda plan: f"{plan_address(plan)}ambiti/{{}}/", _pages, shows_year=True)
