"""The page of a group of objectives: a strategic area, or an office with all that it works on."""

from msgspec import Struct

from generator.plan.model import Objective
from generator.site.addresses import indicators_address, plan_address
from generator.site.page import Link, Page, SearchText
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import group_view, method_note
from generator.site.views.labels import count_of, starting_point_shares, summary
from generator.site.views.listing import indicators_in, rows_of


class GroupView(Struct, frozen=True):
    """What a page says of a group itself.

    `what` is the word for such a group, `table` the caption of its objectives, `without` what is said when it
    has none.
    """

    what: str
    name: str
    other_names: tuple[str, ...]
    table: str
    without: str
    code: str = ""


class Group(Struct, frozen=True):
    """A group of objectives that has a page of its own.

    `kind` is that of the page; `facet` is the filter (name and value) that leaves its rows in the table of
    all indicators; `overview` is the page of all groups like it, `neighbours` are their pages.
    """

    kind: str
    view: GroupView
    address: str
    objectives: tuple[Objective, ...]
    facet: tuple[str, str]
    overview: Link
    neighbours: tuple[Link, ...]
    search_title: str


def group_page(published: PublishedPlan, group: Group) -> Page:
    """The page of a group: how it stands, where it starts from, its objectives."""
    plan, year = published.plan, published.assessment.year
    name, code = group.view.name, group.view.code
    count = count_of(len(group.objectives), "obiettivo", "obiettivi")
    indicators = count_of(indicators_in(group.objectives), "indicatore", "indicatori")
    facet, value = group.facet
    return Page(
        kind=group.kind,
        address=group.address,
        title=f"{code} {name}".strip(),
        short_title=name,
        description=summary(f"{name}: {count} e {indicators} del piano {plan.period}"),
        breadcrumbs=(Link(f"Piano {plan.period}", plan_address(plan)), group.overview),
        navigation_title=group.overview.label,
        navigation=group.neighbours,
        search=(SearchText(group.address, group.search_title, count, (code,) if code else ()),),
        view={
            "group": group.view,
            "count": count,
            "indicator_count": indicators,
            "rows": rows_of(published, group.objectives),
            "standing": group_view(group.objectives, published.assessment),
            "method": method_note(published.assessment.policy),
            "shares": starting_point_shares(published.starting_points(group.objectives)),
            "year": year,
            "filtered": f"{indicators_address(plan)}?{facet}={value}&",
        },
    )
