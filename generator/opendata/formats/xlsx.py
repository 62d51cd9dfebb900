"""`piano.xlsx`: a sheet for each table, after one that explains them. Cells have the type they mean.

XlsxWriter is imported only when a workbook is made. Its bytes are the same at every build: no
date of its own, and an archive whose entries have none either.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.opendata.columns import Cell, Column
from generator.opendata.csv_format import field_of
from generator.opendata.dataset import LICENCE_NAME, LICENCE_URL, Dataset
from generator.opendata.files import DataFile, MediaType
from generator.opendata.formats import Format
from generator.opendata.table import Table
from generator.opendata.version import FORMAT_VERSION

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME, LEGEND = "piano.xlsx", "Legenda"
#: The most characters that a cell can hold, and what ends a text that was cut there.
CELL_LIMIT, CUT = 32_767, "… (il testo intero è nel CSV)"
#: A spreadsheet keeps no more digits; a longer figure is written as text rather than changed.
DIGITS = 15
#: A spreadsheet takes for a formula what begins with these, when somebody edits the cell.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
#: Where spreadsheets begin to count days.
_FIRST_DAY = date(1900, 3, 1)
#: No instant, but the field must hold something, and always the same.
_TIMELESS = datetime(1980, 1, 1)
_LEGEND_WIDTHS = (24, 30, 70, 24, 22)


def _files(dataset: Dataset) -> Iterator[DataFile]:
    content = _workbook(dataset)
    yield DataFile(NAME, MediaType.XLSX, "Tutte le tabelle, un foglio ciascuna", content)


def _workbook(dataset: Dataset) -> bytes:
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    book = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": dataset.title, "author": dataset.plan.body.name, "created": _TIMELESS})
    styles = _Styles(book)
    _write_legend(book.add_worksheet(LEGEND), dataset, styles)
    for table in dataset.tables:
        _write_table(book.add_worksheet(sheet_name(table)), table, styles)
    book.close()
    return buffer.getvalue()


def sheet_name(table: Table) -> str:
    """The name of a table's sheet."""
    return table.name.capitalize()


class _Styles:
    """The styles of cells, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._of_decimals: dict[int, CellFormat] = {}
        self.plain = self._add({})
        self.header = self._add({"bold": True, "bg_color": "#E6ECF2", "bottom": 1})
        self.day = self._add({"num_format": "yyyy-mm-dd"})
        self.text_like_formula = self._add({"quote_prefix": True})

    def number(self, amount: Decimal) -> "CellFormat":
        """The decimals that were written are shown, and no others."""
        decimals = max(-int(amount.as_tuple().exponent), 0)
        if decimals not in self._of_decimals:
            self._of_decimals[decimals] = self._add(
                {"num_format": f"0.{'0' * decimals}" if decimals else "0"}
            )
        return self._of_decimals[decimals]

    def _add(self, properties: dict[str, Any]) -> "CellFormat":
        return self._book.add_format({"valign": "top", **properties})


def _write_table(sheet: "Worksheet", table: Table, styles: _Styles) -> None:
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, column.name, styles.header)
        sheet.set_column(index, index, _width(column))
    for line, row in enumerate(table.rows, 1):
        for index, cell in enumerate(row.values()):
            _write(sheet, line, index, cell, styles)
    sheet.freeze_panes(1, len(table.key))
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _write(sheet: "Worksheet", line: int, index: int, cell: Cell, styles: _Styles) -> None:
    match cell:
        case None | "" | ():
            return
        case bool():
            sheet.write_boolean(line, index, cell, styles.plain)
        case int():
            sheet.write_number(line, index, cell, styles.plain)
        case Decimal() if len(cell.as_tuple().digits) <= DIGITS:
            sheet.write_number(line, index, float(cell), styles.number(cell))
        case date() if cell >= _FIRST_DAY:
            sheet.write_datetime(line, index, datetime(cell.year, cell.month, cell.day), styles.day)
        case _:
            _write_text(sheet, line, index, field_of(cell), styles)


def _write_text(sheet: "Worksheet", line: int, index: int, text: str, styles: _Styles) -> None:
    if len(text) > CELL_LIMIT:
        text = text[: CELL_LIMIT - len(CUT)] + CUT
    style = styles.text_like_formula if text.startswith(_FORMULA_SIGNS) else styles.plain
    sheet.write_string(line, index, text, style)


def _width(column: Column[Any]) -> int:
    return min(max(len(column.name) + 2, 10), 30)


def _write_legend(sheet: "Worksheet", dataset: Dataset, styles: _Styles) -> None:
    """What the workbook is, and what each column of each sheet holds."""
    lines: list[tuple[str, ...]] = [
        (dataset.title,),
        (dataset.description,),
        (f"Ente: {dataset.plan.body.name}",),
        (f"Pagina: {dataset.uris.dataset}",),
        (f"Licenza: {LICENCE_NAME}, {LICENCE_URL}",),
        (f"Formato: {FORMAT_VERSION}",),
        (),
    ]
    for line, texts in enumerate(lines):
        for index, text in enumerate(texts):
            _write_text(sheet, line, index, text, styles)
    top = len(lines)
    for index, (name, width) in enumerate(zip(LEGEND_HEADER, _LEGEND_WIDTHS, strict=True)):
        sheet.write_string(top, index, name, styles.header)
        sheet.set_column(index, index, width)
    rows = [
        (sheet_name(table), column.name, column.description, column.kind.value, column.unit)
        for table in dataset.tables
        for column in table.columns
    ]
    for line, row in enumerate(rows, top + 1):
        for index, text in enumerate(row):
            _write_text(sheet, line, index, text, styles)
    sheet.autofilter(top, 0, top + len(rows), len(LEGEND_HEADER) - 1)
    sheet.freeze_panes(top + 1, 0)


LEGEND_HEADER = ("foglio", "colonna", "contenuto", "tipo", "unità")

FORMAT = Format(files=_files)
