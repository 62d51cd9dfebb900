"""Addresses of the pages and files of a plan, relative to the root of the site. They are permanent."""

import re
from urllib.parse import quote

from generator.opendata.source import Uris
from generator.plan.body import Area, Office
from generator.plan.identifiers import PERIOD
from generator.plan.indicator import Indicator
from generator.plan.model import Objective, Plan, Section

#: The pages of all plans and of all open data.
PLANS, DATA = "piano/", "dati/"
#: The pages of a plan that show the verdicts of one year, with what may follow their address.
_PAGE_OF_YEAR = re.compile(r"(?:(?:ambiti|uffici)/(?:[^/]+/)?|indicatori(?:-[^/]+)?/|stampa/)?(?:[?#].*)?")


def address_in(period: str, address: str) -> str:
    """The address in the plan of a period for one that names no period, as settings write it.

    `piano/indicatori/` → `piano/2025-2027/indicatori/`; without a period the page of all, `piano/`.
    """
    for folder in (PLANS, DATA):
        page = address.removeprefix(folder)
        is_page = address.startswith(folder) and (not page or page.endswith("/"))
        if is_page and not PERIOD.match(page.partition("/")[0]):
            return f"{folder}{period}/{page}" if period else folder
    return address


def moved_to(period: str, address: str) -> str:
    """The address in the plan of a period for one of any plan, or of all: what the menu has of it."""
    for folder in (PLANS, DATA):
        first, _, page = address.removeprefix(folder).partition("/")
        if address.startswith(folder) and PERIOD.match(first) and period:
            return f"{folder}{period}/{page}"
    return address_in(period, address)


def plan_address(plan: Plan) -> str:
    """The page of the plan; all its other pages are below it."""
    return f"{PLANS}{plan.period}/"


def objective_address(plan: Plan, objective: Objective) -> str:
    """The page of an objective."""
    return f"{plan_address(plan)}{objective.slug}/"


def indicator_address(plan: Plan, objective: Objective, indicator: Indicator) -> str:
    """An indicator, on the page of its objective."""
    return f"{objective_address(plan, objective)}#{indicator.id}"


def badge_address(plan: Plan, objective: Objective) -> str:
    """The badge of an objective, which other sites may embed."""
    return f"{objective_address(plan, objective)}badge.svg"


def year_address(plan: Plan, address: str, year: int) -> str:
    """The same page with the verdicts of another year; an address that has no such page as it is."""
    start, rest = plan_address(plan), address.removeprefix(plan_address(plan))
    is_of_year = address.startswith(start) and _PAGE_OF_YEAR.fullmatch(rest)
    return f"{start}anno/{year}/{rest}" if is_of_year else address


def area_address(plan: Plan, area: Area) -> str:
    """The objectives of a strategic area."""
    return f"{plan_address(plan)}ambiti/{area.slug}/"


def section_address(plan: Plan, section: Section) -> str:
    """The page of a section; that of the plan for one without a head."""
    match section.head:
        case Area() as area:
            return area_address(plan, area)
        case Objective() as objective:
            return objective_address(plan, objective)
    return plan_address(plan)


def areas_address(plan: Plan) -> str:
    """All strategic areas."""
    return f"{plan_address(plan)}ambiti/"


def offices_address(plan: Plan) -> str:
    """All offices and departments."""
    return f"{plan_address(plan)}uffici/"


def printout_address(plan: Plan) -> str:
    """The whole plan in one document, for printing."""
    return f"{plan_address(plan)}stampa/"


def report_address(plan: Plan, year: int) -> str:
    """The report of a closed year."""
    return f"{plan_address(plan)}relazione/{year}/"


def completeness_address(plan: Plan) -> str:
    """What the data of the plan have and lack, for who has to check them."""
    return f"{plan_address(plan)}completezza/"


def office_address(plan: Plan, office: Office) -> str:
    """The objectives of an office."""
    return f"{plan_address(plan)}uffici/{office.id}/"


def indicators_address(plan: Plan, page: int = 1) -> str:
    """A page, counted from 1, of the table of all indicators."""
    return f"{plan_address(plan)}indicatori" + (f"-{page}/" if page > 1 else "/")


def document_address(plan: Plan) -> str:
    """The source document of the plan. Raises `ValueError` if the plan names none."""
    if plan.document is None:
        raise ValueError("the plan has no source document")
    return f"{plan_address(plan)}{plan.document.file}"


def data_address(plan: Plan, file: str = "") -> str:
    """The open data of the plan: the page, or one of its files."""
    return f"{DATA}{plan.period}/{file}"


def pages_of_plan(plan: Plan) -> frozenset[str]:
    """The pages of a plan that every plan has, or that are about its areas and offices."""
    found = {
        plan_address(plan),
        indicators_address(plan),
        printout_address(plan),
        completeness_address(plan),
        data_address(plan),
        *(area_address(plan, area) for area in plan.areas),
        *(office_address(plan, office) for office in plan.offices),
    }
    if any(plan.of_area(area) for area in plan.areas):
        found.add(areas_address(plan))
    if plan.offices or plan.departments:
        found.add(offices_address(plan))
    return frozenset(found)


def uris_of(plan: Plan, site_url: str) -> Uris:
    """The same addresses as absolute URIs, for the open data. `site_url` ends in a slash."""

    def page(address: str) -> str:
        return site_url + quote(address, safe="/#")

    return Uris(
        site=site_url,
        plan=page(plan_address(plan)),
        dataset=page(data_address(plan)),
        document=page(document_address(plan)) if plan.document else "",
        objective=lambda objective: page(objective_address(plan, objective)),
        indicator=lambda objective, indicator: page(indicator_address(plan, objective, indicator)),
        area=lambda area: page(area_address(plan, area)),
        office=lambda office: page(office_address(plan, office)),
        file=lambda name: page(data_address(plan, name)),
        page=page,
    )
