"""Rows as CSV: comma, UTF-8, ISO dates, decimal point (RFC 4180; AgID open data guidelines)."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from generator.opendata.columns import Cell, Row, digits_of

DELIMITER, LINE_END = ",", "\r\n"
#: Between several values of one cell.
LIST_SEPARATOR = ";"


def to_csv(names: Iterable[str], rows: Iterable[Row]) -> str:
    """A header line and one line per row."""
    return csv_header(tuple(names)) + csv_rows(rows)


@lru_cache(maxsize=16)
def csv_header(names: tuple[str, ...]) -> str:
    """The header line, which all files of a table begin with."""
    return _lines([names])


def csv_rows(rows: Iterable[Row]) -> str:
    """The lines without the header."""
    # Nearly all cells are texts or empty, and what is empty the library leaves empty.
    return _lines(
        [cell if type(cell) is str or cell is None else field_of(cell) for cell in row.values()]
        for row in rows
    )


def _lines(lines: Iterable[Iterable[str | None]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=DELIMITER, lineterminator=LINE_END).writerows(lines)
    return buffer.getvalue()


def field_of(cell: Cell) -> str:
    """The text of a cell."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return digits_of(cell)
        case date():
            return cell.isoformat()
        case tuple():
            return LIST_SEPARATOR.join(cell)
        case _:
            return str(cell)
