"""Pages of the years of a plan: of the current year at their address, of others with results below `anno/`.

Each has a switch to the same page of the other years; a plan with results of one year only has none.
"""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.model import Plan
from generator.site.addresses import year_address
from generator.site.page import Link, Page, YearLink
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.rendering import Move


class YearPage(Struct, frozen=True):
    """A page of a year; `move` leads its links to the pages of the same year.

    `address` is that of the same page for the current year.
    """

    page: Page
    address: str
    year: int
    move: Move | None = None


def pages_of_years(kind: PageKind, published: PublishedPlan) -> Iterator[YearPage]:
    """The pages of a kind: of each year, where they show the verdicts of one."""
    current = published.assessment.year
    if not kind.shows_year:
        yield from (YearPage(page, page.address, current) for page in kind.pages(published))
        return
    for of_year in published.by_year:
        year = of_year.assessment.year
        for page in kind.pages(of_year):
            with_switch = replace(page, years=year_switch(published, page.address, year))
            if year == current:
                yield YearPage(with_switch, page.address, year)
            else:
                move = partial(_moved, published.plan, year)
                yield YearPage(_of_year(with_switch, move, year), page.address, year, move)


def address_in_year(kind: PageKind, published: PublishedPlan, year: int) -> str:
    """The address of the pages of a kind for a year, with `{}` for the segment that changes."""
    address = kind.address(published.plan)
    return address if year == published.assessment.year else year_address(published.plan, address, year)


def year_switch(published: PublishedPlan, address: str, shown: int | None) -> tuple[YearLink, ...]:
    """The links to a page in each year, the earliest first; none where there is only one year.

    `address` is that of the current year, `shown` the year of the page that holds the switch.
    """
    current = published.assessment.year
    years = sorted(one.assessment.year for one in published.by_year)
    return tuple(
        YearLink(
            year, address if year == current else year_address(published.plan, address, year), year == shown
        )
        for year in (years if len(years) > 1 else ())
    )


def _of_year(page: Page, move: Move, year: int) -> Page:
    """A page of another year than the current one. The search leads to that of the current one."""

    def moved(link: Link) -> Link:
        return Link(link.label, move(link.address))

    return replace(
        page,
        address=move(page.address),
        title=f"{page.title}, esiti {year}",
        short_title=f"{page.short_title}, esiti {year}",
        description=f"{page.description} Gli esiti del {year}.",
        breadcrumbs=tuple(map(moved, page.breadcrumbs)),
        navigation=tuple(map(moved, page.navigation)),
        search=(),
    )


def _moved(plan: Plan, year: int, address: str) -> str:
    return year_address(plan, address, year)
