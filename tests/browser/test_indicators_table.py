"""The table of all indicators in a real browser: filters, counts, order, address, CSV, five thousand rows."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.plan.model import Plan

ADDRESS = "piano/2025-2027/indicatori/"
SHOWN = "#tabella-indicatori tbody tr:not([hidden])"


def shown(page: Page) -> list[str]:
    """The rows that are seen, by objective and indicator."""
    found: list[str] = page.eval_on_selector_all(SHOWN, "rows => rows.map(row => row.dataset.riga)")
    return found


def test_without_javascript_the_whole_table_is_there(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + ADDRESS)
    expect(page.locator("#tabella-indicatori tbody tr")).to_have_count(415)
    expect(page.locator("[data-filtri]")).to_be_hidden()
    expect(page.get_by_text("la tabella è qui tutta intera")).to_be_visible()
    context.close()


def test_a_choice_leaves_its_rows_says_how_many_and_counts_the_others(
    page: Page, site_url: str, real_plan: Plan
) -> None:
    page.goto(site_url + ADDRESS)
    status = page.locator("[data-conta]")
    expect(status).to_have_attribute("role", "status")
    expect(status).to_have_text("415 indicatori")
    point = page.get_by_label("Punto di partenza", exact=True)
    assert point.locator("option").all_inner_texts() == [
        "tutti i punti di partenza",
        "migliora (57)",
        "mantiene (117)",
        "arretra (166)",
        "non confrontabile (75)",
    ]
    page.get_by_label("Ambito strategico").select_option("01_01")
    wanted = [
        f"{objective.code},{indicator.id}"
        for objective in real_plan.objectives
        if objective.area.code == "01_01"
        for indicator in objective.indicators
    ]
    assert shown(page) == wanted
    expect(status).to_have_text(f"{len(wanted)} indicatori su 415")
    counts = [int(text.split("(")[1][:-1]) for text in point.locator("option").all_inner_texts()[1:]]
    assert sum(counts) == len(wanted)
    point.select_option("migliora")
    assert len(shown(page)) == counts[0]


def test_words_are_found_in_any_form_and_with_other_filters(page: Page, site_url: str) -> None:
    page.goto(site_url + ADDRESS)
    page.get_by_label("Parole o codice").fill("QUALITA mediazione")
    expect(page).to_have_url(re.compile(r"\?testo=QUALITA\+mediazione$"))
    for row in page.locator(SHOWN).all():
        text = (row.text_content() or "").lower()
        assert "qualità" in text
        assert "mediazione" in text
    page.get_by_label("Parole o codice").fill("nessunacosasichiamacosì")
    expect(page.locator("[data-conta]")).to_contain_text("Nessuno dei 415 indicatori")
    page.get_by_role("button", name="Togli i filtri").click()
    expect(page.locator("[data-conta]")).to_have_text("415 indicatori")
    expect(page.get_by_label("Parole o codice")).to_be_focused()
    assert len(shown(page)) == 415


def test_the_address_carries_filters_and_order_to_another_reader(page: Page, site_url: str) -> None:
    page.goto(site_url + ADDRESS)
    page.get_by_label("Tipologia di indicatore").select_option("Salute economica")
    page.get_by_label("Punto di partenza", exact=True).select_option("arretra")
    page.get_by_role("button", name="Peso").click()
    sent, rows = page.url, shown(page)
    assert sent.endswith("?tipologia=Salute+economica&partenza=arretra&ordine=-peso")
    assert rows
    page.goto(f"{site_url}privacy/")
    page.goto(sent)
    assert shown(page) == rows
    expect(page.get_by_label("Tipologia di indicatore")).to_have_value("Salute economica")
    expect(page.get_by_role("columnheader", name="Peso")).to_have_attribute("aria-sort", "descending")


@pytest.mark.parametrize("query", ["?ambito=99_99", "?esito=%3Cscript%3E", "?ordine=altro", "?tipologia="])
def test_an_address_that_asks_for_what_is_not_there_shows_every_row(
    page: Page, site_url: str, query: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site_url + ADDRESS + query)
    assert len(shown(page)) == 415
    assert errors == []


def test_the_question_of_the_search_form_becomes_a_filter(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{ADDRESS}?q=mediazione")
    expect(page.get_by_label("Parole o codice")).to_have_value("mediazione")
    expect(page).to_have_url(re.compile(r"/indicatori/\?testo=mediazione$"))
    assert 0 < len(shown(page)) < 415
    expect(page.locator(".cv-ricerca__pannello")).to_be_hidden()


def test_rows_are_put_in_order_both_ways(page: Page, site_url: str, real_plan: Plan) -> None:
    weights = {
        f"{objective.code},{indicator.id}": indicator.weight.points
        for objective in real_plan.objectives
        for indicator in objective.indicators
    }
    page.goto(site_url + ADDRESS)
    before = shown(page)
    page.get_by_role("button", name="Peso").press("Enter")
    assert shown(page) == sorted(before, key=lambda row: -weights[row])
    page.get_by_role("button", name="Peso").press("Enter")
    assert shown(page) == sorted(before, key=lambda row: weights[row])
    page.get_by_role("button", name="Obiettivo").click()
    assert shown(page) == before


def test_csv_holds_the_rows_shown_in_their_order_as_they_are_published(
    page: Page, site_url: str, tmp_path: Path
) -> None:
    page.goto(f"{site_url}{ADDRESS}?partenza=migliora&ordine=-peso")
    with page.expect_download() as download:
        page.get_by_role("button", name="Scarica queste righe (CSV per Excel)").click()
    download.value.save_as(tmp_path / "scelti.csv")
    answer = page.request.get(f"{site_url}dati/2025-2027/indicatori-per-excel.csv")
    header, *lines = csv.reader(answer.body().decode().splitlines(keepends=True), delimiter=";")
    by_row = {f"{line[0]},{line[1]}": line for line in lines}
    with (tmp_path / "scelti.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file, delimiter=";"))
    assert len(found) == 58
    assert found == [header, *(by_row[row] for row in shown(page))]
    assert header[0].startswith("\ufeff")


def test_the_choices_are_folded_on_a_narrow_screen_and_no_row_is_pushed_sideways(
    page: Page, site_url: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site_url + ADDRESS)
    area = page.get_by_label("Ambito strategico")
    expect(area).to_be_hidden()
    page.get_by_text("Filtri: ambito").click()
    expect(area).to_be_visible()
    region = page.get_by_role("region", name="Tutti gli indicatori")
    assert region.evaluate("region => region.scrollWidth - region.clientWidth") == 0
    page.goto(f"{site_url}{ADDRESS}?ambito=01_01")
    expect(area).to_be_visible()


def test_five_thousand_rows_stay_fluid(page: Page, site_url: str, real_plan: Plan) -> None:
    """What anyone sees at once is there when a choice returns, the rest soon after; the last one wins."""
    html = page.request.get(site_url + ADDRESS).text()
    head, rest = html.split('<tbody role="rowgroup">')
    rows, tail = rest.split("</tbody>")
    assert rows.count("<tr ") == 415
    many = "".join(rows.split("</tr>")[n % 415] + "</tr>" for n in range(5000))
    whole = f'{head}<tbody role="rowgroup">{many}</tbody>{tail}'
    page.route(site_url + ADDRESS, lambda route: route.fulfill(body=whole, content_type="text/html"))
    page.goto(site_url + ADDRESS)
    every = shown(page)
    assert len(every) == 5000
    one, other = (
        {f"{each.code},{indicator.id}" for each in real_plan.of_area(area) for indicator in each.indicators}
        for area in real_plan.areas
        if area.code in ("01_06", "03_01")
    )
    seen = page.evaluate(
        """values => values.map((value) => {
            const select = document.getElementById("filtro-ambito");
            select.value = value;
            select.dispatchEvent(new Event("change"));
            const rows = document.querySelectorAll("#tabella-indicatori tbody tr:not([hidden])");
            return [...rows].slice(0, 500).map((row) => row.dataset.riga);
        })""",
        ["03_01", "", "01_06", "03_01"],
    )
    assert seen == [
        [row for row in every if row in other][:500],
        every[:500],
        [row for row in every if row in one][:500],
        [row for row in every if row in other][:500],
    ]
    page.wait_for_selector("#tabella-indicatori[aria-busy=false]")
    assert shown(page) == [row for row in every if row in other]

    # A choice while the rows are still being put in order.
    page.evaluate(
        """() => {
            document.querySelector("[data-ordina=peso] button").click();
            document.querySelector("[data-togli]").click();
        }"""
    )
    page.wait_for_selector("#tabella-indicatori[aria-busy=false]")
    weights = {
        f"{each.code},{indicator.id}": indicator.weight.points
        for each in real_plan.objectives
        for indicator in each.indicators
    }
    assert shown(page) == sorted(every, key=lambda row: -weights[row])
