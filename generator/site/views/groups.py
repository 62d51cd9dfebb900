"""The page of a group of objectives: those of a strategic area or of an office."""

from msgspec import Struct

from generator.plan.model import Objective
from generator.site.addresses import indicators_address, plan_address
from generator.site.page import Link, Page, SearchText
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import group_assessment, method_note
from generator.site.views.labels import starting_point_shares, summary
from generator.site.views.listing import count_in_force, count_indicators_in_force, objective_table


class GroupView(Struct, frozen=True):
    """A group on its own page.

    `type_label` is the word for such a group, `caption` that of the table of its objectives, `empty_note`
    replaces the table when there are none.
    """

    type_label: str
    name: str
    other_names: tuple[str, ...]
    caption: str
    empty_note: str
    code: str = ""


class Group(Struct, frozen=True):
    """A group of objectives that has a page of its own.

    `kind` is that of the page; `facet` is the filter (name and value) that selects its rows in the table of
    all indicators; `overview` is the page of all groups of its type, `neighbours` are their pages.
    `indicators` are those that name the group itself.
    """

    kind: str
    view: GroupView
    address: str
    objectives: tuple[Objective, ...]
    facet: tuple[str, str]
    overview: Link
    neighbours: tuple[Link, ...]
    search_title: str
    indicators: tuple[Link, ...] = ()


def group_page(published: PublishedPlan, group: Group) -> Page:
    """The page of a group: its assessment, its starting points, its objectives."""
    plan, year = published.plan, published.assessment.year
    name, code = group.view.name, group.view.code
    count = count_in_force(plan, group.objectives)
    indicators = count_indicators_in_force(plan, group.objectives)
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
            "indicators": group.indicators,
            "table": objective_table(published, group.objectives),
            "assessment": group_assessment(group.objectives, published.assessment),
            "method": method_note(published.assessment),
            "shares": starting_point_shares(published.starting_points(group.objectives)),
            "year": year,
            "filter_address": f"{indicators_address(plan)}?{facet}={value}&",
        },
    )
