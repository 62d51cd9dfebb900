"""The fields that a body has declared: on the page, on paper, in the filters, the search and the data."""

import io
import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from html import unescape

import openpyxl
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import replace

from generator.plan.own_fields import FieldKind, FieldOwner, FieldValue, OwnField
from generator.plan.scoring.assessment import assess_plan
from generator.plan.values import Amount, Day, Number
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, site_in_memory
from tests.opendata.pivot import typed_tables

Site = Mapping[str, bytes]
PLAN = "piano/2025-2026/"
DATA = "dati/2025-2026/"
PERIOD = "2025-2026"
FIELDS = (
    OwnField("portatori", "Portatori di interesse", FieldOwner.OBJECTIVE, FieldKind.LIST),
    OwnField("finalita", "Finalità", FieldOwner.OBJECTIVE, FieldKind.TEXT),
    OwnField("personale", "Personale (FTE)", FieldOwner.OBJECTIVE, FieldKind.NUMBER, per_year=True),
    OwnField("costo", "Costo", FieldOwner.OBJECTIVE, FieldKind.AMOUNT),
    OwnField("avvio", "Avvio", FieldOwner.OBJECTIVE, FieldKind.DATE),
    OwnField("scheda", "Scheda", FieldOwner.OBJECTIVE, FieldKind.LINK),
    OwnField("pagina", "Pagina", FieldOwner.OBJECTIVE, FieldKind.LINK),
    OwnField("sdg", "Agenda 2030", FieldOwner.INDICATOR, FieldKind.LIST),
    # A body may call a field as the program calls one of its own.
    OwnField("genere", "Tipo", FieldOwner.OBJECTIVE, FieldKind.TEXT),
    OwnField("nessuno", "Mai scritto", FieldOwner.OBJECTIVE, FieldKind.LIST),
)
OF_OBJECTIVE = {
    "portatori": (FieldValue("Lettori"), FieldValue("Scuole <medie>")),
    "finalita": (FieldValue("Una parola rarissima: zibaldone"),),
    "personale": (
        FieldValue("2,5", 2025, Number(Decimal("2.5"))),
        FieldValue("3", 2026, Number(Decimal(3))),
    ),
    "costo": (FieldValue("1.200,00 €", value=Amount(Decimal("1200.00"))),),
    "avvio": (FieldValue("31/01/2025", value=Day(date(2025, 1, 31))),),
    "scheda": (FieldValue("https://www.esempio.it/scheda?a=1&b=2"),),
    "pagina": (FieldValue("note-legali/"),),
    "genere": (FieldValue("progetto"),),
}
OF_INDICATOR = {"sdg": (FieldValue("10"), FieldValue("4"))}


@pytest.fixture(scope="module")
def site(invented_published: PublishedPlan) -> Site:
    """The fields of the first objective and of its first indicator; a list of the second objective."""
    plan = invented_published.plan
    first, second, *rest = plan.objectives
    indicator, *others = first.indicators
    first = replace(first, own=OF_OBJECTIVE, indicators=(replace(indicator, own=OF_INDICATOR), *others))
    second = replace(second, own={"portatori": (FieldValue("Lettori"),)})
    plan = replace(plan, own_fields=FIELDS, objectives=(first, second, *rest))
    return site_in_memory((PublishedPlan(plan, assess_plan(plan)),), INVENTED_PROJECT / "site_config.yml")


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_they_are_among_the_facts_of_the_page(site: Site) -> None:
    page = site[f"{PLAN}01_01_OS01/index.html"].decode()
    facts = page.split('<h2 id="scheda">')[1].split("</dl>")[0]
    assert text_of(facts).endswith(
        "Portatori di interesse Lettori Scuole <medie> Finalità Una parola rarissima: zibaldone "
        "Personale (FTE) 2025: 2,5 2026: 3 Costo 1.200,00 € Avvio 31/01/2025 "
        "Scheda https://www.esempio.it/scheda?a=1&b=2 Pagina note-legali/ Tipo progetto"
    )
    assert '<a href="https://www.esempio.it/scheda?a=1&amp;b=2">' in facts
    assert '<a href="../../../note-legali/">' in facts
    assert "Mai scritto" not in page


def test_an_objective_without_them_says_nothing_of_them(site: Site) -> None:
    assert "Finalità" not in site[f"{PLAN}01_02_OP01/index.html"].decode()


def test_those_of_an_indicator_are_on_its_card(site: Site) -> None:
    page = site[f"{PLAN}01_01_OS01/index.html"].decode()
    cards = page.split('<article class="cv-cartella"')[1:]
    assert ["Agenda 2030: 10; 4" in text_of(card) for card in cards] == [True, False, False, False]


def test_they_are_on_paper(site: Site) -> None:
    text = text_of(site[f"{PLAN}stampa/index.html"].decode())
    assert "Portatori di interesse Lettori; Scuole <medie>" in text
    assert "Personale (FTE) 2025: 2,5; 2026: 3" in text
    assert "Agenda 2030: 10; 4" in text
    assert "Pagina note-legali/ Tipo progetto" in text


def test_lists_are_filters_of_the_table_of_indicators(site: Site) -> None:
    """Four indicators of the first objective, three of the second; numbers are sorted by their size."""
    page = site[f"{PLAN}indicatori/index.html"].decode()
    selects = dict(re.findall(r'<select id="filtro-(campo_\w+)"[^>]*>(.*?)</select>', page, re.DOTALL))
    assert {name: re.findall(r">([^<>]+)</option>", options) for name, options in selects.items()} == {
        "campo_portatori": ["tutti i valori", "Lettori (7)", "Scuole &lt;medie&gt; (4)"],
        "campo_sdg": ["tutti i valori", "4 (1)", "10 (1)"],
    }
    rows = [row for row in page.split("<tr ") if "data-riga" in row]
    assert 'data-campo_portatori="Lettori|Scuole &lt;medie&gt;"' in rows[0]
    assert [re.findall(r'data-campo_sdg="([^"]*)"', row) for row in rows[:2]] == [["10|4"], [""]]


def test_words_are_found_by_the_search(site: Site) -> None:
    entries = {one["location"]: one for one in json.loads(site["search/search_index.json"])["docs"]}
    text = entries[f"{PLAN}01_01_OS01/"]["text"]
    assert "zibaldone" in text
    assert "Scuole <medie>" in text
    assert "1.200" not in text
    assert entries[f"{PLAN}01_01_OS01/#prestiti"]["text"].endswith("10 4")


#: field, year, place; number, day, text
VALUES = [
    ("portatori", None, 1, None, None, "Lettori"),
    ("portatori", None, 2, None, None, "Scuole <medie>"),
    ("finalita", None, 1, None, None, "Una parola rarissima: zibaldone"),
    ("personale", 2025, 1, Decimal("2.5"), None, "2,5"),
    ("personale", 2026, 1, 3, None, "3"),
    ("costo", None, 1, Decimal("1200.00"), None, "1.200,00 €"),
    ("avvio", None, 1, None, "2025-01-31", "31/01/2025"),
    ("scheda", None, 1, None, None, "https://www.esempio.it/scheda?a=1&b=2"),
    ("pagina", None, 1, None, None, "note-legali/"),
    ("genere", None, 1, None, None, "progetto"),
]


def test_each_value_is_a_row_of_the_data(site: Site) -> None:
    rows = typed_tables(site, PERIOD)("campi")
    names = ("campo", "anno", "numero", "valore_numero", "valore_data", "valore_testo")
    first = rows[0]["codice_obiettivo"]
    of_objective = [row for row in rows if row["codice_obiettivo"] == first and not row["indicatore"]]
    assert [tuple(row[name] for name in names) for row in of_objective] == VALUES
    assert {row["unita"] for row in of_objective if row["campo"] == "costo"} == {"euro"}
    of_indicators = [row for row in rows if row["codice_obiettivo"] == first and row["campo"] == "sdg"]
    assert [row["valore_testo"] for row in of_indicators][:2] == ["10", "4"]


def test_they_are_columns_of_the_workbook(site: Site) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(site[f"{DATA}piano.xlsx"]))["Obiettivi"]
    names = [cell.value for cell in sheet[1]]
    row = dict(zip(names, (cell.value for cell in sheet[2]), strict=True))
    assert row["campo_portatori"] == "Lettori;Scuole <medie>"
    assert (row["campo_personale_2025"], row["campo_costo"]) == (2.5, 1200)
    assert names[-1] == "uri"


@pytest.mark.parametrize("name", ["obiettivi/01_01_OS01", "piano"])
def test_the_data_follow_their_schema(site: Site, name: str) -> None:
    schema = json.loads(site[f"{DATA}{'obiettivo' if '/' in name else name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(json.loads(site[f"{DATA}{name}.json"]))] == []


def test_the_data_page_explains_the_table(site: Site) -> None:
    text = text_of(site[f"{DATA}index.html"].decode())
    assert "Campi dell'ente" in text
    assert "etichetta nome del campo nelle pagine testo" in text
