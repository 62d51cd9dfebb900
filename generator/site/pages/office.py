"""The page of an office: its objectives."""

from collections.abc import Iterator

from generator.plan.body import Office
from generator.plan.model import Plan
from generator.site.addresses import indicator_address, office_address, offices_address, plan_address
from generator.site.page import Link, Page
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.groups import Group, GroupView, group_page
from generator.site.views.labels import office_label


def _pages(published: PublishedPlan) -> Iterator[Page]:
    return (group_page(published, _group(published.plan, office)) for office in published.plan.offices)


def _group(plan: Plan, office: Office) -> Group:
    return Group(
        kind="office",
        view=GroupView(
            type_label="Ufficio",
            name=office.name,
            other_names=office.other_names,
            caption="Obiettivi a cui lavora l'ufficio",
            empty_note="Nessun obiettivo del piano indica questo ufficio.",
        ),
        address=office_address(plan, office),
        objectives=plan.of_office(office),
        facet=("ufficio", office.id),
        overview=Link("Uffici", offices_address(plan)),
        neighbours=tuple(Link(other.name, office_address(plan, other)) for other in plan.offices),
        search_title=f"Ufficio: {office.name}",
        indicators=tuple(_indicators(plan, office)),
    )


def _indicators(plan: Plan, office: Office) -> Iterator[Link]:
    """The indicators that name the office."""
    for objective in plan.of_office(office):
        for indicator in objective.indicators:
            for one in indicator.offices:
                if one.id == office.id:
                    part = office_label(one).removeprefix(one.name)
                    address = indicator_address(plan, objective, indicator)
                    yield Link(f"{objective.code} {indicator.name}{part}", address)


KIND = PageKind("office", lambda plan: f"{plan_address(plan)}uffici/{{}}/", _pages, shows_year=True)
