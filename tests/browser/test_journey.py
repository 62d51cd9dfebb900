"""A citizen's way: from the home page, through the search, to one indicator of an objective."""

import re

import pytest
from playwright.sync_api import Page, expect


def test_from_home_through_the_search_to_an_indicator(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("searchbox").first.fill("energetica")
    found = page.locator(".cv-ricerca__collegamento").first
    expect(found).to_contain_text("Transizione energetica")
    found.click()
    expect(page).to_have_url(re.compile(r"/piano/2025-2027/01_01_OS02/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Transizione energetica")
    page.get_by_role("link", name="Desk", exact=True).click()
    expect(page).to_have_url(re.compile(r"#desk$"))
    card = page.locator("#conto-desk")
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("per il 2025 l'ente si è impegnato ad almeno 3.")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("01_01_OS02", "01_01_OS02"),
        ("energetica", "01_01_OS02"),
        ("arbitrato", "01_06_OP02"),
        ("metrologia", "01_06_OP04"),
        ("protesti", "02_01_OP05"),
    ],
)
def test_the_search_leads_to_the_right_objective_first(
    page: Page, site_url: str, typed: str, first: str
) -> None:
    page.goto(site_url)
    page.get_by_role("searchbox").first.fill(typed)
    found = page.locator(".cv-ricerca__collegamento").first
    expect(found).to_have_attribute("href", re.compile(f"/piano/2025-2027/{first}/"))


@pytest.mark.parametrize("typed", ["impresa", "imprese", "qualita", "qualità", "OS02", "arbitrato"])
def test_every_way_of_typing_finds_objectives(page: Page, site_url: str, typed: str) -> None:
    page.goto(site_url)
    page.get_by_role("searchbox").first.fill(typed)
    found = page.locator(".cv-ricerca__collegamento").first
    expect(found).to_have_attribute("href", re.compile(r"/piano/2025-2027/"))


def test_a_short_code_finds_the_objectives_that_end_in_it(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("searchbox").first.fill("OS07")
    found = page.locator(".cv-ricerca__collegamento").first
    expect(found).to_have_attribute("href", re.compile(r"/03_01_OS07/"))
