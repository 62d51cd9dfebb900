"""The page of offices: every department with its objectives, and every office."""

from collections.abc import Iterator

from msgspec import Struct

from generator.plan.model import Plan
from generator.site.addresses import (
    indicators_address,
    objective_address,
    office_address,
    offices_address,
    plan_address,
)
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.labels import count_of
from generator.site.views.listing import GroupRow, group_row
from generator.site.views.plan import plan_view


class DepartmentView(Struct, frozen=True):
    """A department with its objectives; its row links to all of its indicators."""

    id: str
    row: GroupRow
    objectives: tuple[Link, ...]


def _pages(published: PublishedPlan) -> Iterator[Page]:
    plan = published.plan
    if not plan.offices and not plan.departments:
        return
    address = offices_address(plan)
    title = "Chi risponde di che cosa"
    departments = tuple(_departments(published))
    offices = tuple(
        group_row(published, Link(office.name, office_address(plan, office)), plan.of_office(office))
        for office in plan.offices
    )
    count = count_of(len(offices), "ufficio", "uffici")
    yield Page(
        kind="offices",
        address=address,
        title=title,
        short_title="Uffici",
        description=f"{count} e le aree che rispondono degli obiettivi del piano {plan.period}.",
        breadcrumbs=(Link(f"Piano {plan.period}", plan_address(plan)),),
        search=(SearchText(address, title, "uffici aree di responsabilità responsabili"),),
        contents=(
            *([Link("Aree di responsabilità", "aree")] if departments else []),
            *(Link(view.row.link.label, f"area-{view.id}") for view in departments),
            *([Link("Uffici", "uffici")] if offices else []),
        ),
        view={
            "plan": plan_view(plan),
            "departments": departments,
            "unassigned": tuple(
                Link(f"{objective.code} {objective.title}", objective_address(plan, objective))
                for objective in plan.objectives
                if plan.departments and not objective.department
            ),
            "offices": offices,
            "summary": _summary(plan),
            "count": count,
        },
    )


def _summary(plan: Plan) -> str:
    """What the page is about: the areas, the offices, or both."""
    if not plan.departments:
        return "Ogni obiettivo ha gli uffici che vi lavorano, come li indica il documento."
    if not plan.offices:
        return "Ogni obiettivo ha un'area che ne risponde, come la indica il documento."
    return (
        "Ogni obiettivo ha un'area che ne risponde e gli uffici che vi lavorano, come li indica il documento."
    )


def _departments(published: PublishedPlan) -> Iterator[DepartmentView]:
    plan = published.plan
    for department in plan.departments:
        objectives = plan.of_department(department)
        if objectives:
            link = Link(department.name, f"{indicators_address(plan)}?area={department.id}")
            yield DepartmentView(
                department.id,
                group_row(published, link, objectives),
                tuple(
                    Link(f"{objective.code} {objective.title}", objective_address(plan, objective))
                    for objective in objectives
                ),
            )


KIND = PageKind("offices", offices_address, _pages, shows_year=True)
