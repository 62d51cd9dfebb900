"""JSON of rows and documents, with exact decimal numbers that never pass through a float."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from msgspec import Raw, json

from generator.opendata.tables.columns import digits_of
from generator.opendata.tables.table import Row

#: JSON value whose scalars are all texts.
Node: TypeAlias = "str | list[Node] | dict[str, Node]"

#: Separator of two rows, start and end of the array.
ROW_SEPARATOR, ROWS_START, ROWS_END = b",\n", b"[\n", b"\n]\n"

_encode = json.Encoder().encode


def json_rows(rows: Iterable[Row]) -> bytes:
    """The rows as objects, one a line, so that line-based diffs are readable."""
    return ROW_SEPARATOR.join(map(_object, rows))


def _object(row: Row) -> bytes:
    # Numbers as their digits: msgspec writes a decimal like `str`, sometimes with an exponent.
    return _encode(
        {
            name: Raw(digits_of(cell).encode()) if isinstance(cell, Decimal) else cell
            for name, cell in row.items()
        }
    )


def to_json(rows: Iterable[Row]) -> bytes:
    """An array of objects, one a line."""
    return ROWS_START + json_rows(rows) + ROWS_END


def json_with_parts(row: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The object of a row with additional members: name → rows, all of them encoded as JSON."""
    members = [_encode(name) + b":" + ROWS_START + rows + ROWS_END.rstrip() for name, rows in parts.items()]
    return ROW_SEPARATOR.join((row[:-1], *members)) + b"\n}\n"


def json_line(content: object) -> bytes:
    """A document on one line."""
    return _encode(content) + b"\n"


def json_document(content: object) -> bytes:
    """An indented document."""
    return json.format(_encode(content), indent=2) + b"\n"
