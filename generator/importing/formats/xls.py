"""XLS: the sheets of a workbook of old versions of Excel, with the values that it stored."""

import io
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from generator.importing.formats.support.archives import damaged, encrypted
from generator.importing.formats.support.files import clean, read_document
from generator.importing.formats.support.grids import (
    Position,
    coordinate,
    sheet_table,
    too_many_cells,
    too_many_sheets,
)
from generator.importing.formats.support.limits import MAX_CELLS, MAX_SHEETS
from generator.importing.formats.support.workbook_values import shown
from generator.importing.tables import Cell, Table, TableFormat

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

#: Types of cells of xlrd: text, number, day, truth value, error.
_TEXT, _NUMBER, _DAY, _TRUTH, _ERROR = range(1, 6)


def read_xls(path: Path) -> tuple[Table, ...]:
    """A table for each sheet."""
    import xlrd
    from xlrd.biffh import XLRDError

    content = read_document(path)
    try:
        # What it has to say about a file goes to a log.
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
    except XLRDError as error:
        raise (encrypted(path) if "ncrypted" in str(error) else damaged(path)) from error
    tables = []
    if book.nsheets > MAX_SHEETS:
        raise too_many_sheets(path)
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        merged = [((top + 1, left + 1), (bottom, right)) for top, bottom, left, right in sheet.merged_cells]
        tables.append(sheet_table(dict(_cells(book, sheet, path)), merged, path, sheet.name))
        book.unload_sheet(number)
    return tuple(tables)


def _cells(book: "Book", sheet: "Sheet", path: Path) -> Iterator[tuple[Position, Cell]]:
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    count = 0
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            count += 1
            if count > MAX_CELLS:
                raise too_many_cells(path)
            stored = _stored(book, sheet, row, column)
            if stored is not None:
                place = coordinate(row + 1, column + 1)
                text, value = shown(stored, _code(book, sheet, row, column))
                note = sheet.cell_note_map.get((row, column))
                hidden = bool(sheet.visibility) or row in hidden_rows or column in hidden_columns
                yield (
                    (row + 1, column + 1),
                    Cell(text, place, value, hidden=hidden, note=clean(note.text) if note else ""),
                )


def _stored(book: "Book", sheet: "Sheet", row: int, column: int) -> object:
    """The value of a cell; None for an empty one."""
    from xlrd.biffh import error_text_from_code

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == _TEXT:
        return value or None
    if kind == _NUMBER:
        return float(value)
    if kind == _DAY:
        return _moment(float(value), _code(book, sheet, row, column), book.datemode)
    if kind == _TRUTH:
        return bool(value)
    return error_text_from_code.get(int(value), "#?") if kind == _ERROR else None


def _moment(days: float, code: str, mode: int) -> datetime | time | timedelta:
    """A day, a time of the day, or a duration, from a number of days."""
    import xlrd

    if "[h" in code.casefold():
        return timedelta(days=days)
    moment = xlrd.xldate_as_datetime(days, 1 if mode else 0)
    return moment.time() if days < 1 else moment


def _code(book: "Book", sheet: "Sheet", row: int, column: int) -> str:
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    return str(book.format_map[style.format_key].format_str)


FORMAT = TableFormat("XLS", (".xls", ".xlt"), read_xls)
