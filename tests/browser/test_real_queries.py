"""Questions that people ask, typed into the real box: the page that is expected comes first.

ricerche.yml holds them; those that do not come first yet stand in sections of their own, for all to see.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

QUERIES: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "ricerche.yml").read_text(encoding="utf-8")
)
LOWER, MISSING = "tra le prime tre", "non ancora trovate"
RESULTS = """([wanted, places]) => {
  const found = [...document.querySelectorAll(".md-search-result__item > a.md-search-result__link")];
  return found.slice(0, places).some((link) => new URL(link.href).pathname.endsWith(`/${wanted}/`));
}"""


@pytest.fixture(scope="module")
def box(chromium: Browser, site_url: str) -> Iterator[Page]:
    """The home page with its search loaded: one for all questions."""
    # Waiting for a condition evaluates text, which the policy of our server forbids.
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("searchbox").fill("camera")
    page.locator(".md-search-result__link").first.wait_for()
    yield page
    context.close()


def test_there_are_sixty_questions_and_few_are_not_answered_first() -> None:
    lower, missing = len(QUERIES[LOWER]), len(QUERIES[MISSING])
    total = sum(len(questions) for questions in QUERIES.values())
    assert total >= 60
    assert lower + missing <= 7
    assert missing <= 2


@pytest.mark.parametrize(
    ("typed", "wanted", "places"),
    [
        (typed, wanted, 3 if section == LOWER else 1)
        for section, questions in QUERIES.items()
        if section != MISSING
        for typed, wanted in questions.items()
    ],
)
def test_the_page_that_is_expected_comes_first(box: Page, typed: str, wanted: str, places: int) -> None:
    search = box.get_by_role("searchbox")
    search.fill("")
    box.wait_for_function("!document.querySelector('.md-search-result__item')")
    search.fill(typed)
    box.wait_for_function(RESULTS, arg=[wanted, places], timeout=5000)
