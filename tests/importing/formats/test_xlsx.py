"""Workbooks of Excel: comments, hidden cells, formulas, dates, and what programs write differently."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from generator.importing.formats import read_tables
from generator.importing.tables import Cell
from tests.importing.formats.documents import changed_archive, read_texts, texts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_xml(rows: str, rest: str = "") -> str:
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{rest}</worksheet>'


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A workbook with one sheet without cells."""
    path = tmp_path / "vuoto.xlsx"
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet("Piano")
    workbook.close()
    return path


def read_sheet(empty: Path, rows: str, rest: str = "") -> dict[str, Cell]:
    """The cells of a sheet with other rows, by their place."""
    path = changed_archive(
        empty.with_name("altro.xlsx"), empty, {"xl/worksheets/sheet1.xml": sheet_xml(rows, rest)}
    )
    return {cell.place: cell for table in read_tables(path) for row in table.rows for cell in row}


def test_comments_are_notes_and_hidden_cells_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "piano.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Piano")
    for row in range(3):
        sheet.write_row(row, 0, [f"{name}{row + 1}" for name in "ABCDE"])
    sheet.set_column("B:C", None, None, {"hidden": True})
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.write_comment("E3", "in origine\n30.09.2026")
    other = workbook.add_worksheet("Appoggio")
    other.hide()
    other.write("A1", "nascosto")
    workbook.close()
    plan, support = read_tables(path)
    assert (plan.name, plan.place, support.name) == ("Piano", "foglio Piano", "Appoggio")
    hidden = {cell.text for row in plan.rows for cell in row if cell.hidden}
    assert hidden == {"B1", "C1", "A2", "B2", "C2", "D2", "E2", "B3", "C3"}
    assert {cell.place: cell.note for row in plan.rows for cell in row if cell.note} == {
        "E3": "in origine\n30.09.2026"
    }
    assert support.rows[0][0].hidden


def test_a_formula_shows_its_stored_value_and_is_never_computed(tmp_path: Path) -> None:
    path = tmp_path / "formule.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    sheet.write_formula("A1", "=1+1", value=5)
    sheet.write_formula("B1", '=cmd|" /C calc"!A0', value="testo")
    workbook.close()
    ((row,),) = [table.rows for table in read_tables(path)]
    # 5 is what the file stores: what the formula would give is not our business.
    assert [(cell.text, cell.problem) for cell in row] == [("5", ""), ("testo", "")]


def test_a_formula_without_a_stored_value_is_said(tmp_path: Path) -> None:
    path = tmp_path / "formule.xlsx"
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active["A1"] = "Peso"
    workbook.active["B2"] = "=1/3"
    workbook.save(path)
    ((_, row),) = [table.rows for table in read_tables(path)]
    assert (row[1].text, row[1].place, row[1].value) == ("", "B2", None)
    assert row[1].problem == "formula senza il suo valore (=1/3): aprire il foglio, ricalcolarlo e salvarlo"


@pytest.mark.parametrize(
    ("stored", "code", "text", "value"),
    [
        (True, "General", "VERO", True),
        (date(2026, 6, 30), "yyyy-mm-dd", "30/06/2026", date(2026, 6, 30)),
        (datetime(2026, 6, 30, 9, 30), "yyyy-mm-dd h:mm", "30/06/2026 09:30", date(2026, 6, 30)),
        (date(2026, 6, 1), "mmm yyyy", "giugno 2026", date(2026, 6, 1)),
        (time(9, 30), "h:mm", "09:30", None),
        (timedelta(hours=30), "[h]:mm", "30:00", None),
        (0.1 + 0.2, "General", "0,3", Fraction(3, 10)),
        (12, '"≤ "0', "≤ 12", Fraction(12)),
        ("giugno", '"entro "@', "entro giugno", None),
        (" due\u00a0 spazi \r\n", "General", "due spazi", None),
    ],
)
def test_a_value_is_shown_in_its_format(
    tmp_path: Path, stored: object, code: str, text: str, value: object
) -> None:
    path = tmp_path / "valori.xlsx"
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    cell = workbook.active["A1"]
    cell.value = stored
    cell.number_format = code
    workbook.save(path)
    ((found,),) = read_tables(path)[0].rows
    assert (found.text, found.value) == (text, value)


def test_cells_without_a_place_stand_one_after_the_other(empty: Path) -> None:
    cells = read_sheet(
        empty,
        '<row><c t="inlineStr"><is><t>a</t></is></c>'
        '<c t="inlineStr"><is><r><t>gras</t></r><r><t>setto</t></r></is></c></row><row><c><v>2</v></c></row>',
    )
    assert {place: cell.text for place, cell in cells.items() if cell.text} == {
        "A1": "a",
        "B1": "grassetto",
        "A2": "2",
    }


def test_the_value_of_a_formula_may_be_an_empty_text(empty: Path) -> None:
    cells = read_sheet(
        empty,
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v>2</v></c></row>',
    )
    assert [(cell.text, cell.problem) for cell in cells.values()] == [("1", ""), ("", ""), ("2", "")]


def test_a_formula_that_is_only_a_number_keeps_its_sign(empty: Path) -> None:
    cells = read_sheet(
        empty,
        '<row r="1"><c r="A1"><f>12</f><v>12</v></c><c r="B1"><f>100%</f><v>1</v></c>'
        '<c r="C1"><f>-2.5</f><v>-2.5</v></c><c r="D1"><f>6+6</f><v>12</v></c></row>',
    )
    # «=12» is typed for a target that is equal to 12.
    assert [cell.text for cell in cells.values()] == ["= 12", "= 100%", "= -2,5", "12"]
    assert cells["A1"].value is None


def test_errors_of_formulas_are_texts(empty: Path) -> None:
    cells = read_sheet(empty, '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    assert (cells["A1"].text, cells["A1"].value) == ("#DIV/0!", None)


def test_a_prefix_of_the_elements_changes_nothing(empty: Path, tmp_path: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col min="2" max="2" hidden="1"/></x:cols><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>'
    )
    path = changed_archive(tmp_path / "prefisso.xlsx", empty, {"xl/worksheets/sheet1.xml": xml})
    ((row,),) = [table.rows for table in read_tables(path)]
    assert [(cell.text, cell.hidden) for cell in row] == [("1", False), ("2", True)]


def test_a_far_cell_does_not_fill_the_sheet(empty: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    cells = read_sheet(empty, rows, '<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>')
    # One empty row and one empty column stand for all that are left out.
    assert list(cells) == [
        "A1", "B1", "XFD1", "A2", "B2", "XFD2", "A1048576", "B1048576", "XFD1048576",
    ]  # fmt: skip
    assert cells["XFD1"].merged


def test_the_bold_beginning_of_a_cell_is_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "grassetto.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    bold = workbook.add_format({"bold": True})
    sheet.write_rich_string("A1", bold, "Imprese assistite", "\nNumero di imprese")
    sheet.write_rich_string("B1", "di cui ", bold, "nuove")
    sheet.write("C1", "Tutto", bold)
    workbook.close()
    assert read_texts(path) == [[["**Imprese assistite**\nNumero di imprese", "di cui nuove", "Tutto"]]]


def test_macros_are_left_alone(tmp_path: Path) -> None:
    plain = tmp_path / "piano.xlsx"
    workbook = xlsxwriter.Workbook(plain)
    workbook.add_worksheet().write("A1", "Obiettivo")
    workbook.close()
    with_macros = changed_archive(
        tmp_path / "piano.xlsm", plain, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}
    )
    assert read_texts(with_macros) == [[["Obiettivo"]]]


def test_empty_rows_between_two_tables_are_one(tmp_path: Path) -> None:
    path = tmp_path / "due.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    sheet.write_row("B2", ["Obiettivo", "Peso"])
    sheet.write_row("B9", ["Totale", 1])
    workbook.close()
    (table,) = read_tables(path)
    assert texts(table) == [["Obiettivo", "Peso"], ["", ""], ["Totale", "1"]]
    assert [row[0].place for row in table.rows] == ["B2", "B3", "B9"]
