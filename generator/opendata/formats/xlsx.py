"""`piano.xlsx`: a sheet per table, typed cells, a legend in front.

The library makes the book: its styles, the legend, the widths, the filters. The rows of the tables are
put into it afterwards, since they may be very many and most of them were made before.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zipfile import ZipFile

from xlsxwriter.format import Format as CellFormat
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.opendata.dataset import FORMAT_VERSION, LICENCE_NAME, LICENCE_URL, Dataset
from generator.opendata.files import COMPRESSION, DataFile, Fragments, MediaType, timeless_entry
from generator.opendata.formats import Format
from generator.opendata.sheet import DIGITS, header_row, sheet_rows
from generator.opendata.tables.columns import Column
from generator.opendata.tables.table import Table

NAME, LEGEND = "piano.xlsx", "Legenda"
LEGEND_HEADER = ("foglio", "colonna", "contenuto", "tipo", "unità")
#: No instant, but the field must hold something, and always the same.
_TIMELESS = datetime(1980, 1, 1)
_LEGEND_WIDTHS = (24, 30, 70, 24, 22)
_DATA = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
_EXTENT = re.compile(rb'<dimension ref="[^"]*"/>')


def _files(dataset: Dataset, fragments: Fragments) -> Iterator[DataFile]:
    content = _filled(_book(dataset), dataset, fragments)
    yield DataFile(NAME, MediaType.XLSX, "Tutte le tabelle, un foglio ciascuna", content)


def _fragments(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    for table in dataset.tables:
        if table.by_objective:
            yield fragment_name(table), sheet_rows(dataset.rows(table)).encode()


def sheet_name(table: Table) -> str:
    """The name of a table's sheet."""
    return table.name.capitalize()


def fragment_name(table: Table) -> str:
    """What the rows of a table in the book are called."""
    return f"{NAME}#{table.name}"


def _filled(book: bytes, dataset: Dataset, fragments: Fragments) -> bytes:
    """The book with the rows of the tables in their sheets."""
    # The legend is the first sheet.
    sheets = {f"xl/worksheets/sheet{number}.xml": table for number, table in enumerate(dataset.tables, 2)}
    content = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as empty, ZipFile(content, "w") as filled:
        for name in empty.namelist():
            part = empty.read(name)
            if table := sheets.get(name):
                before, after = _DATA.split(_EXTENT.sub(b"", part), maxsplit=1)
                rows = _rows(table, dataset, fragments)
                part = b"".join((before, b"<sheetData>", rows, b"</sheetData>", after))
            filled.writestr(timeless_entry(name), part, compresslevel=COMPRESSION)
    return content.getvalue()


def _rows(table: Table, dataset: Dataset, fragments: Fragments) -> bytes:
    header = header_row(table.names).encode()
    if table.by_objective:
        return header + fragments.join(fragment_name(table), dataset.plan.by_code)
    return header + sheet_rows(dataset.rows(table)).encode()


def _book(dataset: Dataset) -> bytes:
    """The book without the rows of the tables."""
    buffer = io.BytesIO()
    book = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            # The style of cells that name none.
            "default_format_properties": {"valign": "top"},
        },
    )
    book.set_properties({"title": dataset.title, "author": dataset.plan.body.name, "created": _TIMELESS})
    header, *others = _styles(book)
    _write_legend(book.add_worksheet(LEGEND), dataset, header)
    for table in dataset.tables:
        sheet = book.add_worksheet(sheet_name(table))
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, _width(column))
        # Only so that the book has these styles, under these numbers: the rows take the place of this one.
        for index, style in enumerate(others):
            sheet.write_blank(0, index, None, style)
        sheet.freeze_panes(1, len(table.key))
        sheet.autofilter(0, 0, max(table.length(dataset.source), 1), len(table.columns) - 1)
    book.close()
    return buffer.getvalue()


def _styles(book: Workbook) -> Iterator[CellFormat]:
    """The styles of cells, in the order of their numbers (`sheet.HEADER` and so on)."""
    formats: list[dict[str, Any]] = [
        {"bold": True, "bg_color": "#E6ECF2", "bottom": 1},
        {"num_format": "yyyy-mm-dd"},
        {"quote_prefix": True},
        # The decimals that were written are shown, and no others.
        *({"num_format": f"0.{'0' * decimals}" if decimals else "0"} for decimals in range(DIGITS + 1)),
    ]
    for properties in formats:
        yield book.add_format({"valign": "top", **properties})


def _width(column: Column[Any]) -> int:
    return min(max(len(column.name) + 2, 10), 30)


def _write_legend(sheet: Worksheet, dataset: Dataset, header: CellFormat) -> None:
    """What the workbook is, and what each column of each sheet holds."""
    lines = _legend_lines(dataset)
    for line, text in enumerate(lines):
        sheet.write_string(line, 0, text)
    top = len(lines) + 1
    for index, (name, width) in enumerate(zip(LEGEND_HEADER, _LEGEND_WIDTHS, strict=True)):
        sheet.write_string(top, index, name, header)
        sheet.set_column(index, index, width)
    rows = _legend_rows(dataset)
    for line, row in enumerate(rows, top + 1):
        for index, text in enumerate(row):
            if text:
                sheet.write_string(line, index, text)
    sheet.autofilter(top, 0, top + len(rows), len(LEGEND_HEADER) - 1)
    sheet.freeze_panes(top + 1, 0)


def _legend_lines(dataset: Dataset) -> tuple[str, ...]:
    return (
        dataset.title,
        dataset.description,
        f"Ente: {dataset.plan.body.name}",
        f"Pagina: {dataset.uris.dataset}",
        f"Licenza: {LICENCE_NAME}, {LICENCE_URL}",
        f"Formato: {FORMAT_VERSION}",
    )


def _legend_rows(dataset: Dataset) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (sheet_name(table), column.name, column.description, column.kind.value, column.unit)
        for table in dataset.tables
        for column in table.columns
    )


FORMAT = Format(files=_files, fragments=_fragments)
