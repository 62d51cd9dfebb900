"""A site of three plans, the last a draft: what leads where, and what every page says of its period."""

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import axe_playwright_python
import pytest
from playwright.sync_api import Browser

from generator.linkcheck.checker import check_links
from generator.site.addresses import address_in, pages_of_plan
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, published_plan, site_in_memory
from tests.sample_project import NEXT_PLAN, PLAN, Project

CONFIG = INVENTED_PROJECT / "site_config.yml"
URL = "https://trasparenza.vattelapesca.example/"
DRAFT_PLAN = "plan_data/2029-2030"
FIRST, SECOND, DRAFT = "2025-2026", "2027-2028", "2029-2030"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[PublishedPlan, ...]:
    """In the second plan the desk is split, the budget begins anew, and an office has another id."""
    project = Project(tmp_path_factory.mktemp("periodi") / "progetto")
    project.add_next_plan()
    project.add_next_plan(DRAFT_PLAN, 4)
    objectives = project.root / NEXT_PLAN / "obiettivi"
    split = (objectives / "01_01_OS01.yml").read_text("utf-8").replace("_OS01", "_OS05")
    split = split.replace(
        "titolo: Sportello per", f"continua: {FIRST}/01_01_OS01\ntitolo: Sportello mobile per"
    )
    (objectives / "01_01_OS05.yml").write_text(split, "utf-8")
    project.replace(f"{NEXT_PLAN}/obiettivi/01_02_OP01.yml", {"titolo:": "continua: nessuno\ntitolo:"})
    project.replace(f"{NEXT_PLAN}/obiettivi/01_02_OP01.yml", {"[ragioneria]": "[bilancio]"})
    project.replace(f"{NEXT_PLAN}/uffici.yml", {"id: ragioneria": "id: bilancio"})
    project.write(
        f"{DRAFT_PLAN}/piano.yml", "bozza: true\n" + project.path(f"{DRAFT_PLAN}/piano.yml").read_text()
    )
    return tuple(published_plan(project.root / folder) for folder in (PLAN, NEXT_PLAN, DRAFT_PLAN))


@pytest.fixture(scope="module")
def site(plans: tuple[PublishedPlan, ...]) -> Mapping[str, bytes]:
    return site_in_memory(plans, CONFIG)


@pytest.fixture(scope="module")
def former_site(
    plans: tuple[PublishedPlan, ...], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, bytes]:
    """The first plan alone, with settings that name its period, as they had to before."""
    text = CONFIG.read_text("utf-8").replace("../../../theme", str(INVENTED_PROJECT.parents[2] / "theme"))
    text = text.replace("docs_dir: content", f"docs_dir: {INVENTED_PROJECT / 'content'}")
    text = re.sub(r"(: (?:piano|dati)/)", rf"\g<1>{FIRST}/", text)
    config = tmp_path_factory.mktemp("prima") / "site_config.yml"
    config.write_text(text, "utf-8")
    return site_in_memory(plans[:1], config)


def html_of(site: Mapping[str, bytes], address: str) -> str:
    return site[f"{address}index.html"].decode()


def title_of(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html)
    assert found
    return unescape(found[1])


def period_of(html: str) -> tuple[str, list[tuple[str, str]]]:
    """What a page says of its period, and the links beside it: label and address."""
    found = re.search(r'<div class="cv-periodo.*?</div>', html, re.DOTALL)
    if found is None:
        return "", []
    text = re.search(r"<p>(.*?)</p>", found[0])
    assert text
    links = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', found[0])
    return re.sub("<[^>]*>", "", text[1]), [(unescape(label), address) for address, label in links]


def led_to(site: Mapping[str, bytes], address: str) -> list[str]:
    """Where the menu of a page leads, and last its search without JavaScript."""
    html = html_of(site, address)
    menu = html.split('id="menu"')[1].split("</nav>")[0]
    form = re.findall(r'<form class="cv-ricerca__modulo"[^>]* action="([^"]+)"', html)
    links = (*re.findall(r'href="([^"]+)"', menu), *form)
    return [urljoin(URL + address, link).removeprefix(URL) for link in links]


def plan_pages(site: Mapping[str, bytes], period: str) -> list[str]:
    """The addresses of all pages of a plan."""
    folders = (f"piano/{period}/", f"dati/{period}/")
    return [
        name.removesuffix("index.html")
        for name in site
        if name.startswith(folders) and name.endswith("/index.html")
    ]


@pytest.mark.parametrize(
    ("address", "period", "expected"),
    [
        ("piano/", SECOND, "piano/2027-2028/"),
        ("piano/indicatori/", SECOND, "piano/2027-2028/indicatori/"),
        ("piano/ambiti/01_01/", SECOND, "piano/2027-2028/ambiti/01_01/"),
        ("dati/", "2025", "dati/2025/"),
        # One that names a period, a file of the whole site, a page of content.
        ("piano/2025-2026/indicatori/", SECOND, "piano/2025-2026/indicatori/"),
        ("dati/2025-2026/", SECOND, "dati/2025-2026/"),
        ("dati/catalogo.ttl", SECOND, "dati/catalogo.ttl"),
        ("pianoforte/", SECOND, "pianoforte/"),
        ("index.md", SECOND, "index.md"),
        # Without a plan in force the pages of all plans.
        ("piano/indicatori/", "", "piano/"),
        ("dati/", "", "dati/"),
    ],
)
def test_an_address_without_a_period_is_that_of_the_plan_in_force(
    address: str, period: str, expected: str
) -> None:
    assert address_in(period, address) == expected


@pytest.mark.parametrize("address", ["", "piano/", f"piano/{FIRST}/", f"piano/{DRAFT}/01_01_OS01/"])
def test_the_menu_and_the_plain_search_lead_to_the_newest_plan_that_is_no_draft(
    site: Mapping[str, bytes], address: str
) -> None:
    assert led_to(site, address) == [
        "",
        f"piano/{SECOND}/",
        f"piano/{SECOND}/indicatori/",
        f"dati/{SECOND}/",
        f"piano/{SECOND}/indicatori/",
    ]


#: A page, and the entry of the menu that stands for it: its address in the plan of the menu.
SECTIONS = [
    (f"piano/{SECOND}/", f"piano/{SECOND}/"),
    (f"piano/{SECOND}/01_01_OS01/", f"piano/{SECOND}/"),
    (f"piano/{FIRST}/", f"piano/{SECOND}/"),
    (f"piano/{FIRST}/01_01_OS01/", f"piano/{SECOND}/"),
    (f"piano/{FIRST}/indicatori/", f"piano/{SECOND}/indicatori/"),
    (f"piano/{DRAFT}/uffici/", f"piano/{SECOND}/"),
    (f"dati/{FIRST}/", f"dati/{SECOND}/"),
    ("piano/", f"piano/{SECOND}/"),
    ("dati/", f"dati/{SECOND}/"),
]


@pytest.mark.parametrize(("address", "entry"), SECTIONS)
def test_the_menu_marks_the_section_of_a_page_of_any_plan(
    site: Mapping[str, bytes], address: str, entry: str
) -> None:
    menu = html_of(site, address).split('id="menu"')[1].split("</nav>")[0]
    marked = re.findall(r'<a href="([^"]+)" aria-current="(page|true)"', menu)
    # It is the page itself only where its address is that of the entry.
    expected = [(entry, "page" if address == entry else "true")]
    assert [(urljoin(URL + address, to).removeprefix(URL), what) for to, what in marked] == expected


def test_the_home_page_is_about_that_plan(site: Mapping[str, bytes]) -> None:
    body = html_of(site, "").split("<article")[1]
    assert {FIRST, SECOND, DRAFT} & set(re.findall(r"(?:piano|dati)/(\d{4}-\d{4})/", body)) == {SECOND}


def test_settings_that_name_a_period_lead_there(former_site: Mapping[str, bytes]) -> None:
    assert led_to(former_site, f"piano/{FIRST}/01_01_OS01/")[2:] == [
        f"piano/{FIRST}/indicatori/",
        f"dati/{FIRST}/",
        f"piano/{FIRST}/indicatori/",
    ]


def test_where_there_is_one_plan_no_page_speaks_of_others(former_site: Mapping[str, bytes]) -> None:
    assert [
        name for name, content in former_site.items() if b"cv-periodo" in content and ".css" not in name
    ] == []


@pytest.mark.parametrize(
    ("address", "said", "links"),
    [
        (
            f"piano/{FIRST}/",
            f"Piano {FIRST}",
            [(f"{DRAFT} (bozza)", f"../../piano/{DRAFT}/"), (SECOND, f"../../piano/{SECOND}/")],
        ),
        (
            f"piano/{DRAFT}/",
            f"Piano {DRAFT}: bozza, non approvata",
            [(SECOND, f"../../piano/{SECOND}/"), (FIRST, f"../../piano/{FIRST}/")],
        ),
        (
            f"dati/{SECOND}/",
            f"Piano {SECOND}",
            [(f"{DRAFT} (bozza)", f"../../dati/{DRAFT}/"), (FIRST, f"../../dati/{FIRST}/")],
        ),
        # An office that the others do not have, and one that the second does not.
        (f"piano/{SECOND}/uffici/bilancio/", f"Piano {SECOND}", []),
        (
            f"piano/{FIRST}/uffici/ragioneria/",
            f"Piano {FIRST}",
            [(f"{DRAFT} (bozza)", f"../../../../piano/{DRAFT}/uffici/ragioneria/")],
        ),
        # An objective that was split, its two parts, one that was not continued.
        (
            f"piano/{FIRST}/01_01_OS01/",
            f"Piano {FIRST}",
            [
                (SECOND, f"../../../piano/{SECOND}/01_01_OS01/"),
                (
                    f"{SECOND}: 01_01_OS05 Sportello mobile per le imprese",
                    f"../../../piano/{SECOND}/01_01_OS05/",
                ),
                (f"{DRAFT} (bozza)", f"../../../piano/{DRAFT}/01_01_OS01/"),
            ],
        ),
        (
            f"piano/{SECOND}/01_01_OS05/",
            f"Piano {SECOND}",
            [(f"{FIRST}: 01_01_OS01 Sportello per le imprese", f"../../../piano/{FIRST}/01_01_OS01/")],
        ),
        (f"piano/{FIRST}/01_02_OP01/", f"Piano {FIRST}", []),
        (
            f"piano/{SECOND}/01_02_OP01/",
            f"Piano {SECOND}",
            [(f"{DRAFT} (bozza)", f"../../../piano/{DRAFT}/01_02_OP01/")],
        ),
    ],
)
def test_a_page_says_its_period_and_leads_to_the_others(
    site: Mapping[str, bytes], address: str, said: str, links: list[tuple[str, str]]
) -> None:
    assert period_of(html_of(site, address)) == (said, links)


@pytest.mark.parametrize("period", [FIRST, SECOND, DRAFT])
def test_every_page_of_a_plan_does_and_its_title_begins_with_it(
    site: Mapping[str, bytes], period: str
) -> None:
    pages = plan_pages(site, period)
    assert len(pages) > 10
    label = f"{period} (bozza)" if period == DRAFT else period
    for address in pages:
        html = html_of(site, address)
        assert title_of(html).startswith(f"{label} – "), address
        assert title_of(html).count(period) == 1, address
        assert period_of(html)[0].startswith(f"Piano {period}"), address


def test_which_pages_there_are_is_known(site: Mapping[str, bytes], plans: tuple[PublishedPlan, ...]) -> None:
    for plan in (one.plan for one in plans):
        objectives = {f"piano/{plan.period}/{objective.slug}/" for objective in plan.objectives}
        assert pages_of_plan(plan) == set(plan_pages(site, plan.period)) - objectives


def test_a_draft_is_marked_on_every_page_and_kept_from_search_engines(site: Mapping[str, bytes]) -> None:
    drafts = set(plan_pages(site, DRAFT))
    marked = {
        name.removesuffix("index.html")
        for name, content in site.items()
        if b": bozza, non approvata</strong>" in content
    }
    hidden = {
        name.removesuffix("index.html")
        for name, content in site.items()
        if b'<meta name="robots" content="noindex">' in content
    }
    assert (marked, hidden) == (drafts, drafts)
    sitemap = site["sitemap.xml"].decode()
    assert DRAFT not in sitemap
    assert f"{URL}piano/{FIRST}/01_01_OS01/" in sitemap
    assert f"piano/{FIRST}/01_01_OS01/badge.svg" in site
    assert f"piano/{DRAFT}/01_01_OS01/badge.svg" not in site


@pytest.mark.parametrize("address", ["piano/", "dati/"])
def test_the_lists_of_all_plans_mark_the_draft(site: Mapping[str, bytes], address: str) -> None:
    cards = html_of(site, address).split('<li class="cv-schede__voce">')[1:]
    periods = [re.findall(r"\d{4}-\d{4}", card)[0] for card in cards]
    assert periods == [DRAFT, SECOND, FIRST]
    assert ["bozza, non approvata" in card for card in cards] == [True, False, False]


def test_search_results_begin_with_the_period_and_those_in_force_come_first(
    site: Mapping[str, bytes],
) -> None:
    docs = json.loads(site["search/search_index.json"])["docs"]
    found = {doc["location"]: (doc["title"], doc.get("boost", 1)) for doc in docs}
    of_objective = {period: found[f"piano/{period}/01_01_OS01/"] for period in (FIRST, SECOND, DRAFT)}
    assert of_objective == {
        FIRST: ("2025-2026 – 01_01_OS01 Sportello per le imprese", 0.9),
        SECOND: ("2027-2028 – 01_01_OS01 Sportello per le imprese", 1),
        DRAFT: ("2029-2030 (bozza) – 01_01_OS01 Sportello per le imprese", 0.9),
    }
    assert found[f"piano/{SECOND}/"][0] == "2027-2028 – Piano di prova"
    assert found[f"piano/{SECOND}/indicatori/"][0] == "2027-2028 – Tutti gli indicatori"
    # What stands below a page in the results has its own name.
    assert found[f"piano/{SECOND}/01_01_OS01/#desk"][0] == "Desk"


def test_the_titles_of_data_sets_begin_with_the_period(site: Mapping[str, bytes]) -> None:
    expected = {
        FIRST: "2025-2026 – Piano di prova: obiettivi, indicatori e risultati",
        DRAFT: "2029-2030 (bozza) – Piano di prova: obiettivi, indicatori e risultati",
    }
    catalogue = site["dati/catalogo.ttl"].decode()
    for period, title in expected.items():
        assert json.loads(site[f"dati/{period}/datapackage.json"])["title"] == title
        assert f'"{title}"@it' in catalogue
    assert catalogue.count("quelli di una bozza non approvata,") == 1


def test_no_link_is_dead(site: Mapping[str, bytes], tmp_path: Path) -> None:
    for name, content in site.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert check_links(tmp_path, URL).diagnostics == ()


@pytest.fixture(scope="module")
def drafts_alone(plans: tuple[PublishedPlan, ...]) -> Mapping[str, bytes]:
    return site_in_memory(plans[2:], CONFIG)


def test_a_draft_alone_is_not_the_home_page_either(drafts_alone: Mapping[str, bytes]) -> None:
    assert DRAFT not in html_of(drafts_alone, "").split("<article")[1]
    assert led_to(drafts_alone, "") == ["", "piano/", "piano/", "dati/", "piano/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_draft_can_be_read(
    site: Mapping[str, bytes], chromium: Browser, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    for name, content in site.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto((tmp_path / f"piano/{DRAFT}/01_01_OS01/index.html").as_uri())
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run('.cv-periodo')).violations.map((one) => one.id)")
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found == []
    assert width == 320
