"""The search box and its worker, typed into: what people look for comes first."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

OpenPage = Callable[..., Page]
TREE = "amministrazione-trasparente"
OBJECTIVE = "piano/2025-2027/01_01_OS02/"
FLOODS = "piano/2025-2027/01_01_OS04/"
CRISIS = "piano/2025-2027/01_06_OP01/"
DISPUTES = "piano/2025-2027/01_06_OP02/"
QUALITY = "piano/2025-2027/03_01_UIC03/"

#: The page that comes first may do so before the last letter is looked for; then the list is made anew.
SETTLED = """() => new Promise((done) => {
  const list = document.querySelector(".cv-ricerca__elenco");
  let timer = setTimeout(done, 300);
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(done, 300);
  }).observe(list, { childList: true });
})"""


def ask(page: Page, query: str, first: str) -> None:
    """Type a query letter by letter; wait for the page that must come first, and for the last answer."""
    page.get_by_role("searchbox").click()
    page.keyboard.type(query)
    best = page.locator(".cv-ricerca__voce > a").first
    expect(best).to_have_attribute("href", re.compile(f"/sito/{re.escape(first)}$"))
    page.evaluate(SETTLED)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("energetica", OBJECTIVE),
        ("energetiche", OBJECTIVE),
        ("impresa", CRISIS),
        ("imprese", FLOODS),
        ("qualita", QUALITY),
        ("qualità", QUALITY),
        ("QUALITA'", QUALITY),
        ("arbitrato", DISPUTES),
        ("l'arbitrato", DISPUTES),
        ("l’arbitrato", DISPUTES),
        ("01_01_OS02", OBJECTIVE),
        ("01_01_os02", OBJECTIVE),
        ("OS02", OBJECTIVE),
        ("UIC03", QUALITY),
        ("la crisi di impresa", CRISIS),
        # While it is still being typed, and with a slip.
        ("energ", OBJECTIVE),
        ("enrge", OBJECTIVE),
        ("controversie alter", DISPUTES),
        ("carta dei servizi", f"{TREE}/servizi-erogati/carta-dei-servizi-e-standard-di-qualita/"),
        ("OIV", f"{TREE}/personale/oiv/"),
    ],
)
def test_what_is_looked_for_comes_first(open_page: OpenPage, query: str, first: str) -> None:
    ask(open_page(), query, first)


def test_what_was_found_is_marked_in_the_words_of_the_page(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "crisi delle imprese", CRISIS)
    best = page.locator(".cv-ricerca__voce").first
    assert best.locator(".cv-ricerca__titolo").first.inner_text() == (
        "01_06_OP01 Composizione negoziata per la soluzione della crisi d'impresa"
    )
    assert best.locator(".cv-ricerca__titolo").first.locator("mark").all_inner_texts() == ["crisi", "impresa"]


def test_a_word_that_a_page_does_not_have_is_named(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "negoziata zanzibar", CRISIS)
    assert page.locator(".cv-ricerca__manca").first.inner_text() == "Manca: zanzibar"


def test_markup_in_a_text_stays_text(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "negoziata", CRISIS)
    assert "test & <b>verifiche</b>." in page.locator(".cv-ricerca__pannello").inner_text()


def test_count_is_announced(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "arbitrato", DISPUTES)
    expect(page.get_by_role("status")).to_have_text("1 risultato")


def test_nothing_is_loaded_for_the_search_before_it_is_wanted(open_page: OpenPage) -> None:
    page = open_page(OBJECTIVE)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.reload(wait_until="networkidle")
    assert "cerca.js" in loaded
    assert "ricerca.js" not in loaded
    page.get_by_role("searchbox").focus()
    expect(page.get_by_role("status")).to_have_text("Scrivere per cercare")
    ask(page, "energetica", OBJECTIVE)
    assert {"ricerca.js", "search_index.json"} <= {*loaded}


def test_results_are_reached_with_tab_and_opened_with_enter(open_page: OpenPage) -> None:
    page = open_page("note-legali/")
    ask(page, "energetica", OBJECTIVE)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{OBJECTIVE}$"))


def test_enter_in_the_box_opens_the_best_result(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "l'energetica", OBJECTIVE)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{OBJECTIVE}$"))


def test_results_are_reached_with_the_arrows(open_page: OpenPage) -> None:
    page = open_page("note-legali/")
    ask(page, "energetica", OBJECTIVE)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".cv-ricerca__voce > a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_long_answers_come_in_parts(open_page: OpenPage) -> None:
    page = open_page()
    results = page.locator(".cv-ricerca__voce > a:first-child")
    page.get_by_role("searchbox").fill("amministrazione trasparente")
    expect(results).to_have_count(20)
    more = page.get_by_role("button", name="Mostra altri risultati")
    more.press("Enter")
    expect(results).to_have_count(40)
    expect(results.nth(20)).to_be_focused()


def test_enter_before_the_answer_opens_it_when_it_is_there(open_page: OpenPage) -> None:
    page = open_page()
    held: list[Route] = []
    page.route("**/search_index.json", lambda route: held.append(route))
    with page.expect_request("**/search_index.json"):
        page.get_by_role("searchbox").fill("energetica")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Si cerca…")
    held[0].continue_()
    expect(page).to_have_url(re.compile(f"{OBJECTIVE}$"))


def test_without_the_index_the_form_leads_to_the_table(open_page: OpenPage, complaints: list[str]) -> None:
    page = open_page()
    page.route("**/search_index.json", lambda route: route.abort())
    page.get_by_role("searchbox").fill("energetica")
    expect(page.get_by_role("status")).to_contain_text("La ricerca non si è caricata")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/piano/2025-2027/indicatori/\?q=energetica$"))
    assert [text for text in complaints if "ERR_FAILED" not in text] == []
    complaints.clear()


def test_escape_closes_the_results_and_leaving_does_too(open_page: OpenPage) -> None:
    page = open_page(OBJECTIVE)
    panel = page.locator(".cv-ricerca__pannello")
    ask(page, "energetica", OBJECTIVE)
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(" e")
    expect(panel).to_be_visible()
    page.get_by_role("link", name="Note legali").focus()
    expect(panel).to_be_hidden()


def test_search_stays_open_on_an_address_with_an_anchor(open_page: OpenPage) -> None:
    page = open_page(f"{OBJECTIVE}#desk")
    ask(page, "energetica", OBJECTIVE)
    page.wait_for_timeout(400)
    expect(page.locator(".cv-ricerca__voce").first).to_be_visible()


def test_a_query_in_the_address_is_answered(open_page: OpenPage) -> None:
    page = open_page("piano/2025-2027/indicatori/?q=energetica", width=320)
    expect(page.locator(".cv-ricerca__voce").first).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("energetica")


def test_single_letters_are_no_shortcuts(open_page: OpenPage) -> None:
    page = open_page(OBJECTIVE)
    ask(page, "energetica", OBJECTIVE)
    page.get_by_role("link", name="Note legali").focus()
    for key in ("s", "f", "/", "n", "p"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="Note legali")).to_be_focused()
    expect(page).to_have_url(re.compile(f"{OBJECTIVE}$"))


def test_on_a_narrow_screen_a_button_brings_the_box(open_page: OpenPage) -> None:
    page = open_page(OBJECTIVE, width=320)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.get_by_role("button", name="Cerca").first.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    ask(page, "energetica", OBJECTIVE)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_an_example_of_the_home_page_is_searched(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name="energetica").click()
    expect(page.locator(".cv-ricerca__voce").first).to_be_visible()
