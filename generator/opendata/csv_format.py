"""Rows as CSV: comma, UTF-8, ISO dates, decimal point (RFC 4180; AgID open data guidelines)."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.opendata.columns import Cell, Row

DELIMITER, LINE_END = ",", "\r\n"
#: Between several values of one cell.
LIST_SEPARATOR = ";"


def to_csv(names: Iterable[str], rows: Iterable[Row]) -> str:
    """A header line and one line per row."""
    return csv_lines([names]) + csv_rows(rows)


def csv_rows(rows: Iterable[Row]) -> str:
    """The lines without the header."""
    return csv_lines([field_of(cell) for cell in row.values()] for row in rows)


def csv_lines(lines: Iterable[Iterable[str]]) -> str:
    """Lines of fields."""
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
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case tuple():
            return LIST_SEPARATOR.join(cell)
        case _:
            return str(cell)
