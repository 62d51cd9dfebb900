"""A copy of the site opened as a file, as from an unpacked archive: its notice, its links, its search."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_axe import AXE, SCHEMES, violations

NOTICE = (
    "Questa copia è aperta come file: si può sfogliare, ma la ricerca guarda solo tra gli indicatori. "
    "Tutto funziona sul sito pubblicato, o in anteprima con «vetro serve»."
)
#: The font is preloaded for pages that are served; from a file only the style sheet can load it.
FONT = "titillium-web-latin-400-normal.woff2"


@pytest.fixture
def copy(chromium: Browser) -> Iterator[Page]:
    """A page of which nothing but the font may be complained."""
    complaints: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: complaints.append(f"{message.location['url']}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [text for text in complaints if FONT not in text] == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path", ["index.html", "piano/2025-2027/01_01_OS02/index.html", "note-legali/index.html"]
)
def test_a_file_says_in_one_line_what_is_missing(copy: Page, real_site: Path, path: str, width: int) -> None:
    copy.set_viewport_size({"width": width, "height": 900})
    copy.goto((real_site / path).as_uri())
    line = copy.get_by_role("banner").get_by_text(NOTICE, exact=True)
    expect(line).to_be_visible()
    expect(line).to_be_in_viewport()
    assert copy.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_a_file(
    page: Page, real_site: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto((real_site / "index.html").as_uri())
    expect(page.get_by_text(NOTICE, exact=True)).to_be_visible()
    page.evaluate(AXE)
    assert violations(page, scheme) == []


def test_a_served_page_says_nothing(page: Page, site_url: str) -> None:
    page.goto(site_url)
    expect(page.get_by_role("button", name="Passa ai colori scuri")).to_be_visible()
    expect(page.get_by_text("aperta come file")).to_have_count(0)
    assert page.locator("a[href$='index.html']").count() == 0


def test_links_of_a_file_lead_to_pages(copy: Page, real_site: Path) -> None:
    copy.goto((real_site / "index.html").as_uri())
    copy.get_by_role("navigation", name="Sezioni", exact=True).get_by_role(
        "link", name="Piano", exact=True
    ).click()
    expect(copy).to_have_url((real_site / "piano" / "2025-2027" / "index.html").as_uri())
    expect(copy.get_by_role("heading", level=1)).to_contain_text("2025-2027")
    copy.get_by_role("link", name="Home").first.click()
    expect(copy).to_have_url((real_site / "index.html").as_uri())
    copy.locator("a[href*='ambiti/01_01/']").first.click()
    expect(copy.get_by_role("heading", level=1)).to_be_visible()


def test_every_link_of_a_file_names_a_file(copy: Page, real_site: Path) -> None:
    for path in ("index.html", "piano/2025-2027/01_01_OS02/index.html", "dati/2025-2027/index.html"):
        copy.goto((real_site / path).as_uri())
        names = copy.evaluate(
            "[...document.links].filter((link) => link.protocol === 'file:').map((link) => link.pathname)"
        )
        assert len(names) > 10
        assert [name for name in names if name.endswith("/")] == []


def test_the_search_of_a_file_looks_among_the_indicators(copy: Page, real_site: Path) -> None:
    copy.goto((real_site / "index.html").as_uri())
    copy.get_by_role("searchbox").fill("energetica")
    copy.get_by_role("button", name="Cerca").click()
    expect(copy).to_have_url(re.compile(r"/piano/2025-2027/indicatori/index\.html\?testo=energetica$"))
    expect(copy.get_by_text(re.compile(r"^\d+ indicator[ei] su 415$"))).to_be_visible()
