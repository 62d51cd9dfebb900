"""The page of a group of objectives: a strategic area, or an office with all that it works on."""

from collections.abc import Mapping

from msgspec import Struct

from generator.plan.model import Area, Objective, Office
from generator.site.addresses import indicators_address, plan_address
from generator.site.page import Link, Page, SearchText
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import group_view, method_note
from generator.site.views.labels import count_of, starting_point_shares, summary
from generator.site.views.listing import indicators_in, rows_of


class Group(Struct, frozen=True):
    """What sets a group apart from others.

    `kind` is that of the page, `what` the word for such a group; `facet` is the filter (name and value) that
    leaves its rows in the table of all indicators; `overview` is the page of all groups like it, `neighbours`
    are their pages; `table` is the caption of its objectives, `without` what is said when it has none.
    """

    kind: str
    of: Area | Office
    what: str
    address: str
    objectives: tuple[Objective, ...]
    facet: tuple[str, str]
    overview: Link
    neighbours: tuple[Link, ...]
    search_title: str
    table: str
    without: str
    code: str = ""


def group_page(edition: PublishedPlan, group: Group) -> Page:
    """The page of a group: how it stands, where it starts from, its objectives."""
    plan, year = edition.plan, edition.assessment.year
    name = group.of.name
    count = count_of(len(group.objectives), "obiettivo", "obiettivi")
    indicators = count_of(indicators_in(group.objectives), "indicatore", "indicatori")
    facet, value = group.facet

    def view() -> Mapping[str, object]:
        return {
            "group": group,
            "count": count,
            "indicator_count": indicators,
            "rows": rows_of(edition, group.objectives),
            "standing": group_view(group.objectives, edition.assessment),
            "method": method_note(edition.assessment.policy),
            "shares": starting_point_shares(edition.starting_points(group.objectives)),
            "year": year,
            "filtered": f"{indicators_address(plan)}?{facet}={value}&",
        }

    return Page(
        kind=group.kind,
        address=group.address,
        title=f"{group.code} {name}".strip(),
        short_title=name,
        description=summary(f"{name}: {count} e {indicators} del piano {plan.period}"),
        trail=(Link(f"Piano {plan.period}", plan_address(plan)), group.overview),
        navigation_title=group.overview.label,
        navigation=group.neighbours,
        search=(SearchText(group.address, group.search_title, count, (group.code,) if group.code else ()),),
        view=view,
        rests_on=group.objectives,
    )
