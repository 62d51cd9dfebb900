"""Rows as JSON, with exact numbers: a decimal is written digit by digit, never through a float."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring

from generator.opendata.columns import Cell, Row

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


def to_json_object(row: Row, parts: Mapping[str, Iterable[Row]]) -> str:
    """An object with the members of a row, and further rows under the names of its parts."""
    members = [f"{_string(name)}: {_literal(cell)}" for name, cell in row.items()]
    members += [f"{_string(name)}: {array_of(json_rows(rows))}" for name, rows in parts.items()]
    return "{\n" + ",\n".join(members) + "\n}\n"


def _object(row: Row) -> str:
    return "{" + ", ".join([f'"{name}": {_literal(cell)}' for name, cell in row.items()]) + "}"


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
