"""CSV of rows: comma, UTF-8, ISO dates, decimal point (RFC 4180; AgID open data guidelines)."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.opendata.tables.columns import Cell, digits_of
from generator.opendata.tables.table import Row

DELIMITER, LINE_END = ",", "\r\n"
#: Separator of the texts of a list in one cell.
LIST_SEPARATOR = ";"


def to_csv(names: Iterable[str], rows: Iterable[Row]) -> str:
    """A header line and one line per row."""
    return _lines([tuple(names)]) + csv_rows(rows)


def csv_rows(rows: Iterable[Row]) -> str:
    """One line per row, without the header."""
    return _lines([field_of(cell) for cell in row.values()] for row in rows)


def row_count(content: bytes) -> int:
    """Number of rows of a file, without the header; a line break within quotes ends none."""
    return sum(unquoted.count(LINE_END.encode()) for unquoted in content.split(b'"')[::2]) - 1


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=DELIMITER, lineterminator=LINE_END).writerows(rows)
    return text.getvalue()


def field_of(cell: Cell) -> str:
    """The text of a cell in CSV."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Decimal():
            return digits_of(cell)
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
        case tuple():
            return LIST_SEPARATOR.join(cell)
        case _:
            return str(cell)
