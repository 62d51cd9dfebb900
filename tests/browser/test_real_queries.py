"""Questions that people ask (ricerche.yml), typed into the real box: the expected page comes first."""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

SECTIONS: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "ricerche.yml").read_text(encoding="utf-8")
)
QUESTIONS = [question for section in SECTIONS.values() for question in section.items()]
FOUND = """[...document.querySelectorAll(".cv-ricerca__voce > a.cv-ricerca__collegamento")]
  .map((link) => new URL(link.href).pathname)"""


@pytest.fixture(scope="module")
def places(chromium: Browser, site_url: str) -> dict[str, int | None]:
    """Where the expected page stands in the answer to each question, from 1; None if it is not shown."""
    # Waiting for a condition evaluates text, which the policy of our server forbids.
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(site_url)
    search = page.get_by_role("searchbox")
    found = {}
    for typed, wanted in QUESTIONS:
        search.fill("")
        page.wait_for_function("!document.querySelector('.cv-ricerca__voce')")
        search.fill(typed)
        page.wait_for_function(
            "document.querySelector('.cv-ricerca__voce') || "
            "document.querySelector('.cv-ricerca__stato').textContent.startsWith('Nessun')"
        )
        addresses: list[str] = page.evaluate(FOUND)
        standing = (place for place, path in enumerate(addresses, 1) if path.endswith(f"/{wanted}/"))
        found[typed] = next(standing, None)
    context.close()
    return found


def test_no_question_is_asked_twice() -> None:
    assert len(QUESTIONS) == len({typed for typed, _ in QUESTIONS}) == 152


def test_the_page_that_is_expected_is_among_the_first_three(places: dict[str, int | None]) -> None:
    assert {typed: place for typed, place in places.items() if place not in (1, 2, 3)} == {}


def test_nearly_always_it_comes_first(places: dict[str, int | None]) -> None:
    later = {typed: place for typed, place in places.items() if place != 1}
    assert len(later) <= 0.05 * len(QUESTIONS), later
