"""axe-core on every kind of page: light and dark, three widths, and whatever can be opened opened.

All its rules, «best practice» included, with no exception made. Most of its time goes into contrast, which is
judged once for each set of colours and each layout: none begins between the two narrow widths.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.page_addresses import KINDS, KINDS_OF_CLOSED_YEARS

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TREE = "amministrazione-trasparente/"
WIDE, PHONE, NARROW = 1280, 390, 320
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

#: The pages that are not of a plan, a page of each kind.
CONTENT = {
    "home": "",
    "tree": TREE,
    "section": f"{TREE}personale/",
    "subsection": f"{TREE}personale/oiv/",
    "contracts": f"{TREE}bandi-di-gara-e-contratti/",
    "text": "note-legali/",
    "not found": "questa/pagina/non/esiste",
}
#: The largest pages of a plan: in every state only where they are small.
LARGEST = {"indicators", "printout"}
OPENED = "opened"
JUDGE = """async (rules) => (await axe.run({ resultTypes: ["violations"], rules })).violations.map(
  (rule) => `${rule.id}: ${rule.nodes.length} × ${rule.nodes[0].html.slice(0, 160)}`)"""
BUT_CONTRAST = {"color-contrast": {"enabled": False}}

LAY_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("tr { content-visibility: visible !important }");
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def judged(chromium: Browser) -> Iterator[Page]:
    """One page for all the verdicts: a new one each time would cost more than the verdicts."""
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def violations(page: Page, state: str, *, contrast: bool = True) -> list[str]:
    rules = {} if contrast else BUT_CONTRAST
    return [f"{state}: {found}" for found in page.evaluate(JUDGE, rules)]


def open_all(page: Page) -> None:
    """Unfold what is folded, and the menu where it is a button."""
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible() and menu.get_attribute("aria-expanded") == "false":
        menu.click()


def judge(page: Page, width: int, scheme: Scheme, state: str = "", *, contrast: bool = True) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    if state == OPENED:
        open_all(page)
    return violations(page, f"{width} {scheme} {state}", contrast=contrast)


def show(page: Page, address: str) -> None:
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(address)
    page.evaluate(AXE)
    # Rows far from the screen are laid out when one comes near; here as if one had been everywhere.
    page.evaluate(LAY_OUT)


def in_every_state(page: Page, address: str) -> list[str]:
    show(page, address)
    return [
        *judge(page, WIDE, "light"),
        *judge(page, NARROW, "light", contrast=False),
        *judge(page, WIDE, "light", OPENED),
        *judge(page, WIDE, "dark", OPENED),
        *judge(page, PHONE, "light", OPENED, contrast=False),
        *judge(page, NARROW, "light", OPENED),
        *judge(page, NARROW, "dark", OPENED),
    ]


@pytest.mark.parametrize("name", CONTENT)
def test_pages_of_content(judged: Page, site_url: str, name: str) -> None:
    assert in_every_state(judged, site_url + CONTENT[name]) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LARGEST])
def test_real_site(judged: Page, site_url: str, real_addresses: Mapping[str, str], kind: str) -> None:
    """Kinds of pages that are judged in every state where they have results."""
    show(judged, site_url + real_addresses[kind])
    found = judge(judged, WIDE, "light", OPENED) + judge(judged, NARROW, "dark", OPENED)
    assert found == []


@pytest.mark.parametrize("kind", ["home", *KINDS_OF_CLOSED_YEARS])
def test_site_with_results(
    judged: Page, invented_url: str, invented_addresses: Mapping[str, str], kind: str
) -> None:
    assert in_every_state(judged, invented_url + invented_addresses[kind]) == []


def test_the_series_of_indicators(judged: Page, two_periods_url: str) -> None:
    address = f"{two_periods_url}piano/2026-2028/A-1/"
    assert in_every_state(judged, address) == []
    assert judged.locator(".cv-grafico__disegno").count() >= 1


def test_a_page_of_another_year(judged: Page, invented_url: str) -> None:
    assert in_every_state(judged, f"{invented_url}piano/2025-2026/anno/2025/") == []


@pytest.mark.parametrize("address", ["", "piano/2025-2027/01_01_OS02/"])
def test_search_with_results(judged: Page, site_url: str, address: str) -> None:
    found: list[str] = []
    for width in (WIDE, PHONE, NARROW):
        judged.set_viewport_size({"width": width, "height": 900})
        judged.goto(site_url + address)
        judged.evaluate(AXE)
        opener = judged.get_by_role("button", name="Cerca", exact=True).first
        if not judged.get_by_role("searchbox").is_visible():
            opener.click()
        judged.get_by_role("searchbox").fill("imprese")
        judged.locator(".cv-ricerca__collegamento").first.wait_for()
        found += judge(judged, width, "light", contrast=width != PHONE)
        if width != PHONE:
            found += judge(judged, width, "dark")
    assert found == []


@pytest.mark.parametrize(
    ("address", "states"),
    [("indicatori/", [(WIDE, "light"), (NARROW, "dark")]), ("stampa/", [(PHONE, "light")])],
)
def test_the_largest_pages_of_the_real_site(
    judged: Page, site_url: str, address: str, states: list[tuple[int, Scheme]]
) -> None:
    judged.goto(f"{site_url}piano/2025-2027/{address}")
    judged.evaluate(AXE)
    found = [one for width, scheme in states for one in judge(judged, width, scheme)]
    assert found == []
