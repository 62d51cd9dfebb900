"""`piano.xlsx`: a workbook for people, with wide sheets, typed cells, and a legend as first sheet.

xlsxwriter writes the workbook with styles, legend, widths and filters; the rows of the tables are inserted
into the sheets afterwards, joined from the cached fragments of the objectives.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zipfile import ZipFile

from msgspec import Struct
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.opendata.dataset import FORMAT_VERSION, LICENCE_NAME, LICENCE_URL, Dataset
from generator.opendata.files import COMPRESSION, XLSX, DataFile, Fragments, timeless_entry
from generator.opendata.formats import Format
from generator.opendata.sheet import DIGITS, header_row, sheet_rows
from generator.opendata.tables.columns import Column
from generator.opendata.tables.table import Table

NAME, LEGEND = "piano.xlsx", "Legenda"
LEGEND_HEADER = ("foglio", "colonna", "contenuto", "tipo", "unità")
#: Fixed creation date, so that the file is reproducible.
_TIMELESS = datetime(1980, 1, 1)
#: Paper sizes by their numbers (ECMA-376), and the sheets on the larger one.
_A3, _A4 = 8, 9
_WIDE = ("Obiettivi", "Indicatori")
#: Widths of columns with long texts, in characters.
_WIDTHS = {
    **dict.fromkeys(("formula", "descrizione", "note_redazionali"), 60),
    **dict.fromkeys(("titolo", "nome", "testo", "motivo", "nota", "note"), 45),
    "indicatore": 28,
}
_LEGEND_WIDTHS = (24, 30, 70, 24, 22)
_DATA = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
_ROW = b"<row"
_EXTENT = re.compile(rb'<dimension ref="[^"]*"/>')


class _Sheet(Struct, frozen=True):
    """A sheet with its rows; a table without rows has none."""

    table: Table
    rows: bytes


def _files(dataset: Dataset, fragments: Fragments) -> Iterator[DataFile]:
    found = (_Sheet(table, _rows(table, dataset, fragments)) for table in dataset.sheets)
    sheets = [sheet for sheet in found if sheet.rows or sheet.table.is_wide]
    content = _with_rows(_empty_workbook(dataset, sheets), sheets)
    yield DataFile(NAME, XLSX, "Il foglio di calcolo: obiettivi e indicatori con tutti gli anni", content)


def _fragments(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    for table in dataset.sheets:
        if table.by_objective:
            yield fragment_name(table), sheet_rows(dataset.rows(table), _widths(table)).encode()


def sheet_name(table: Table) -> str:
    """Name of the sheet of a table."""
    return table.name.capitalize()


def fragment_name(table: Table) -> str:
    """Name of the fragments with the rows of a table."""
    return f"{NAME}#{table.name}"


def _with_rows(workbook: bytes, sheets: Sequence[_Sheet]) -> bytes:
    """The workbook with the rows of the tables inserted into its sheets."""
    # The legend is the first sheet.
    by_name = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, 2)}
    content = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as source, ZipFile(content, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if sheet := by_name.get(name):
                before, after = _DATA.split(_EXTENT.sub(b"", part), maxsplit=1)
                header = header_row(sheet.table.names, _widths(sheet.table)).encode()
                part = b"".join((before, b"<sheetData>", header, sheet.rows, b"</sheetData>", after))
            target.writestr(timeless_entry(name), part, compresslevel=COMPRESSION)
    return content.getvalue()


def _rows(table: Table, dataset: Dataset, fragments: Fragments) -> bytes:
    """The rows of a sheet, without its header."""
    if table.by_objective:
        return fragments.join(fragment_name(table), dataset.plan.by_code)
    return sheet_rows(dataset.rows(table), _widths(table)).encode()


def _empty_workbook(dataset: Dataset, sheets: Sequence[_Sheet]) -> bytes:
    """The workbook without the rows of its sheets, whose filters go as far as the rows."""
    buffer = io.BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            # Style of cells without a style number.
            "default_format_properties": {"valign": "top", "text_wrap": True},
        },
    )
    licence = f"Licenza: {LICENCE_NAME}, {LICENCE_URL}"
    properties = {"title": dataset.title, "author": dataset.plan.body.name, "comments": licence}
    workbook.set_properties({**properties, "created": _TIMELESS})
    header, *others = _styles(workbook)
    _write_legend(workbook.add_worksheet(LEGEND), dataset, sheets, header)
    for table, rows in ((one.table, one.rows) for one in sheets):
        sheet = workbook.add_worksheet(sheet_name(table))
        for index, width in enumerate(_widths(table)):
            sheet.set_column(index, index, width)
        # Registers the styles under their numbers; this row is replaced by those of the table.
        for index, style in enumerate(others):
            sheet.write_blank(0, index, None, style)
        sheet.freeze_panes(1, len(table.key))
        _set_page(sheet, dataset, sheet_name(table))
        sheet.autofilter(0, 0, max(rows.count(_ROW), 1), len(table.columns) - 1)
    workbook.close()
    return buffer.getvalue()


def _set_page(sheet: Worksheet, dataset: Dataset, name: str) -> None:
    """One page wide on paper, with the header row on each page."""
    sheet.set_landscape()
    sheet.set_paper(_A3 if name in _WIDE else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{dataset.plan.body.name.replace('&', '&&')}&C{name}&R&P / &N")


def _styles(workbook: Workbook) -> Iterator[CellFormat]:
    """Cell styles in the order of their numbers (`sheet.HEADER` and so on)."""
    formats: list[dict[str, Any]] = [
        {"bold": True, "bg_color": "#E6ECF2", "bottom": 1},
        {"num_format": "yyyy-mm-dd"},
        {"quote_prefix": True},
        # As many decimal digits as the number has.
        *({"num_format": f"0.{'0' * decimals}" if decimals else "0"} for decimals in range(DIGITS + 1)),
    ]
    for properties in formats:
        yield workbook.add_format({"valign": "top", "text_wrap": True, **properties})


def _widths(table: Table) -> list[int]:
    """The widths of the columns, in characters."""
    return [_WIDTHS.get(one.name) or _width(one) for one in table.columns]


def _width(column: Column[Any]) -> int:
    return min(max(len(column.name) + 1, 10), 18)


def _write_legend(sheet: Worksheet, dataset: Dataset, sheets: Sequence[_Sheet], header: CellFormat) -> None:
    """Write the description of the workbook and of each column of each sheet."""
    lines = _legend_lines(dataset)
    for line, text in enumerate(lines):
        sheet.write_string(line, 0, text)
    top = len(lines) + 1
    for index, (name, width) in enumerate(zip(LEGEND_HEADER, _LEGEND_WIDTHS, strict=True)):
        sheet.write_string(top, index, name, header)
        sheet.set_column(index, index, width)
    rows = _legend_rows(sheets)
    for line, row in enumerate(rows, top + 1):
        for index, text in enumerate(row):
            if text:
                sheet.write_string(line, index, text)
    sheet.autofilter(top, 0, top + len(rows), len(LEGEND_HEADER) - 1)
    sheet.freeze_panes(top + 1, 0)
    _set_page(sheet, dataset, LEGEND)


def _legend_lines(dataset: Dataset) -> tuple[str, ...]:
    return (
        dataset.title,
        dataset.description,
        f"Ente: {dataset.plan.body.name}",
        f"Pagina: {dataset.uris.dataset}",
        f"Licenza: {LICENCE_NAME}, {LICENCE_URL}",
        f"Formato: {FORMAT_VERSION}",
    )


def _legend_rows(sheets: Sequence[_Sheet]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (sheet_name(one.table), column.name, column.description, column.kind.value, column.unit)
        for one in sheets
        for column in one.table.columns
    )


FORMAT = Format(files=_files, fragments=_fragments)
