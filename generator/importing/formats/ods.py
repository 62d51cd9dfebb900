"""ODS: the sheets of a workbook of LibreOffice, with the values that it stored and as it shows them."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from generator.importing.formats.support.archives import damaged, open_archive
from generator.importing.formats.support.grids import (
    Position,
    Range,
    coordinate,
    sheet_table,
    too_many_cells,
    too_many_sheets,
)
from generator.importing.formats.support.limits import MAX_CELLS, MAX_SHEETS
from generator.importing.formats.support.number_formats import number_text, truth_text
from generator.importing.formats.support.odf import OdfStyles, attribute, count_of, spans, tag_of
from generator.importing.formats.support.workbook_values import Value, constant_formula, day_text, in_italian
from generator.importing.tables import Cell, Table, TableFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = {"collapse", "filter"}


def read_ods(path: Path) -> tuple[Table, ...]:
    """A table for each sheet."""
    archive = open_archive(path)
    if "content.xml" not in archive.names:
        raise damaged(path)
    tables: list[Table] = []
    styles = OdfStyles()
    sheet = _Sheet(styles, path)
    for element in archive.elements("content.xml", "style", "table-column", "table-row", "table"):
        tag = tag_of(element)
        if tag == "style":
            styles.add(element)
        elif tag == "table-column":
            sheet.add_column(element)
        elif tag == "table-row":
            sheet.add_row(element)
        elif len(tables) == MAX_SHEETS:
            raise too_many_sheets(path)
        else:
            parent = element.getparent()
            # Other tables are copies of what was taken from other files.
            if parent is not None and tag_of(parent) == "spreadsheet":
                tables.append(sheet.table(element))
            sheet = _Sheet(styles, path)
    return tuple(tables)


class _Sheet:
    """The cells of a sheet so far, while its rows are read. Empty repeated cells only move on."""

    def __init__(self, styles: OdfStyles, path: Path) -> None:
        self._styles = styles
        self._path = path
        self._cells: dict[Position, Cell] = {}
        self._merged: list[Range] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._columns = 0
        self._row = 0

    def add_column(self, element: "_Element") -> None:
        first = self._columns + 1
        self._columns += count_of(element, "table:number-columns-repeated")
        if attribute(element, "table:visibility") in _HIDDEN:
            self._hidden_columns.append((first, self._columns))

    def add_row(self, row: "_Element") -> None:
        repeated = count_of(row, "table:number-rows-repeated")
        hidden = attribute(row, "table:visibility") in _HIDDEN
        found = list(self._row_cells(row, hidden=hidden))
        if found and repeated * len(found) + len(self._cells) > MAX_CELLS:
            raise too_many_cells(self._path)
        for number in range(self._row + 1, self._row + 1 + (repeated if found else 0)):
            for column, cell, (height, width) in found:
                self._cells[number, column] = _at(cell, number, column)
                if height > 1 or width > 1:
                    self._merged.append(((number, column), (number + height - 1, column + width - 1)))
        self._row += repeated

    def table(self, element: "_Element") -> Table:
        """The sheet, when its element has ended."""
        name = attribute(element, "table:name")
        if attribute(element, "table:style-name") in self._styles.hidden_tables:
            self._cells = {
                position: _at(cell, *position, hidden=True) for position, cell in self._cells.items()
            }
        return sheet_table(self._cells, self._merged, self._path, name)

    def _row_cells(self, row: "_Element", *, hidden: bool) -> Iterator[tuple[int, Cell, tuple[int, int]]]:
        column = 0
        for element in row:
            repeated = count_of(element, "table:number-columns-repeated")
            if tag_of(element) == "table-cell" and (cell := self._cell(element)):
                if repeated > MAX_CELLS:
                    raise too_many_cells(self._path)
                for number in range(column + 1, column + 1 + repeated):
                    hides = hidden or any(first <= number <= last for first, last in self._hidden_columns)
                    yield number, _at(cell, 0, number, hidden=hides), spans(element)
            column += repeated

    def _cell(self, element: "_Element") -> Cell | None:
        text, _ = self._styles.text(child for child in element if tag_of(child) != "annotation")
        note, value, problem = self._note(element), None, ""
        kind = attribute(element, "office:value-type")
        formula = attribute(element, "table:formula")
        if constant := constant_formula(formula.partition("=")[2]):
            text = constant
        elif kind and kind != "string":
            text, value = _shown(kind, element, text)
        elif formula and not kind:
            problem = f"formula senza il suo valore ({formula}): aprire il foglio, ricalcolarlo e salvarlo"
        return (
            Cell(text, "", value, note=note, problem=problem)
            if text or problem or value is not None
            else None
        )

    def _note(self, element: "_Element") -> str:
        return "\n".join(
            self._styles.text(annotation)[0] for annotation in element.iterchildren("{*}annotation")
        )


def _shown(kind: str, element: "_Element", text: str) -> tuple[str, Value]:
    """A stored value as it is shown, and itself."""
    if kind in {"float", "percentage", "currency"}:
        number = Fraction(attribute(element, "office:value") or "0")
        code = "0.##########%" if kind == "percentage" else None
        return in_italian(text, number) if text else number_text(number, code), number
    if kind == "date":
        moment = datetime.fromisoformat(attribute(element, "office:date-value"))
        return day_text(text, moment), moment.date()
    if kind == "boolean":
        truth = attribute(element, "office:boolean-value") == "true"
        return truth_text(truth), truth
    return text, None


def _at(cell: Cell, row: int, column: int, *, hidden: bool = False) -> Cell:
    place = coordinate(row, column) if row else ""
    return Cell(
        cell.text, place, cell.value, hidden=cell.hidden or hidden, note=cell.note, problem=cell.problem
    )


FORMAT = TableFormat("ODS", (".ods", ".ots"), read_ods)
