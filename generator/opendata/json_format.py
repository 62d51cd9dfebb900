"""Rows as JSON, with exact numbers: a decimal is written digit by digit, never through a float."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring

from generator.opendata.columns import Cell, Row


def to_json(rows: Iterable[Row]) -> str:
    """An array of objects, one per line, so that two versions can be compared line by line."""
    return f"{_array(rows)}\n"


def to_json_object(row: Row, parts: Mapping[str, Iterable[Row]]) -> str:
    """An object with the members of a row, and further rows under the names of its parts."""
    members = [f"{_string(name)}: {_literal(cell)}" for name, cell in row.items()]
    members += [f"{_string(name)}: {_array(rows)}" for name, rows in parts.items()]
    return "{\n" + ",\n".join(members) + "\n}\n"


def _array(rows: Iterable[Row]) -> str:
    return "[\n" + ",\n".join(_object(row) for row in rows) + "\n]"


def _object(row: Row) -> str:
    members = (f"{_string(name)}: {_literal(cell)}" for name, cell in row.items())
    return "{" + ", ".join(members) + "}"


def _literal(cell: Cell) -> str:
    match cell:
        case None:
            return "null"
        case bool():
            return "true" if cell else "false"
        case Decimal() | int():
            return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
        case str():
            return _string(cell)
        case date():
            return _string(cell.isoformat())
        case tuple():
            return "[" + ", ".join(_string(item) for item in cell) + "]"


#: A text between quotation marks, its letters as they are; many times faster than `json.dumps`.
_string = encode_basestring
