"""CSV, JSON, XLSX, data package and pages hold the same rows and values: all are read back and compared.

Nothing here knows how a file was made. Each reader turns what it finds into rows of texts by one rule (a
number to its digits, a day as ISO, true and false as words, nothing as an empty text) and all must be equal.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import lxml.html
import openpyxl
import pytest
from frictionless import Package

from tests.opendata.conftest import Site
from tests.opendata.pivot import Wide, wide_rows

TABLES = [
    "piani",
    "obiettivi",
    "indicatori",
    "parti",
    "uffici_obiettivi",
    "campi",
    "valori",
    "rilevazioni",
    "rettifiche",
    "revisioni",
    "esiti",
    "esiti_gruppi",
    "valutazione",
    "ambiti",
    "aree",
    "uffici",
    "missioni",
    "novita",
]
#: Tables that the workbook has as they are, where they have rows; it has wide sheets in the place of others.
SHEETS = ["parti", "rilevazioni", "rettifiche", "revisioni", "esiti_gruppi", "valutazione"]
SHEETS += ["ambiti", "aree", "uffici", "missioni"]
#: Tables whose rows are in the JSON of each objective, without what all of them have in common.
OF_OBJECTIVES = [
    "indicatori",
    "parti",
    "uffici_obiettivi",
    "campi",
    "valori",
    "rilevazioni",
    "rettifiche",
    "esiti",
]
COMMON = ["ente", "periodo", "codice_obiettivo"]
Rows = list[list[str]]


def normal(text: str) -> str:
    """Numbers without trailing zeros, which a spreadsheet does not store."""
    try:
        number = Decimal(text)
    except ArithmeticError:
        return text
    # A code such as «005» is text, and only plain numerals are numbers.
    if text != f"{number:f}" or (text.lstrip("-").startswith("0") and text.lstrip("-")[1:2].isdigit()):
        return text
    return f"{number.normalize():f}"


def cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.date().isoformat()
        case list():
            return ";".join(value)
        case float():
            return normal(f"{Decimal(repr(value)):f}")
        case Decimal() | int():
            return normal(f"{value:f}")
        case _:
            return normal(str(value))


def rows(records: Iterable[Iterable[Any]]) -> Rows:
    return [[cell(value) for value in record] for record in records]


def from_csv(site: Site, table: str) -> Rows:
    return rows(site.csv(table)[1:])


def from_xlsx(site: Site, table: str) -> Rows:
    book = _workbook(site.read("piano.xlsx"))
    if table.capitalize() not in book.sheetnames:
        return []
    return rows(book[table.capitalize()].iter_rows(min_row=2, values_only=True))


def from_package(site: Site, table: str) -> Rows:
    resource = Package(str(site.data / "datapackage.json")).get_resource(table)
    with resource:
        return rows(record.to_list(json=True) for record in resource.row_stream)


@pytest.mark.parametrize("table", TABLES)
def test_the_package_reads_every_table(site: Site, table: str) -> None:
    assert from_package(site, table) == from_csv(site, table)


@pytest.mark.parametrize("table", SHEETS)
def test_the_workbook_holds_the_same_rows(site: Site, table: str) -> None:
    assert from_xlsx(site, table) == from_csv(site, table)


def test_the_wide_sheet_holds_the_values_and_verdicts_of_all_years(site: Site) -> None:
    """Each typed cell of a year is that of the tidy table."""
    years = site.published.plan.years
    names, *found = rows(_workbook(site.read("piano.xlsx"))["Indicatori"].iter_rows(values_only=True))
    tidy = wide(site)
    assert len(found) == len(tidy)
    compared = 0
    for row, expected in zip((dict(zip(names, one, strict=True)) for one in found), tidy, strict=True):
        for year in years:
            for name in (f"target_{year}", f"rilevato_{year}", f"grado_{year}", f"esito_{year}"):
                if name in row and not expected["parti"] and not expected[f"target_minimo_{year}"]:
                    assert row[name] == normal(expected[name]), (
                        row["codice_obiettivo"],
                        row["indicatore"],
                        name,
                    )
                    compared += 1
    assert compared >= len(found) * len(years)


def wide(site: Site) -> list[Wide]:
    """The indicators, with a column for each year."""
    return wide_rows(lambda table: dictionaries(site, table))


def test_the_rows_are_those_of_the_plan(site: Site) -> None:
    plan = site.published.plan
    keys = [(o.code, i.id) for o in plan.objectives for i in o.indicators]
    assert [(row[2], row[3]) for row in from_csv(site, "indicatori")] == keys
    assert [row[2] for row in from_csv(site, "obiettivi")] == [o.code for o in plan.objectives]
    assert len([row for row in dictionaries(site, "rilevazioni") if not row["parte"]]) == len(
        plan.measurements
    )


def test_the_json_of_an_objective_holds_its_rows(site: Site) -> None:
    for objective in dictionaries(site, "obiettivi"):
        code = objective["codice"]
        small = site.json(f"obiettivi/{code}.json")
        assert {name: cell(small.get(name)) for name in objective} == {
            name: normal(text) for name, text in objective.items()
        }
        for table in OF_OBJECTIVES:
            of_it = [row for row in dictionaries(site, table) if row["codice_obiettivo"] == code]
            assert [{name: cell(value) for name, value in row.items()} for row in small.get(table, [])] == [
                {name: normal(text) for name, text in row.items() if text and name not in COMMON}
                for row in of_it
            ], (code, table)


def test_the_small_csv_files_hold_the_values_of_their_objective(site: Site) -> None:
    names, *values = site.csv("valori")
    column = names.index("codice_obiettivo")
    for objective in site.published.plan.objectives:
        own = [row for row in values if row[column] == objective.code]
        assert site.csv(f"obiettivi/{objective.slug}") == [names, *own]


def test_the_file_of_all_plans_holds_the_values_of_each(site: Site) -> None:
    assert site.files["dati/serie.csv"] == site.read("valori.csv")


def page(site: Site, address: str) -> lxml.html.HtmlElement:
    return _parsed(site.files[f"{address}index.html"])


@cache
def _parsed(content: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(content.decode())


@cache
def _workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def text(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def squeezed(value: str) -> str:
    return " ".join(value.split())


def dictionaries(site: Site, table: str) -> list[dict[str, str]]:
    names, *records = site.csv(table)
    return [dict(zip(names, record, strict=True)) for record in records]


def shown_target(row: dict[str, str], year: int) -> str:
    """What a page says of a target: its condition and its text, or that there is none."""
    written = row[f"target_{year}_testo"]
    if not written:
        return "—"
    bare = not row["condizione"] or not row[f"target_{year}"] or row[f"target_{year}"] in ("true", "false")
    return written if bare else f"{row['condizione']} {written}"


def card_of(site: Site, row: Mapping[str, str]) -> lxml.html.HtmlElement:
    """The card of an indicator on the page of its objective."""
    document = page(site, f"piano/{site.published.plan.period}/{row['codice_obiettivo']}/")
    (card,) = document.xpath(f'//article[@aria-labelledby="{row["indicatore"]}"]')
    return card


def test_the_cards_of_the_objective_pages_hold_the_same_values(site: Site) -> None:
    plan, policy = site.published.plan, site.published.plan.policy
    labels = {status.value: label for status, label in policy.labels.items()}
    year = site.published.assessment.year
    compared = 0
    for row in wide(site):
        card = card_of(site, row)
        assert text(card.xpath("./h3")[0]) == squeezed(row["nome"])
        assert not row["formula"] or squeezed(row["formula"]) in text(card)
        of_plan = card.xpath(".//h4[text()='Che cosa dice il piano']/following-sibling::dl[1]//dt")
        said = {text(one): squeezed(one.getnext().text) for one in of_plan}
        assert said["Tipologia e unità"] == row["tipologia"]
        assert text(of_plan[0].getnext().xpath("./span")[0]) == row["unita"]
        assert said[f"Stato {plan.baseline_year}"] == (row[f"stato_{plan.baseline_year}_testo"] or "—")
        for one in plan.years:
            assert said[f"Traguardo {one}"] == shown_target(row, one)
        assert said["Peso"] == row["peso_testo"]
        status = card.xpath(".//summary//span[contains(@class, 'cv-gettone')]")[0]
        expected = row[f"esito_{year}"]
        assert text(status) == labels.get(expected, expected)
        compared += 1
    assert compared == plan.indicator_count


def page_notes(lines: list[Any]) -> list[Any]:
    """The small print within cells, which says more than the cell itself holds."""
    return [note for line in lines for note in line.xpath(".//span[@class='cv-sotto']")]


def test_the_table_of_all_indicators_holds_the_same_values(site: Site) -> None:
    plan, year = site.published.plan, site.published.assessment.year
    labels = {status.value: label for status, label in plan.policy.labels.items()}
    lines = page(site, f"piano/{plan.period}/indicatori/").xpath("//tbody/tr")
    for hidden in page_notes(lines):
        hidden.drop_tree()
    found = [[text(part) for part in line.xpath("./th|./td")] for line in lines]
    assert found == [
        [
            row["codice_obiettivo"],
            squeezed(row["nome"]),
            row["tipologia"],
            row[f"stato_{plan.baseline_year}_testo"] or "—",
            shown_target(row, year),
            row[f"partenza_{year}"],
            labels.get(row[f"esito_{year}"], row[f"esito_{year}"]),
            row["peso_testo"],
        ]
        for row in wide(site)
    ]


def test_the_tables_of_the_plan_page_hold_the_same_objectives(site: Site) -> None:
    plan = site.published.plan
    offices = {row["id"]: row["nome"] for row in dictionaries(site, "uffici")}
    departments = {row["id"]: row["nome"] for row in dictionaries(site, "aree")}
    assigned: dict[str, list[str]] = {}
    for row in dictionaries(site, "uffici_obiettivi"):
        if not row["indicatore"]:
            assigned.setdefault(row["codice_obiettivo"], []).append(offices[row["ufficio"]])
    found = {}
    for line in page(site, f"piano/{plan.period}/").xpath("//tbody/tr[td[@class='cv-codice']]"):
        code, title, who, _, resources, _ = line.xpath("./th|./td")
        found[text(code)] = (
            text(title.xpath("./a")[0]),
            squeezed(who.text),
            [text(link) for link in who.xpath(".//a")],
            text(resources),
        )
    assert found == {
        row["codice"]: (
            squeezed(row["titolo"]),
            departments.get(row["area_responsabilita"], "—"),
            assigned.get(row["codice"], []),
            row["risorse_testo"] or "—",
        )
        for row in dictionaries(site, "obiettivi")
    }


def test_the_tables_of_measurements_hold_the_same_values(site: Site) -> None:
    results = dictionaries(site, "rilevazioni")
    for row in dictionaries(site, "indicatori"):
        lines = card_of(site, row).xpath(".//table//tbody/tr")
        own = [one for one in results if in_place(one) == in_place(row)]
        assert len(lines) == len(own)
        for line, result in zip(lines, own, strict=True):
            day, value, remarks, source = [text(part) for part in line.xpath("./th|./td")]
            assert day == it(result["giorno"])
            assert value == (result["valore_testo"] or f"non valutabile: {result['non_valutabile']}")
            assert source == (result["fonte"] or "—")
            assert result["nota"] in remarks
            assert bool(result["pubblicato_testo"]) == ("Rettifica del" in remarks)
            assert not result["pubblicato_testo"] or f"era {result['pubblicato_testo']};" in remarks
    assert len(results) == len(site.published.plan.measurements)


def in_place(row: Mapping[str, str]) -> tuple[str, str]:
    return row["codice_obiettivo"], row["indicatore"]


def it(day: str) -> str:
    """An ISO day as pages write it."""
    return "/".join(reversed(day.split("-")))


def test_the_preview_of_the_data_page_shows_the_first_rows(site: Site) -> None:
    document = page(site, f"dati/{site.published.plan.period}/")
    (table,) = document.xpath("//section[@aria-labelledby='anteprima']//table")
    names = [text(name) for name in table.xpath(".//th")]
    found = [[text(part) for part in line.xpath("./td")] for line in table.xpath(".//tbody/tr")]
    first = dictionaries(site, "valori")[:5]
    assert found == [[squeezed(row[name]) for name in names] for row in first]


def _columns_of_page(site: Site) -> Iterator[tuple[str, list[str]]]:
    document = page(site, f"dati/{site.published.plan.period}/")
    for name in TABLES:
        (table,) = document.xpath(f"//section[@aria-labelledby='{name}']//table")
        yield name, [text(line) for line in table.xpath(".//tbody//th")]


def test_the_data_page_explains_every_column_of_every_file(site: Site) -> None:
    found = dict(_columns_of_page(site))
    assert found == {name: site.csv(name)[0] for name in TABLES}
    explained = rows(_workbook(site.read("piano.xlsx"))["Legenda"].iter_rows(min_row=9, values_only=True))
    of_sheets = {name: from_header(site, name) for name in _workbook(site.read("piano.xlsx")).sheetnames[1:]}
    assert [(row[0], row[1]) for row in explained] == [
        (name, column) for name, columns in of_sheets.items() for column in columns
    ]


def from_header(site: Site, sheet: str) -> list[str]:
    return [str(one.value) for one in next(_workbook(site.read("piano.xlsx"))[sheet].iter_rows(max_row=1))]
