"""The same cells in JSON and in CSV: exact, and read back by the standard tools."""

import csv
import io
import json
from decimal import Decimal

import pytest

from generator.opendata.columns import Cell
from generator.opendata.csv_format import to_csv
from generator.opendata.json_format import to_json

#: cell, in JSON, in CSV
CELLS: list[tuple[Cell, str, str]] = [
    (Decimal("9.85"), "9.85", "9.85"),
    (Decimal("100.00"), "100.00", "100.00"),
    (Decimal("1E+3"), "1000", "1000"),
    (Decimal("-0.02"), "-0.02", "-0.02"),
    (Decimal("0.1"), "0.1", "0.1"),
    (7, "7", "7"),
    (True, "true", "true"),
    (False, "false", "false"),
    (None, "null", ""),
    ("qualità", '"qualità"', "qualità"),
    ('le "virgolette"', '"le \\"virgolette\\""', '"le ""virgolette"""'),
    ("a, b", '"a, b"', '"a, b"'),
    (("adr", "vigilanza"), '["adr", "vigilanza"]', "adr;vigilanza"),
    ((), "[]", ""),
]


@pytest.mark.parametrize(("cell", "in_json", "in_csv"), CELLS)
def test_a_cell_is_written_exactly(cell: Cell, in_json: str, in_csv: str) -> None:
    rows = [{"prima": "x", "cella": cell}]
    assert to_json(rows) == f'[\n{{"prima": "x", "cella": {in_json}}}\n]\n'
    assert to_csv(["prima", "cella"], rows) == f"prima,cella\r\nx,{in_csv}\r\n"


def test_json_is_read_back_to_the_digit() -> None:
    rows = [{"n": Decimal("12345678901234567890.123456789")}]
    assert json.loads(to_json(rows), parse_float=Decimal) == rows


def test_csv_is_read_back_with_its_line_breaks() -> None:
    text = "prima riga\nseconda, con virgola"
    read = list(csv.reader(io.StringIO(to_csv(["t"], [{"t": text}]), newline="")))
    assert read == [["t"], [text]]


def test_no_rows_are_still_json() -> None:
    assert json.loads(to_json([])) == []
