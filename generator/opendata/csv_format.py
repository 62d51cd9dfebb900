"""Rows as CSV: comma, UTF-8, ISO dates, decimal point (RFC 4180; AgID open data guidelines)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from generator.opendata.tables.columns import Cell, digits_of
from generator.opendata.tables.rows import Block, Row

DELIMITER, LINE_END = ",", "\r\n"
#: Between several values of one cell.
LIST_SEPARATOR = ";"


def to_csv(names: Iterable[str], rows: Iterable[Row]) -> str:
    """A header line and one line per row."""
    return csv_header(tuple(names)) + csv_rows(rows)


@lru_cache(maxsize=16)
def csv_header(names: tuple[str, ...]) -> str:
    """The header line, which all files of a table begin with."""
    return DELIMITER.join(map(_quoted, names)) + LINE_END


def csv_rows(rows: Iterable[Row]) -> str:
    """The lines without the header."""
    return "".join(
        [DELIMITER.join([block.written(_fields) for block in row.blocks]) + LINE_END for row in rows]
    )


def _fields(block: Block) -> str:
    # Nearly all cells are texts or empty.
    fields = [
        _quoted(cell) if type(cell) is str else "" if cell is None else _quoted(field_of(cell))
        for cell in block.cells
    ]
    return DELIMITER.join(fields)


def _quoted(text: str) -> str:
    """A text between quotation marks, where it would be taken for several fields or lines."""
    if '"' in text:
        text = text.replace('"', '""')
    elif "," not in text and "\n" not in text and "\r" not in text:
        return text
    return f'"{text}"'


def field_of(cell: Cell) -> str:
    """The text of a cell."""
    match cell:
        case None:
            return ""
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
