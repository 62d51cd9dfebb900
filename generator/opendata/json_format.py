"""Rows as JSON, with exact numbers: a decimal is written digit by digit, never through a float."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TypeAlias

from msgspec import json

from generator.opendata.tables.columns import Cell, digits_of
from generator.opendata.tables.rows import Block, Row

#: Texts, in lists and under names.
Node: TypeAlias = "str | list[Node] | dict[str, Node]"

#: Between two rows.
JOINT = ",\n"


def to_json(rows: Iterable[Row]) -> str:
    """An array of objects, one per line, so that two versions can be compared line by line."""
    return array_of(json_rows(rows)) + "\n"


def array_of(rows: str) -> str:
    """An array of rows that are JSON already, each on its line."""
    return f"[\n{rows}\n]"


def json_rows(rows: Iterable[Row]) -> str:
    """The objects, one a line, without the brackets around them."""
    return JOINT.join(map(_object, rows))


def to_json_object(row: Row, parts: Mapping[str, str]) -> str:
    """An object with the members of a row, and further rows, JSON already, under the names of its parts."""
    cells = (pair for block in row.blocks for pair in zip(block.names, block.cells, strict=True))
    members = [f"{_string(name)}: {_literal(cell)}" for name, cell in cells]
    members += [f"{_string(name)}: {array_of(rows)}" for name, rows in parts.items()]
    return "{\n" + ",\n".join(members) + "\n}\n"


def json_document(content: object) -> str:
    """A file that describes: what `json.dumps` writes with `indent=2`, in a tenth of the time."""
    return json.format(json.encode(content), indent=2).decode() + "\n"


def json_tree(node: Node, margin: str = "") -> str:
    """What `json.dumps` writes with `indent=1`; lines after the first begin with the margin.

    With an indent `json.dumps` runs in Python and piece by piece, which takes several times as long.
    """
    if isinstance(node, str):
        return _string(node)
    deeper = margin + " "
    if isinstance(node, dict):
        opening, closing = "{}"
        items = [f"{_string(name)}: {json_tree(value, deeper)}" for name, value in node.items()]
    else:
        opening, closing = "[]"
        items = [json_tree(value, deeper) for value in node]
    if not items:
        return opening + closing
    joint = f",\n{deeper}"
    return f"{opening}\n{deeper}{joint.join(items)}\n{margin}{closing}"


def _object(row: Row) -> str:
    return "{" + ", ".join([block.written(_members) for block in row.blocks]) + "}"


def _members(block: Block) -> str:
    # Nearly all cells are texts or empty.
    literals = [
        _string(cell) if type(cell) is str else "null" if cell is None else _literal(cell)
        for cell in block.cells
    ]
    return _form(block.names) % tuple(literals)


@lru_cache(maxsize=64)
def _form(names: tuple[str, ...]) -> str:
    """Members with these names, to be filled with their values."""
    return ", ".join(f"{_string(name)}: ".replace("%", "%%") + "%s" for name in names)


def _literal(cell: Cell) -> str:
    match cell:
        case None:
            return "null"
        case str():
            return _string(cell)
        case Decimal():
            return digits_of(cell)
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case date():
            return _string(cell.isoformat())
        case tuple():
            return "[" + ", ".join(_string(item) for item in cell) + "]"


#: A text between quotation marks, its letters as they are; many times faster than `json.dumps`.
_string = encode_basestring
