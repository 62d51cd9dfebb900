"""The page of all strategic areas."""

from collections.abc import Iterator

from generator.site.addresses import areas_address, plan_address
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.labels import count_of
from generator.site.views.listing import section_rows
from generator.site.views.plan import plan_view


def _pages(published: PublishedPlan) -> Iterator[Page]:
    plan = published.plan
    rows = section_rows(published) if plan.areas else ()
    if not rows:
        return
    title = "Ambiti strategici"
    count = count_of(len(rows), "ambito strategico", "ambiti strategici")
    yield Page(
        kind="areas",
        address=areas_address(plan),
        title=title,
        short_title="Ambiti strategici",
        description=f"{count} del piano {plan.period}: quanti obiettivi, da dove partono, a che punto sono.",
        breadcrumbs=(Link(f"Piano {plan.period}", plan_address(plan)),),
        search=(SearchText(areas_address(plan), title, count),),
        view={"plan": plan_view(plan), "areas": rows, "count": count},
    )


KIND = PageKind("areas", areas_address, _pages, shows_year=True)
