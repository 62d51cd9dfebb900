"""The notice of the live preview in a real browser: in sight wherever the page is, and out of the way."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.build.project import Project
from generator.devserver.builder import DevBuilder
from generator.devserver.live_site import LiveSite
from generator.devserver.server import LiveServer
from tests.browser.test_axe import AXE, violations
from tests.robustness.conftest import PLAN, built_model, copy_project, copy_with_cache

PAGE = "piano/2025-2026/01_01_OS01/"
WIDTHS = (320, 1280)


class Preview:
    """A live preview whose builds the test starts, and a browser that shows it.

    The invented body has two warnings of its own.
    """

    def __init__(self, project: Path, browser: Browser) -> None:
        self.file = project / PLAN / "obiettivi" / "01_01_OS01.yml"
        self.good = self.file.read_text(encoding="utf-8")
        self.live = LiveSite(DevBuilder(Project(project / "site_config.yml")).build)
        self.server = LiveServer(self.live, 0)
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.headline = self.page.locator("[data-vetro=avvisi] summary")

    def open(self, address: str = PAGE, *, width: int = 1280) -> Page:
        self.page.set_viewport_size({"width": width, "height": 640})
        self.page.goto(f"http://127.0.0.1:{self.server.server_port}/{address}")
        return self.page

    def save(self, text: str) -> None:
        """Save the objective and build; the browser reloads by itself."""
        self.file.write_text(text, encoding="utf-8")
        with self.page.expect_event("load"):
            self.live.rebuild()

    def with_error(self) -> str:
        """The objective without its title (E202)."""
        return re.sub(r"(?m)^titolo: .*$", "titolo:", self.good)

    def with_warnings(self, number: int) -> str:
        """The objective with placeholders, one warning (W317) each."""
        notes = "".join(f"  - «da completare» {one}\n" for one in range(number))
        return f"{self.good}note:\n{notes}"


@pytest.fixture
def preview(chromium: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    model = built_model(tmp_path_factory)
    preview = Preview(copy_with_cache(model, tmp_path / "progetto"), chromium)
    thread = threading.Thread(target=preview.server.serve_forever, daemon=True)
    thread.start()
    yield preview
    preview.context.close()
    preview.server.shutdown()
    preview.server.server_close()


def top_and_bottom(page: Page) -> tuple[float, float]:
    box = page.locator("[data-vetro=avvisi]").bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", ["0", "document.body.scrollHeight / 2", "document.body.scrollHeight"])
def test_the_notice_is_in_sight_after_a_reload_wherever_the_page_is(
    preview: Preview, width: int, place: str
) -> None:
    assert preview.live.rebuild()
    page = preview.open(width=width)
    page.evaluate(f"scrollTo({{ top: {place}, behavior: 'instant' }})")
    before = page.evaluate("scrollY")
    preview.save(preview.with_error())
    # The browser goes back to where the page was, as far as its new height allows.
    page.wait_for_function(f"scrollY >= {before} - 200")
    expect(preview.headline).to_have_text("1 errore, 2 avvisi: sotto c'è l'ultima pagina riuscita")
    expect(preview.headline).to_be_in_viewport()
    assert top_and_bottom(page)[0] == pytest.approx(0, abs=1)
    preview.save(preview.good)
    expect(preview.headline).to_have_text("2 avvisi: il sito qui sotto è aggiornato")
    expect(preview.headline).to_be_in_viewport()


def test_warnings_are_shown_with_the_page_that_they_are_about(preview: Preview) -> None:
    assert preview.live.rebuild()
    page = preview.open()
    preview.save(preview.with_warnings(1))
    notice = page.get_by_role("region", name="Esito del controllo")
    expect(preview.headline).to_have_text("3 avvisi: il sito qui sotto è aggiornato")
    expect(preview.headline).to_be_in_viewport()
    expect(notice.get_by_role("listitem").first).to_contain_text("W317")
    expect(page.get_by_role("main")).to_contain_text("«da completare»")


def test_a_long_list_is_folded_and_stays_as_the_reader_left_it(preview: Preview) -> None:
    preview.file.write_text(preview.with_warnings(40), encoding="utf-8")
    assert preview.live.rebuild()
    page = preview.open(width=320)
    items = page.locator("[data-vetro=avvisi] li")
    summary = preview.headline
    expect(summary).to_be_visible()
    expect(items.first).to_be_hidden()
    # By keyboard: the summary comes first on the page, then the list, which scrolls.
    page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(items.first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    expect(items.last).to_be_in_viewport()
    preview.save(preview.with_warnings(41))
    expect(items.first).to_be_visible()
    summary.click()
    preview.save(preview.with_warnings(42))
    expect(items.first).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("number", [1, 40])
def test_the_notice_covers_no_text_that_a_reader_goes_to(preview: Preview, width: int, number: int) -> None:
    preview.file.write_text(preview.with_warnings(number), encoding="utf-8")
    assert preview.live.rebuild()
    page = preview.open(width=width)
    # It takes room of its own at the top of the page, while folded no more than a sixth of a small screen.
    assert page.evaluate("scrollY") == 0
    bottom = top_and_bottom(page)[1]
    header = page.get_by_role("banner").bounding_box()
    assert header
    assert header["y"] >= bottom - 1
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    if width == 320 or number > 3:
        assert bottom <= 640 / 6
    # The target of a link stops below it.
    page = preview.open(f"{PAGE}#gradimento", width=width)
    target = page.locator("#gradimento").bounding_box()
    assert target
    assert target["y"] >= top_and_bottom(page)[1] - 1


def test_the_notice_is_announced(preview: Preview) -> None:
    assert preview.live.rebuild()
    page = preview.open()
    preview.save(preview.with_warnings(1))
    expect(page.get_by_role("status").filter(has_text="3 avvisi")).to_have_count(1)
    preview.save(preview.with_error())
    expect(page.get_by_role("alert")).to_have_text(re.compile("^1 errore, 2 avvisi"))


def test_markup_in_a_diagnostic_is_text(preview: Preview) -> None:
    assert preview.live.rebuild()
    page = preview.open()
    preview.save("<img src=x onerror=document.title='no'>: x\n")
    expect(page.locator("[data-vetro=avvisi] li").first).to_contain_text("<img src=x")
    expect(page.locator("[data-vetro=avvisi] img")).to_have_count(0)


def test_without_any_successful_build_the_errors_are_shown_and_then_the_page(preview: Preview) -> None:
    preview.file.write_text(preview.with_error(), encoding="utf-8")
    assert not preview.live.rebuild()
    page = preview.open()
    expect(page.locator("[data-vetro=avvisi]")).to_contain_text("E202")
    preview.save(preview.good)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(preview: Preview, width: int) -> None:
    preview.file.write_text(preview.with_warnings(4), encoding="utf-8")
    assert preview.live.rebuild()
    page = preview.open(width=width)
    for state in ("folded", "opened"):
        page.evaluate(AXE)
        assert violations(page, state) == []
        preview.headline.click()
    preview.save(preview.with_error())
    page.evaluate(AXE)
    assert violations(page, "error") == []


def test_the_page_of_a_missing_page_has_its_style_below_a_path(chromium: Browser, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "progetto")
    config = project / "site_config.yml"
    lines = config.read_text("utf-8").splitlines()
    moved = [
        "site_url: https://ente.github.io/trasparenza/" if line.startswith("site_url:") else line
        for line in lines
    ]
    config.write_text("\n".join(moved), "utf-8")
    builder = DevBuilder(Project(config))
    live = LiveSite(builder.build)
    assert live.rebuild()
    server = LiveServer(live, 0, base_path=builder.base_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context()
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    background = "getComputedStyle(document.querySelector('header')).backgroundColor"
    page.goto(server.address)
    wanted = page.evaluate(background)
    missing = f"{server.address}a/b/c"
    answer = page.goto(missing)
    assert answer
    assert answer.status == 404
    assert page.evaluate(background) == wanted
    assert page.evaluate("[...document.styleSheets].filter(sheet => sheet.href).length") > 0
    # Nothing but the page itself is missing, and its links lead back.
    assert failed == [missing]
    page.get_by_role("main").get_by_role("link").last.click()
    expect(page.locator("main h1")).to_be_visible()
    assert page.url.startswith(server.address)
    assert failed == [missing]
    context.close()
    server.shutdown()
    server.server_close()
