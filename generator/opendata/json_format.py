"""Rows as JSON, with exact numbers: a decimal is written digit by digit, never through a float."""

import json
from collections.abc import Iterable
from decimal import Decimal

from generator.opendata.columns import Cell, Row


def to_json(rows: Iterable[Row]) -> str:
    """An array of objects, one per line, so that two versions can be compared line by line."""
    lines = (_object(row) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"


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
        case tuple():
            return "[" + ", ".join(_string(item) for item in cell) + "]"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
