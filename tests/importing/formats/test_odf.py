"""Documents and workbooks of LibreOffice, written by hand."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from generator.importing.formats import read_tables
from tests.importing.formats.documents import read_texts, texts, write_archive

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "draw": "drawing",
    }.items()
)
STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def write(folder: Path, kind: str, body: str) -> Path:
    xml = (
        f'<?xml version="1.0"?><office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    parts = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": xml}
    return write_archive(folder / f"piano.{'ods' if kind == 'spreadsheet' else 'odt'}", parts)


def sheet(folder: Path, rows: str, name: str = "Piano", style: str = "ta1") -> Path:
    table = f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'
    return write(folder, "spreadsheet", table)


def test_repeated_empty_cells_are_not_expanded(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16382"/>'
        "<table:table-cell><text:p>z</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2">'
        "<text:p>b</text:p></table:table-cell></table:table-row>",
    )
    (table,) = read_tables(path)
    assert texts(table) == [["a", "", "", "z"], ["", "", "", ""], ["b", "b", "", ""], ["b", "b", "", ""]]
    assert [row[0].place for row in table.rows] == ["A1", "A2", "A1048002", "A1048003"]
    assert table.rows[0][3].place == "XFD1"


def test_an_annotation_is_a_note_and_no_text(tmp_path: Path) -> None:
    annotation = (
        '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">x</dc:creator>'
        "<text:p>in origine</text:p><text:p>18</text:p></office:annotation>"
    )
    path = sheet(
        tmp_path,
        f"<table:table-row><table:table-cell>{annotation}<text:p>Area</text:p><text:p>Presidio<text:line-break/>"
        'di <text:s text:c="3"/>qualità</text:p></table:table-cell></table:table-row>',
    )
    ((cell,),) = read_tables(path)[0].rows
    assert (cell.text, cell.note) == ("Area\nPresidio\ndi qualità", "in origine\n18")


@pytest.mark.parametrize(
    ("kind", "value", "shown", "text", "stored"),
    [
        ("percentage", "value='0.682'", "68,2%", "68,2%", Fraction(682, 1000)),
        ("percentage", "value='0.682'", "68.2%", "68,2%", Fraction(682, 1000)),
        ("percentage", "value='0.6825'", "68.2%", "68,2%", Fraction(6825, 10000)),
        ("percentage", "value='1'", "100%", "100%", Fraction(1)),
        ("float", "value='1250000'", "1,250,000.00", "1.250.000,00", Fraction(1250000)),
        ("float", "value='1.25'", "1.250", "1,250", Fraction(5, 4)),
        ("float", "value='1250'", "1.250", "1.250", Fraction(1250)),
        ("float", "value='-6.8'", "-6.8", "-6,8", Fraction(-68, 10)),
        ("float", "value='2022'", "2022", "2022", Fraction(2022)),
        ("float", "value='0.5'", "", "0,5", Fraction(1, 2)),
        ("currency", "value='12.5'", "€ 12.50", "€ 12,50", Fraction(25, 2)),
        ("date", "date-value='2026-06-30'", "06/30/26", "30/06/2026", date(2026, 6, 30)),
        ("date", "date-value='2026-06-30T09:30:00'", "30/06/26 09:30", "30/06/2026 09:30", date(2026, 6, 30)),
        ("date", "date-value='2026-06-01'", "giu 2026", "giugno 2026", date(2026, 6, 1)),
        ("boolean", "boolean-value='true'", "TRUE", "VERO", True),
        ("string", "string-value='x'", "≥ 5", "≥ 5", None),
    ],
)
def test_typed_cells_are_shown_in_italian(
    tmp_path: Path, kind: str, value: str, shown: str, text: str, stored: object
) -> None:
    paragraph = f"<text:p>{shown}</text:p>" if shown else ""
    path = sheet(
        tmp_path,
        f"<table:table-row><table:table-cell office:value-type='{kind}' office:{value}>{paragraph}"
        "</table:table-cell></table:table-row>",
    )
    ((cell,),) = read_tables(path)[0].rows
    assert (cell.text, cell.value) == (text, stored)


def test_hidden_rows_columns_and_sheets_are_marked(tmp_path: Path) -> None:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in "ab")
    row = f"<table:table-row{{}}>{cells}</table:table-row>"
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = row.format("") + row.format(' table:visibility="filter"')
    (table,) = read_tables(sheet(tmp_path, columns + rows))
    assert [[cell.hidden for cell in row] for row in table.rows] == [[False, True], [True, True]]
    (hidden,) = read_tables(sheet(tmp_path, row.format(""), style="ta2"))
    assert all(cell.hidden for cell in hidden.rows[0])


def test_a_formula_without_its_value_is_said(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        '<table:table-row><table:table-cell table:formula="of:=1/3"/></table:table-row>',
    )
    ((cell,),) = read_tables(path)[0].rows
    assert (cell.text, cell.problem[:23]) == ("", "formula senza il suo va")


def test_a_formula_that_is_only_a_number_keeps_its_sign(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        '<table:table-row><table:table-cell table:formula="of:=12" office:value-type="float" '
        'office:value="12"><text:p>12</text:p></table:table-cell></table:table-row>',
    )
    ((cell,),) = read_tables(path)[0].rows
    assert (cell.text, cell.value) == ("= 12", None)


def test_headings_lists_notes_and_tables_of_a_document(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "text",
        "<text:tracked-changes><text:p>cancellato</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Obiettivo</text:h>'
        "<text:table-of-content><text:index-body><text:p>Obiettivo 7</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:section><text:p>Codice:<text:tab/>OB.1</text:p></text:section>"
        "<text:list><text:list-item><text:p>RA1</text:p>"
        "<text:list><text:list-item><text:p>Target 2026</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Target</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell><text:p><text:span text:style-name="T1">Nome</text:span> formula</text:p>'
        "</table:table-cell>"
        "<table:table-cell><text:p>88,2%<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>provvisorio</text:p></text:note-body></text:note></text:p></table:table-cell>"
        "</table:table-row></table:table>",
    )
    assert read_texts(path) == [
        [["Obiettivo"]],
        [["Codice:", "OB.1"]],
        [["RA1"], ["Target 2026"]],
        [["Target", "Target"], ["**Nome** formula", "88,2%"]],
    ]
    tables = read_tables(path)
    assert (tables[0].rows[0][0].level, tables[0].rows[0][0].is_item) == (2, False)
    assert [(row[0].level, row[0].is_item) for row in tables[2].rows] == [(1, True), (2, True)]
    assert tables[3].rows[0][1].merged
    assert tables[3].rows[1][1].note == "provvisorio"
