"""What axe does not see, kind by kind: keyboard, 320 pixels, forced colours, paper, weight, privacy."""

import gzip
import re
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from generator.plan.model import Plan
from tests.browser.conftest import show_as

PLAN = "piano/2025-2026/"
TREE = "amministrazione-trasparente/"
KINDS = [
    "",
    PLAN,
    f"{PLAN}01_01_OS01/",
    f"{PLAN}ambiti/",
    f"{PLAN}ambiti/01_01/",
    f"{PLAN}uffici/",
    f"{PLAN}uffici/biblioteca/",
    f"{PLAN}indicatori/",
    f"{PLAN}stampa/",
    "dati/2025-2026/",
]
OpenAt = Callable[..., Page]


@pytest.fixture
def open_at(chromium: Browser, still_page: Page, invented_url: str) -> Iterator[OpenAt]:
    """Open a page of the site with results; whatever the browser complains of makes the test fail."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(address: str, width: int = 1280, *, still: bool = False, **options: Any) -> Page:
        if still:
            page = still_page
            show_as(page, width, **options)
        else:
            context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
            contexts.append(context)
            page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: invented_url in sent.url or complaints.append(sent.url))
        page.goto(invented_url + address)
        return page

    yield open_
    for context in contexts:
        assert context.cookies() == []
        context.close()
    assert complaints == []


@pytest.mark.parametrize("address", KINDS)
def test_nothing_is_lost_at_400_percent(open_at: OpenAt, address: str) -> None:
    """1280 pixels at 400 % are 320: no sideways scrolling, no text cut off."""
    page = open_at(address, width=320, still=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    cut = page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, a, label, button, figcaption")]
          .filter((part) => part.checkVisibility() && !part.closest(".cv-tabella, .cv-nascosto, .cv-salta"))
          .filter((part) => { const box = part.getBoundingClientRect();
            return box.width > 2 && (box.left < -1 || box.right > innerWidth + 1); })
          .map((part) => part.outerHTML.slice(0, 120))"""
    )
    assert cut == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", KINDS)
def test_whatever_takes_the_focus_is_on_the_screen_and_shows_it(
    open_at: OpenAt, address: str, width: int
) -> None:
    page = open_at(address, width=width, still=True, reduced_motion="reduce")
    lost, seen = [], 0
    for _ in range(45):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => { const part = document.activeElement, box = part.getBoundingClientRect(),
              style = getComputedStyle(part);
              return { end: part === document.body, name: part.outerHTML.slice(0, 100),
                seen: box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth
                  && box.bottom > 0 && box.top < innerHeight,
                ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 } }"""
        )
        if focus["end"]:
            break
        seen += 1
        if not (focus["seen"] and focus["ring"]):
            lost.append(focus)
    assert seen > 10
    assert lost == []


@pytest.mark.parametrize("address", [f"{PLAN}01_01_OS01/", f"{PLAN}indicatori/", PLAN])
def test_forced_colours_keep_pictures_and_marks(open_at: OpenAt, address: str) -> None:
    """The system's colours take the place of ours: bars keep an edge, chips a border, focus a ring."""
    page = open_at(address, forced_colors="active")
    for bar in page.locator(".cv-parti__barra:visible").all():
        assert bar.evaluate("bar => getComputedStyle(bar).forcedColorAdjust") == "none"
    for chip in page.locator(".cv-gettone:visible").all()[:5]:
        assert chip.evaluate("chip => parseFloat(getComputedStyle(chip).borderTopWidth)") >= 1
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("address", ["", f"{PLAN}01_01_OS01/", f"{PLAN}indicatori/"])
def test_nothing_moves_for_whoever_asked_for_no_motion(open_at: OpenAt, address: str) -> None:
    page = open_at(address, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((part) => {
          const style = getComputedStyle(part);
          return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none"
            || style.scrollBehavior === "smooth"; }).map((part) => part.outerHTML.slice(0, 90))"""
    )
    assert moving == []


def test_forced_colours_keep_the_keys_of_the_pictures(open_at: OpenAt) -> None:
    page = open_at(f"{PLAN}01_01_OS01/", forced_colors="active")
    keys = page.evaluate(
        """() => [...document.querySelectorAll(".cv-parti")].map((picture) => [
            [...picture.querySelectorAll("rect")].map((part) => getComputedStyle(part).fill),
            [...picture.querySelectorAll(".cv-parti__voce")].map(
                (key) => getComputedStyle(key, "::before").backgroundColor)
        ])"""
    )
    # Two statuses, and two kinds of starting point: what no indicator has is not listed.
    assert [(len(parts), len(names)) for parts, names in keys] == [(2, 2), (2, 2)]
    for parts, names in keys:
        assert [name for name in names if name in parts] == parts
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("width", [320, 390, 1024])
@pytest.mark.parametrize("address", [PLAN, f"{PLAN}01_01_OS01/", f"{PLAN}ambiti/01_01/", f"{PLAN}uffici/"])
def test_no_table_is_wider_than_its_place(open_at: OpenAt, address: str, width: int) -> None:
    page = open_at(address, width, still=True)
    assert page.locator(".cv-tabella").count() > 0
    wider = page.eval_on_selector_all(
        ".cv-tabella", "places => places.map((place) => place.scrollWidth - place.clientWidth)"
    )
    assert set(wider) == {0}


@pytest.mark.parametrize("address", KINDS)
def test_paper_shows_the_page_without_its_chrome_and_nothing_folded(open_at: OpenAt, address: str) -> None:
    page = open_at(address, still=True, color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for part in (".cv-menu", ".cv-ricerca", ".cv-lato", ".cv-filtri", ".cv-percorso"):
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    folded = page.locator(".cv-testo details:not(.cv-filtri__piega) > :not(summary)").all()
    assert [part.evaluate("part => part.checkVisibility()") for part in folded].count(False) == 0
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_the_plan_on_paper_numbers_its_objectives_and_begins_areas_on_a_new_page(open_at: OpenAt) -> None:
    page = open_at(f"{PLAN}stampa/")
    contents = page.locator(".cv-stampa__voci a")
    assert [text.split(".")[0] for text in contents.all_inner_texts()] == [str(n) for n in range(1, 14)]
    for link in contents.all():
        target = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        assert (target.inner_text()).split(".")[0] == link.inner_text().split(".")[0]
    page.emulate_media(media="print")
    breaks = page.eval_on_selector_all(
        ".cv-stampa__ambito", "parts => parts.map((part) => getComputedStyle(part).breakBefore)"
    )
    assert breaks == ["page"] * 3
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 5


@pytest.mark.parametrize(
    "address", ["", "piano/2025-2027/", "piano/2025-2027/03_01_OS05/", "piano/2025-2027/indicatori/"]
)
def test_a_first_visit_weighs_less_than_200_kb(chromium: Browser, site_url: str, address: str) -> None:
    """Everything that the page asks for, text compressed as a host sends it, up to a first search."""
    context = chromium.new_context(viewport={"width": 412, "height": 900})
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site_url + address)
    page.wait_for_load_state("networkidle")
    weights = {
        answer.url: len(answer.body() if answer.url.endswith(".woff2") else gzip.compress(answer.body()))
        for answer in answers
    }
    assert sum(weights.values()) <= 200 * 1024, weights
    kept = page.evaluate(
        "Object.keys(localStorage).concat(Object.keys(sessionStorage), document.cookie || [])"
    )
    assert kept == []
    context.close()


def test_a_page_that_is_not_there_offers_to_search_for_the_words_of_its_address(
    page: Page, site_url: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site_url}piano/2025-2027/transizione-energetica.html")
    page.get_by_role("main").get_by_role("link", name="«transizione energetica»").click()
    found = page.locator(".cv-ricerca__collegamento").first
    expect(found).to_have_attribute("href", re.compile(r"/01_01_OS02/"))


#: The bottom of the first sentence about an indicator, and the height of the page, in screens of a phone.
ON_A_PHONE = """() => {
  const { bottom } = document.querySelector(".cv-cartella > p:not(.cv-sotto)").getBoundingClientRect();
  return [bottom / innerHeight, document.documentElement.scrollHeight / innerHeight];
}"""


def test_the_answer_is_on_the_first_screen_of_a_phone(
    still_page: Page, site_url: str, real_plan: Plan
) -> None:
    """Every objective of the real plan at 390 × 844: its first sentence, and six screens for most."""
    show_as(still_page, 390)
    still_page.set_viewport_size({"width": 390, "height": 844})
    found = {}
    for objective in real_plan.objectives:
        still_page.goto(f"{site_url}piano/2025-2027/{objective.slug}/")
        found[objective.code] = still_page.evaluate(ON_A_PHONE)
    assert len(found) == 49
    assert {code: top for code, (top, _) in found.items() if top > 1} == {}
    assert median(height for _, height in found.values()) <= 6


def test_what_is_folded_on_a_card_is_open_on_paper_and_when_it_is_opened(open_at: OpenAt) -> None:
    page = open_at(f"{PLAN}01_01_OS01/")
    card = page.locator("#conto-prestiti")
    weight = card.locator("dt", has_text="Peso")
    expect(card.get_by_role("heading", level=3, name="Prestiti")).to_be_visible()
    expect(weight).to_be_hidden()
    page.emulate_media(media="print")
    expect(weight).to_be_visible()
    page.emulate_media(media="screen")
    card.locator("summary").first.press("Enter")
    expect(weight).to_be_visible()


def test_the_summaries_of_a_page_have_names_of_their_own(open_at: OpenAt) -> None:
    page = open_at(f"{PLAN}01_01_OS01/", still=True)
    names = page.locator("main summary").all_text_contents()
    assert len(names) > 8
    assert len({" ".join(name.split()) for name in names}) == len(names)
