"""XLSX: the sheets of a workbook of Excel, with the values that it stored and as it shows them.

openpyxl reads the cells one after the other, and leaves out the rest of a sheet where it does: merged ranges,
hidden rows and columns, comments, formulas without a value come from the XML of the sheet. Formulas and
macros are never run.
"""

import io
import posixpath
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.importing.formats.support.archives import Archive, open_archive
from generator.importing.formats.support.files import clean
from generator.importing.formats.support.grids import (
    Position,
    Range,
    coordinate,
    sheet_table,
    too_many_cells,
    too_many_sheets,
)
from generator.importing.formats.support.limits import MAX_CELLS, MAX_SHEETS
from generator.importing.formats.support.marked_text import MarkedText
from generator.importing.formats.support.workbook_values import constant_formula, shown
from generator.importing.tables import Cell, Table, TableFormat

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class _Sheet(Struct, frozen=True):
    """What the XML of a sheet says about its cells."""

    merged: list[Range]
    hidden_rows: set[int]
    hidden_columns: list[tuple[int, int]]
    formulas: dict[str, str]
    notes: dict[str, str]
    constants: dict[str, str]

    def hides(self, row: int, column: int) -> bool:
        return row in self.hidden_rows or any(first <= column <= last for first, last in self.hidden_columns)


def read_xlsx(path: Path) -> tuple[Table, ...]:
    """A table for each sheet."""
    import openpyxl

    archive = open_archive(path)
    parts = _sheet_parts(archive)
    with warnings.catch_warnings():
        # What it leaves out of a workbook, such as data validation, is not in the tables anyway.
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(
            io.BytesIO(archive.content), read_only=True, data_only=True, keep_links=False, rich_text=True
        )
        tables = []
        if len(workbook.worksheets) > MAX_SHEETS:
            raise too_many_sheets(path)
        for worksheet in workbook.worksheets:
            sheet = _read_sheet(archive, parts.get(worksheet.title, ""))
            hidden = worksheet.sheet_state != "visible"
            cells = dict(_cells(worksheet, sheet, hidden, path))
            tables.append(sheet_table(cells, sheet.merged, path, worksheet.title))
    return tuple(tables)


def _cells(worksheet: Any, sheet: _Sheet, hidden: bool, path: Path) -> Iterator[tuple[Position, Cell]]:
    # The stored size of a sheet may be wrong.
    worksheet.reset_dimensions()
    count = 0
    for row in worksheet.iter_rows():
        count += len(row)
        if count > MAX_CELLS:
            raise too_many_cells(path)
        for stored in row:
            if stored.value is not None:
                position = (stored.row, stored.column)
                yield position, _cell(stored, sheet, hidden or sheet.hides(*position))
    for place, formula in sheet.formulas.items():
        row_number, column = _position(place)
        problem = f"formula senza il suo valore ({formula}): aprire il foglio, ricalcolarlo e salvarlo"
        hides = hidden or sheet.hides(row_number, column)
        yield (
            (row_number, column),
            Cell("", place, hidden=hides, note=sheet.notes.get(place, ""), problem=problem),
        )


def _cell(stored: Any, sheet: _Sheet, hidden: bool) -> Cell:
    place = coordinate(stored.row, stored.column)
    text, value = shown(_with_bold(stored), stored.number_format)
    if place in sheet.constants:
        text, value = sheet.constants[place], None
    return Cell(text, place, value, hidden=hidden, note=sheet.notes.get(place, ""))


def _with_bold(stored: Any) -> object:
    """The value of a cell; a text of several fonts with its bold beginning between `**`."""
    from openpyxl.cell.rich_text import CellRichText

    if not isinstance(stored.value, CellRichText):
        return stored.value
    marked = MarkedText()
    for part in stored.value:
        # Without a font of its own a part has that of the cell.
        text, font = (part, stored.font) if isinstance(part, str) else (part.text, part.font)
        for number, line in enumerate(text.split("\n")):
            if number:
                marked.add_break()
            marked.add(line, bold=bool(font and font.b))
    return marked.text


def _sheet_parts(archive: Archive) -> dict[str, str]:
    """The part of each sheet, by the name of the sheet."""
    workbook = next((name for name in archive.names if name.lower().endswith("xl/workbook.xml")), "")
    targets = _relations(archive, workbook)
    return {
        element.get("name", ""): targets.get(
            element.get(_RELATION) or element.get(_STRICT_RELATION) or "", ""
        )
        for element in archive.elements(workbook, "sheet")
    }


def _relations(archive: Archive, part: str, kind: str = "") -> dict[str, str]:
    """The parts that a part refers to, by their ids; of one kind only, if given."""
    folder, name = posixpath.split(part)
    return {
        element.get("Id", ""): posixpath.normpath(
            posixpath.join("/", folder, element.get("Target", ""))
        ).lstrip("/")
        for element in archive.elements(f"{folder}/_rels/{name}.rels", "Relationship")
        if element.get("Type", "").endswith(kind)
    }


def _read_sheet(archive: Archive, part: str) -> _Sheet:
    sheet = _Sheet([], set(), [], {}, {}, {})
    for element in archive.elements(part, "row", "col", "mergeCell"):
        tag = str(element.tag).partition("}")[2]
        hidden = element.get("hidden") in {"1", "true"}
        if tag == "mergeCell":
            first, _, last = element.get("ref", "").partition(":")
            if _REFERENCE.fullmatch(first) and _REFERENCE.fullmatch(last):
                sheet.merged.append((_position(first), _position(last)))
        elif tag == "col" and hidden:
            sheet.hidden_columns.append((int(element.get("min", 0)), int(element.get("max", 0))))
        elif tag == "row":
            if hidden:
                sheet.hidden_rows.add(int(element.get("r", 0)))
            sheet.formulas.update(_formulas_without_value(element))
            sheet.constants.update(_constant_formulas(element))
    for comments in _relations(archive, part, "/comments").values():
        for element in archive.elements(comments, "comment"):
            sheet.notes[element.get("ref", "")] = clean("".join(map(str, element.itertext())))
    return sheet


def _formulas_without_value(row: Any) -> Iterator[tuple[str, str]]:
    for cell in row:
        formula, value = cell.find("{*}f"), cell.find("{*}v")
        # The value of a formula may be an empty text.
        has_value = value is not None and (value.text or cell.get("t") == "str")
        if formula is not None and not has_value and cell.get("r"):
            yield cell.get("r"), f"={formula.text or ''}"


def _constant_formulas(row: Any) -> Iterator[tuple[str, str]]:
    """The formulas that are only a number, as their author wrote them, the Italian way."""
    for cell in row:
        formula = cell.find("{*}f")
        if formula is not None and cell.get("r") and (text := constant_formula(formula.text or "")):
            yield cell.get("r"), text


def _position(reference: str) -> Position:
    match = _REFERENCE.fullmatch(reference)
    letters, digits = match.groups() if match else ("", "0")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


FORMAT = TableFormat("XLSX", (".xlsx", ".xlsm", ".xltx", ".xltm"), read_xlsx)
