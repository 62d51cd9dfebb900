"""PDF documents, printed by Chromium: tables cut across pages, headers and footers, broken cells."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.importing.formats import read_tables
from generator.importing.formats.pdf import _is_cut
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Cell, Table
from tests.importing.formats.documents import texts

STYLE = """<style>
body { font: 11px sans-serif } table { border-collapse: collapse; width: 100%; margin-bottom: 20px }
td, th { border: 1px solid #888; padding: 4px } .stretta { width: 52px; word-break: break-all }
</style>"""
HEADER = '<div style="font-size: 8px; margin-left: 40px">Comune di prova - Piano 2026-2028</div>'
FOOTER = (
    '<div style="font-size: 8px; margin-left: 40px">Approvato il 29/01/2026 '
    'Pag. <span class="pageNumber"></span></div>'
)


@pytest.fixture(scope="module")
def printer(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def printed(printer: Page, path: Path, body: str, *, margins: bool = True) -> tuple[Table, ...]:
    printer.set_content(STYLE + body)
    printer.pdf(
        path=path,
        format="A4",
        display_header_footer=margins,
        header_template=HEADER,
        footer_template=FOOTER,
        margin=dict.fromkeys(("top", "bottom", "left", "right"), "60px"),
    )
    return read_tables(path)


def table_of(header: str, rows: str) -> str:
    return f"<table><thead>{header}</thead><tbody>{rows}</tbody></table>"


#: Long enough to be cut inside by a page.
SENTENCE = "Il Comune intende superare la formazione episodica e costruire percorsi continui. "


def test_a_table_over_several_pages_is_one(printer: Page, tmp_path: Path) -> None:
    rows = [[f"Indicatore {number} {SENTENCE}".strip(), f"{number}%"] for number in range(60)]
    header = "<tr><th>Indicatore</th><th>Target 2026</th></tr>"
    body = "".join(f"<tr><td>{name}</td><td>{target}</td></tr>" for name, target in rows)
    tables = printed(printer, tmp_path / "lunga.pdf", f"<h1>Piano</h1>{table_of(header, body)}<p>Fine.</p>")
    assert [texts(table) for table in tables] == [
        # What every page repeats comes once, first.
        [["Comune di prova - Piano 2026-2028"], ["Approvato il 29/01/2026"], ["Piano"]],
        [["Indicatore", "Target 2026"], *rows],
        [["Fine."]],
    ]
    pages = {row[0].place.split(",")[0] for row in tables[1].rows}
    assert len(pages) > 1


def test_rows_that_a_page_cuts_inside_are_whole(printer: Page, tmp_path: Path) -> None:
    rows = [
        [(SENTENCE * (3 + number % 4)).strip(), f"{SENTENCE * 9}{number}", f"{number}%"]
        for number in range(9)
    ]
    header = "<tr><th>Indicatore</th><th>Formula</th><th>Target</th></tr>"
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    tables = printed(printer, tmp_path / "tagliata.pdf", table_of(header, body), margins=False)
    assert [texts(table) for table in tables] == [[["Indicatore", "Formula", "Target"], *rows]]


def test_a_merged_cell_goes_on_after_the_page(printer: Page, tmp_path: Path) -> None:
    rows = [[f"OB.{number // 7}", f"Indicatore {number} {SENTENCE}".strip()] for number in range(70)]
    header = "<tr><th>Codice</th><th>Indicatore</th></tr>"
    body = "".join(
        f"<tr>{f'<td rowspan=7>{code}</td>' if number % 7 == 0 else ''}<td>{name}</td></tr>"
        for number, (code, name) in enumerate(rows)
    )
    tables = printed(printer, tmp_path / "unita.pdf", table_of(header, body), margins=False)
    assert [texts(table) for table in tables] == [[["Codice", "Indicatore"], *rows]]
    assert [row[0].merged for row in tables[0].rows[1:]] == [number % 7 > 0 for number in range(70)]


def test_a_card_that_a_page_cuts_is_one_and_the_next_card_another(printer: Page, tmp_path: Path) -> None:
    def card(number: int, sentences: int) -> list[list[str]]:
        return [
            ["Codice", f"OB.{number}"],
            ["Descrizione", (SENTENCE * sentences).strip()],
            ["Uffici", "Ufficio A\nUfficio B"],
        ]

    # Some 55 lines fit on a page: the second card is cut, the third begins a page.
    cards = [card(1, 40), card(2, 40), card(3, 4)]
    styles = ["", "", "break-before: page"]
    body = "".join(
        f"<table style='{style}'>"
        + "".join(f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in rows).replace("\n", "<br>")
        + "</table>"
        for style, rows in zip(styles, cards, strict=True)
    )
    tables = printed(printer, tmp_path / "schede.pdf", body, margins=False)
    assert [texts(table) for table in tables] == cards


def test_numbers_that_a_narrow_cell_breaks_are_whole(printer: Page, tmp_path: Path) -> None:
    body = "<tr><td>Debito</td><td class=stretta>1.250.000,00</td><td class=stretta>30/06/2026</td></tr>"
    tables = printed(printer, tmp_path / "numeri.pdf", f"<table>{body}</table>", margins=False)
    assert texts(tables[0]) == [["Debito", "1.250.000,00", "30/06/2026"]]


def test_text_of_neighbouring_cells_is_not_mixed(printer: Page, tmp_path: Path) -> None:
    cells = "<td style='text-align: right; padding: 0'>34%</td><td style='padding: 0'>≥ 50%</td>"
    tables = printed(printer, tmp_path / "vicine.pdf", f"<table><tr>{cells}</tr></table>", margins=False)
    assert texts(tables[0]) == [["34%", "≥ 50%"]]


ROWS = [
    [
        f"Indicatore {number} con un nome lungo che va a capo",
        f"Formula {number}: numeratore su denominatore, rilevata alla fine dell'anno",
        f"≥ {number}%",
        f"entro il 0{number + 1}/05/2026",
    ]
    for number in range(6)
]
BORDERS = {
    "nessuna": "border: 0",
    "orizzontali": "border: 0; border-bottom: 1px solid #888",
    "aperte ai lati": "",
    "ombre": "border: 0",
}
OPEN_SIDES = (
    "td:first-child, th:first-child { border-left: 0 } td:last-child, th:last-child { border-right: 0 }"
)
SHADES = "tr:nth-child(odd) { background: #ddd } body { -webkit-print-color-adjust: exact }"


@pytest.mark.parametrize("name", BORDERS)
def test_a_table_with_few_lines_or_none_has_its_cells(printer: Page, tmp_path: Path, name: str) -> None:
    more = {"aperte ai lati": OPEN_SIDES, "ombre": SHADES}.get(name, "")
    style = f"<style>td, th {{ padding: 4px 10px; text-align: left; {BORDERS[name]} }} {more}</style>"
    header = "<tr><th>Indicatore</th><th>Formula</th><th>Target</th><th>Scadenza</th></tr>"
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS)
    page = f"{style}<p>Prima.</p>{table_of(header, body)}<p>Dopo.</p>"
    assert [texts(table) for table in printed(printer, tmp_path / "righe.pdf", page, margins=False)] == [
        [["Prima."]],
        [["Indicatore", "Formula", "Target", "Scadenza"], *ROWS],
        [["Dopo."]],
    ]


def test_labels_and_values_without_lines_are_a_card(printer: Page, tmp_path: Path) -> None:
    row = "<tr><td style='border: 0; width: 50%'>{}</td><td style='border: 0'>{}</td></tr>"
    body = row.format("Codice obiettivo", "OB.1") + row.format("Uffici coinvolti", "Ufficio Tributi")
    tables = printed(printer, tmp_path / "aperta.pdf", f"<table>{body}</table>", margins=False)
    assert [texts(table) for table in tables] == [
        [["Codice obiettivo", "OB.1"], ["Uffici coinvolti", "Ufficio Tributi"]]
    ]


def test_headings_are_told_by_their_letters(printer: Page, tmp_path: Path) -> None:
    body = f"<h1>Piano</h1><h2>Area A</h2><p>{SENTENCE * 6}</p><p><b>OB.1 Servizi</b></p><p>{SENTENCE}</p>"
    (table,) = printed(printer, tmp_path / "titoli.pdf", body, margins=False)
    assert [(row[0].text, row[0].level) for row in table.rows] == [
        ("Piano", 1),
        ("Area A", 2),
        ((SENTENCE * 6).strip(), 0),
        ("OB.1 Servizi", 3),
        (SENTENCE.strip(), 0),
    ]


LAST = ["Tempo medio di", "Giorni tra il ricevimento e il", "giorni", "29,7", "≤ 28"]


@pytest.mark.parametrize(
    ("last", "row", "is_cut"),
    [
        (LAST, ["pagamento", "pagamento, media", "", "", ""], True),
        (LAST, ["", "31 dicembre", "", "", ""], True),
        (LAST, ["pagamento", "", "", "", ""], True),
        (["Descrizione", "Il patrimonio conta."], ["", "Una parte resta vuota."], True),
        # A row of its own has most of its cells.
        (LAST, ["", "Altra formula", "giorni", "3", "≤ 2"], False),
        (LAST, ["Bilancio in breve", "Data", "data", "-", "-"], False),
        (LAST, ["Totale", "", "", "", "100"], False),
        (LAST, ["Area B", "", "", "", ""], False),
        # What is left of a row has no cell that the row did not have.
        (["Descrizione", ""], ["", "testo"], False),
    ],
)
def test_what_is_left_of_a_row_is_told_from_a_row(last: list[str], row: list[str], is_cut: bool) -> None:
    above, below = (
        tuple(Cell(text, f"pagina {page}, colonna {column}") for column, text in enumerate(texts))
        for page, texts in ((1, last), (2, row))
    )
    assert _is_cut(above, below, frozenset()) == is_cut


def test_titles_at_the_top_of_pages_are_no_headers(printer: Page, tmp_path: Path) -> None:
    title = "<h2 style='break-before: page'>Scheda {0}</h2><p>Testo {0}.</p>"
    pages = "".join(title.format(number) for number in (4, 5, 6))
    tables = printed(printer, tmp_path / "pagine.pdf", pages)
    assert [row[0].text for table in tables for row in table.rows] == [
        "Comune di prova - Piano 2026-2028",
        "Approvato il 29/01/2026",
        *["Scheda 4", "Testo 4.", "Scheda 5", "Testo 5.", "Scheda 6", "Testo 6."],
    ]


def test_the_bold_beginning_of_a_cell_is_kept_apart(printer: Page, tmp_path: Path) -> None:
    body = "<table><tr><td><b>Imprese assistite</b> Numero di imprese</td><td><b>Tutto</b></td></tr></table>"
    tables = printed(printer, tmp_path / "grassetto.pdf", body, margins=False)
    assert texts(tables[0]) == [["**Imprese assistite** Numero di imprese", "Tutto"]]


def test_a_list_of_contents_is_left_out(printer: Page, tmp_path: Path) -> None:
    body = f"<p>Servizi {'.' * 60} 1</p><p>Conti {'. ' * 40} 12</p><p>Testo</p>"
    (table,) = printed(printer, tmp_path / "indice.pdf", body, margins=False)
    assert texts(table) == [["Testo"]]


def test_a_pdf_of_pictures_is_said(printer: Page, tmp_path: Path) -> None:
    with pytest.raises(ImportingError, match="contiene solo immagini, senza testo"):
        printed(
            printer,
            tmp_path / "vuoto.pdf",
            "<div style='background: red; height: 50px'></div>",
            margins=False,
        )
