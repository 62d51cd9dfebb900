"""JSON of rows and documents, with exact decimal numbers that never pass through a float."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from msgspec import Raw, json

from generator.opendata.tables.columns import digits_of
from generator.opendata.tables.table import Row

#: JSON value whose scalars are all texts.
Node: TypeAlias = "str | list[Node] | dict[str, Node]"

#: Separator of two members, and of the rows of an array.
SEPARATOR = b",\n"

_encode = json.Encoder().encode


def json_with_parts(row: Row, parts: Mapping[str, Iterable[Row]]) -> bytes:
    """The object of a row with further members, arrays of rows, one a line; what is empty is left out."""
    members = [_object(row)[1:-1]]
    for name, rows in parts.items():
        if found := SEPARATOR.join(map(_object, rows)):
            members.append(_encode(name) + b":[\n" + found + b"\n]")
    return b"{\n" + SEPARATOR.join(members) + b"\n}\n"


def _object(row: Row) -> bytes:
    # Numbers as their digits: msgspec writes a decimal like `str`, sometimes with an exponent.
    return _encode(
        {
            name: Raw(digits_of(cell).encode()) if isinstance(cell, Decimal) else cell
            for name, cell in row.items()
            if cell is not None and cell != ()
        }
    )


def json_line(content: object) -> bytes:
    """A document on one line."""
    return _encode(content) + b"\n"


def json_document(content: object) -> bytes:
    """An indented document."""
    return json.format(_encode(content), indent=2) + b"\n"
