"""Rows as JSON, with exact numbers: a decimal is written digit by digit, never through a float."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import json

from generator.opendata.tables.table import Row

#: Texts, in lists and under names.
Node: TypeAlias = "str | list[Node] | dict[str, Node]"

#: Between two rows, and around them.
ROW_SEPARATOR, ROWS_START, ROWS_END = b",\n", b"[\n", b"\n]\n"

_encode = json.Encoder(decimal_format="number").encode


def json_rows(rows: Iterable[Row]) -> bytes:
    """The rows as objects, one a line, so that two versions can be compared line by line."""
    return ROW_SEPARATOR.join(map(_encode, rows))


def to_json(rows: Iterable[Row]) -> bytes:
    """An array of objects, one a line."""
    return ROWS_START + json_rows(rows) + ROWS_END


def json_with_parts(row: bytes, parts: Mapping[str, bytes]) -> bytes:
    """An object with the members of a row, and further rows, JSON already, under the names of its parts."""
    members = [_encode(name) + b":" + ROWS_START + rows + ROWS_END.rstrip() for name, rows in parts.items()]
    return ROW_SEPARATOR.join((row[:-1], *members)) + b"\n}\n"


def json_line(content: object) -> bytes:
    """A document on one line."""
    return _encode(content) + b"\n"


def json_document(content: object) -> bytes:
    """A document for people, indented."""
    return json.format(_encode(content), indent=2) + b"\n"
