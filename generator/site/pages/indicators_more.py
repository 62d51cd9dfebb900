"""The second and further pages of the table of all indicators, for plans with very many."""

from collections.abc import Iterator

from generator.plan.model import Plan
from generator.site.addresses import plan_address
from generator.site.page import Page
from generator.site.pages import PageKind
from generator.site.pages.indicators import pages_of
from generator.site.published_plan import PublishedPlan


def _pages(published: PublishedPlan) -> Iterator[Page]:
    return pages_of(published, 1)


def _address(plan: Plan) -> str:
    return f"{plan_address(plan)}indicatori-{{}}/"


KIND = PageKind("indicators_more", _address, _pages, shows_year=True)
