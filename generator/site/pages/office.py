"""The page of an office: the objectives it works on."""

from collections.abc import Iterator

from generator.plan.model import Office, Plan
from generator.site.addresses import office_address, offices_address, plan_address
from generator.site.page import Link, Page
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.groups import Group, group_page


def _pages(edition: PublishedPlan) -> Iterator[Page]:
    return (group_page(edition, _group(edition.plan, office)) for office in edition.plan.offices)


def _group(plan: Plan, office: Office) -> Group:
    return Group(
        kind="office",
        of=office,
        what="Ufficio",
        address=office_address(plan, office),
        objectives=plan.of_office(office),
        facet=("ufficio", office.id),
        overview=Link("Uffici", offices_address(plan)),
        neighbours=tuple(
            Link(other.name, office_address(plan, other), other.id == office.id) for other in plan.offices
        ),
        search_title=f"Ufficio: {office.name}",
        table="Obiettivi a cui lavora l'ufficio",
        without="Nessun obiettivo del piano indica questo ufficio.",
    )


KIND = PageKind("office", lambda plan: f"{plan_address(plan)}uffici/{{}}/", _pages)
