"""Pages of a year: the current one at their address, others with results below `anno/`, with a switch."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape

import pytest
from msgspec.structs import replace

from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.site.addresses import year_address
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, site_in_memory

PLAN = "piano/2025-2026/"
OF_2025 = f"{PLAN}anno/2025/"


@pytest.fixture(scope="module")
def site(invented_published: PublishedPlan) -> Mapping[str, bytes]:
    return site_in_memory((invented_published,), INVENTED_PROJECT / "site_config.yml")


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def switch_of(site: Mapping[str, bytes], page: str) -> list[tuple[str, str, bool]]:
    """Year, page of its link, and whether it is the one that is shown."""
    html = site[f"{page}index.html"].decode()
    if 'class="cv-anni"' not in html:
        return []
    found = html.split('class="cv-anni"')[1].split("</nav>")[0]
    links = re.findall(r'<a href="([^"]*)"( aria-current="page")?>(\d+)</a>', found)
    return [(year, leads_to(page, href), bool(current)) for href, current, year in links]


def leads_to(page: str, href: str) -> str:
    """The address that a relative link leads to."""
    folders = page.split("/")[:-1]
    while href.startswith("../"):
        href = href.removeprefix("../")
        folders.pop()
    return "/".join((*folders, href.removeprefix("./")))


@pytest.mark.parametrize(
    "rest",
    ["", "ambiti/", "ambiti/01_01/", "uffici/", "uffici/biblioteca/", "indicatori/", "stampa/"],
)
def test_a_page_has_one_for_each_year(site: Mapping[str, bytes], rest: str) -> None:
    pages = {"2025": f"{OF_2025}{rest}", "2026": f"{PLAN}{rest}"}
    for year, page in pages.items():
        assert switch_of(site, page) == [(one, pages[one], one == year) for one in pages]


def test_the_home_page_leads_to_the_years(site: Mapping[str, bytes]) -> None:
    assert switch_of(site, "") == [("2025", OF_2025, False), ("2026", PLAN, False)]


@pytest.mark.parametrize("page", [f"{PLAN}01_01_OS01/", "dati/2025-2026/", "piano/"])
def test_other_pages_have_no_switch(site: Mapping[str, bytes], page: str) -> None:
    assert switch_of(site, page) == []
    assert f"{OF_2025}{page.removeprefix(PLAN)}index.html" not in site


def test_the_page_of_a_year_has_its_verdicts_alone(site: Mapping[str, bytes]) -> None:
    """The area's degree of 2025 is 78,4%, that of 2026 63,8%."""
    text = text_of(site[f"{OF_2025}ambiti/01_01/index.html"].decode())
    assert "Esito 2025 raggiunto in parte grado 78,4%" in text
    assert "63,8%" not in text
    assert "Servizi ai cittadini, esiti 2025" in text
    current = text_of(site[f"{PLAN}ambiti/01_01/index.html"].decode())
    assert "grado finora 63,8%" in current
    # The closed year stays to be seen beside the current one.
    assert "Esito 2025 raggiunto in parte grado 78,4%" in current


def test_the_rows_of_the_tables_are_of_the_year(site: Mapping[str, bytes]) -> None:
    row = re.compile(r'<tr role="row" data-riga="01_01_OS01,[^"]*".*?</tr>', re.DOTALL)
    of_year = row.findall(site[f"{OF_2025}indicatori/index.html"].decode())
    current = row.findall(site[f"{PLAN}indicatori/index.html"].decode())
    assert len(of_year) == len(current) > 0
    assert all('data-colonna="Esito 2025"' in one for one in of_year)
    assert all('data-colonna="Esito 2026"' in one for one in current)
    assert "al 31/12/2025" in of_year[0]
    assert "2026" not in text_of(of_year[0])
    printed = text_of(site[f"{OF_2025}stampa/index.html"].decode())
    assert "Esito 2025 raggiunto in parte" in printed
    assert "Esito 2026" not in printed


def test_the_search_leads_to_the_current_year_alone(site: Mapping[str, bytes]) -> None:
    assert "anno/2025" not in site["search/search_index.json"].decode()
    assert f"/{OF_2025}" in site["sitemap.xml"].decode()


def without(plan: Plan, year: int) -> Plan:
    return replace(plan, measurements=tuple(one for one in plan.measurements if one.day.year != year))


@pytest.mark.parametrize(
    ("lacking", "today", "years"),
    [
        (0, None, [2026, 2025]),
        # As the site was in 2025, and with results of one year only.
        (0, date(2025, 12, 31), [2025]),
        (2025, None, [2026]),
        (2026, None, [2025]),
    ],
)
def test_the_years_with_pages(
    invented_published: PublishedPlan, lacking: int, today: date | None, years: list[int]
) -> None:
    plan = without(invented_published.plan, lacking)
    published = PublishedPlan(plan.known_on(today) if today else plan, assess_plan(plan, today))
    assert [one.assessment.year for one in published.by_year] == years


@pytest.mark.parametrize(
    ("address", "moved"),
    [
        (PLAN, OF_2025),
        (f"{PLAN}indicatori/?esito=raggiunto", f"{OF_2025}indicatori/?esito=raggiunto"),
        (f"{PLAN}indicatori-2/", f"{OF_2025}indicatori-2/"),
        (f"{PLAN}uffici/biblioteca/", f"{OF_2025}uffici/biblioteca/"),
        (f"{PLAN}01_01_OS01/", f"{PLAN}01_01_OS01/"),
        (f"{PLAN}01_01_OS01/#desk", f"{PLAN}01_01_OS01/#desk"),
        (OF_2025, OF_2025),
        ("piano/", "piano/"),
        ("dati/2025-2026/", "dati/2025-2026/"),
        ("piano/2026-2028/ambiti/", "piano/2026-2028/ambiti/"),
    ],
)
def test_the_address_of_a_page_in_another_year(
    invented_published: PublishedPlan, address: str, moved: str
) -> None:
    assert year_address(invented_published.plan, address, 2025) == moved


def test_a_plan_without_results_has_no_switch(real_published: PublishedPlan) -> None:
    assert real_published.by_year == (real_published,)
