"""The chrome in a real browser: menu, colours, columns, skip link, what a Content-Security-Policy forbids."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
OBJECTIVE = "piano/2025-2027/01_01_OS02/"
TREE = "amministrazione-trasparente/"
PAGES = [
    "",
    TREE,
    f"{TREE}organizzazione/",
    f"{TREE}personale/oiv/",
    OBJECTIVE,
    "note-legali/",
    "accessibilita/",
]
FOCUSED = "document.activeElement"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_never_scrolls_sideways(open_page: OpenPage, address: str, width: int) -> None:
    page = open_page(address, width=width, still=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_title_and_its_landmarks(open_page: OpenPage, address: str) -> None:
    page = open_page(address, still=True)
    expect(page.locator("h1")).to_have_count(1)
    for role in ("banner", "main", "contentinfo", "search"):
        expect(page.get_by_role(role)).to_have_count(1)
    assert page.evaluate("document.documentElement.lang") == "it"


def test_first_key_press_leads_to_the_skip_link_and_over_the_header(open_page: OpenPage) -> None:
    page = open_page(OBJECTIVE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Vai al contenuto")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.getElementById('contenuto').contains({FOCUSED})")


def test_menu_is_a_button_on_a_narrow_screen(open_page: OpenPage) -> None:
    page = open_page(OBJECTIVE, width=320)
    menu, sections = page.get_by_role("button", name="Menu"), page.locator("#menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(sections).to_be_hidden()
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(sections.get_by_role("link", name="Piano")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sections).to_be_hidden()
    expect(menu).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", [f"{TREE}personale/oiv/", OBJECTIVE, ""])
def test_what_takes_the_focus_can_be_seen(open_page: OpenPage, address: str, width: int) -> None:
    page = open_page(address, width=width)
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        box = page.evaluate(
            f"""(() => {{ const r = {FOCUSED}.getBoundingClientRect();
            return {{ name: {FOCUSED}.outerHTML.slice(0, 90), body: {FOCUSED} === document.body,
            seen: r.width > 1 && r.height > 1 && r.right > 0 && r.left < innerWidth }} }})()"""
        )
        if box["body"]:
            break
        seen.append(box)
    assert len(seen) > 5
    assert [box["name"] for box in seen if not box["seen"]] == []


def test_section_menu_is_folded_on_a_narrow_screen_and_not_on_a_wide_one(open_page: OpenPage) -> None:
    page = open_page(f"{TREE}personale/oiv/", width=320)
    branch = page.get_by_role("navigation", name="In questa sezione").get_by_role("link", name="OIV")
    expect(branch).to_be_hidden()
    page.get_by_text("In questa sezione").click()
    expect(branch).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(branch).to_be_visible()
    expect(page.get_by_text("In questa sezione")).to_be_hidden()


def test_only_the_open_branch_of_the_tree_is_unfolded(open_page: OpenPage) -> None:
    page = open_page(f"{TREE}personale/oiv/")
    side = page.get_by_role("navigation", name="In questa sezione")
    expect(side.get_by_role("link", name="Tassi di assenza")).to_be_visible()
    expect(side.get_by_role("link", name="Bilanci")).to_be_visible()
    expect(side.get_by_role("link", name="Bilancio preventivo e consuntivo")).to_have_count(0)
    expect(side.get_by_role("link", name="OIV")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("", "Home"),
        (OBJECTIVE, "Piano"),
        ("piano/2025-2027/indicatori/", "Indicatori"),
        (f"{TREE}personale/oiv/", "Amministrazione Trasparente"),
        ("note-legali/", None),
    ],
)
def test_menu_marks_the_section_of_the_page(open_page: OpenPage, address: str, section: str | None) -> None:
    page = open_page(address)
    current = page.locator("#menu [aria-current]").all_inner_texts()
    assert current == ([section] if section else [])


def test_colours_follow_the_system_until_the_reader_chooses(open_page: OpenPage) -> None:
    page = open_page(OBJECTIVE, dark=True)
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.get_by_role("button", name="Passa ai colori chiari").click()
    light = page.evaluate(background)
    assert light != dark
    page.reload()
    assert page.evaluate(background) == light
    expect(page.get_by_role("button", name="Passa ai colori scuri")).to_be_visible()


def test_without_javascript_everything_is_there(open_page: OpenPage) -> None:
    page = open_page(f"{TREE}personale/oiv/", width=320, script=False)
    expect(page.get_by_role("link", name="Piano", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name="Tassi di assenza")).to_be_visible()
    page.get_by_role("searchbox").fill("energetica")
    page.get_by_role("button", name="Cerca").click()
    expect(page).to_have_url(re.compile(r"/sito/piano/2025-2027/indicatori/\?q=energetica$"))


def test_unknown_address_is_answered_with_ways_out(open_page: OpenPage, complaints: list[str]) -> None:
    page = open_page("amministrazione-trasparente/che/non/esiste/")
    expect(page.get_by_role("heading", name="Pagina non trovata")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Amministrazione Trasparente").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amministrazione Trasparente")
    assert [text for text in complaints if "404" not in text] == []
    complaints.clear()


def test_page_prints_without_its_chrome(open_page: OpenPage) -> None:
    page = open_page(OBJECTIVE)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for part in ("#menu", ".cv-lato", ".cv-ricerca"):
        expect(page.locator(part)).to_be_hidden()
