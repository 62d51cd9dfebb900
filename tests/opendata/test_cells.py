"""The same cells in JSON and in CSV: exact, and read back by the standard tools."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.opendata.csv_format import row_count, to_csv
from generator.opendata.json_format import Node, json_document, json_with_parts
from generator.opendata.tables.columns import Cell

#: cell, in JSON (`None`: left out), in CSV
CELLS: list[tuple[Cell, str | None, str]] = [
    (Decimal("9.85"), "9.85", "9.85"),
    (Decimal("100.00"), "100.00", "100.00"),
    (Decimal("1E+3"), "1000", "1000"),
    (Decimal("-0.02"), "-0.02", "-0.02"),
    (Decimal("0.1"), "0.1", "0.1"),
    (Decimal("1E-9"), "0.000000001", "0.000000001"),
    (Decimal("0E+3"), "0", "0"),
    (date(2025, 3, 1), '"2025-03-01"', "2025-03-01"),
    (7, "7", "7"),
    (True, "true", "true"),
    (False, "false", "false"),
    (None, None, ""),
    ("qualità", '"qualità"', "qualità"),
    ('le "virgolette"', '"le \\"virgolette\\""', '"le ""virgolette"""'),
    ("a, b", '"a, b"', '"a, b"'),
    ("100%s", '"100%s"', "100%s"),
    ("", '""', ""),
    (("adr", "vigilanza"), '["adr","vigilanza"]', "adr;vigilanza"),
    ((), None, ""),
]


@pytest.mark.parametrize(("cell", "in_json", "in_csv"), CELLS)
def test_a_cell_is_written_exactly(cell: Cell, in_json: str | None, in_csv: str) -> None:
    row = {"prima": "x", "cella": cell}
    member = "" if in_json is None else f',"cella":{in_json}'
    assert json_with_parts(row, {}).decode() == f'{{\n"prima":"x"{member}\n}}\n'
    assert to_csv(["prima", "cella"], [row]) == f"prima,cella\r\nx,{in_csv}\r\n"


def test_json_is_read_back_to_the_digit() -> None:
    digits = "12345678901234567890.123456789"
    assert json.loads(json_with_parts({"n": Decimal(digits)}, {}), parse_float=Decimal) == {
        "n": Decimal(digits)
    }


def test_csv_is_read_back_with_its_line_breaks() -> None:
    text = "prima riga\nseconda, con virgola"
    read = list(csv.reader(io.StringIO(to_csv(["t"], [{"t": text}]), newline="")))
    assert read == [["t"], [text]]


@given(st.lists(st.lists(st.text(st.sampled_from('a,;" \n\r\t')), min_size=2, max_size=4), max_size=4))
def test_csv_is_written_as_the_standard_library_does(texts: list[list[str]]) -> None:
    expected = io.StringIO()
    csv.writer(expected).writerows([["a", "b,c"], *texts])
    rows = [dict(zip(map(str, range(len(cells))), cells, strict=True)) for cells in texts]
    assert to_csv(["a", "b,c"], rows) == expected.getvalue()


def test_a_name_is_written_to_the_letter() -> None:
    assert json_with_parts({'100%s "x"': "y"}, {}).decode() == '{\n"100%s \\"x\\"":"y"\n}\n'


def test_a_line_separator_in_a_text_stays_where_it_is() -> None:
    assert json_with_parts({"t": "a\u2028b\x85c"}, {}).decode() == '{\n"t":"a\u2028b\x85c"\n}\n'


def test_a_row_with_further_rows_is_one_object() -> None:
    content = json_with_parts({"a": 1}, {"b": [{"c": 2, "d": None}, {"c": True}], "e": []})
    assert content == b'{\n"a":1,\n"b":[\n{"c":2},\n{"c":true}\n]\n}\n'


@given(st.lists(st.lists(st.text(st.sampled_from('a,"\n\r')), min_size=2, max_size=2), max_size=5))
def test_rows_are_counted_whatever_their_texts(texts: list[list[str]]) -> None:
    rows = [dict(zip(("prima", "dopo"), cells, strict=True)) for cells in texts]
    assert row_count(to_csv(["prima", "dopo"], rows).encode()) == len(texts)


def test_rows_are_counted_with_a_text_of_any_length() -> None:
    assert row_count(to_csv(["t"], [{"t": "a, " * 100_000}]).encode()) == 1


#: Without the characters besides a line feed at which Python, but not JSON, ends a line.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.just("\n"))
TREES: st.SearchStrategy[Node] = st.recursive(
    TEXTS, lambda trees: st.lists(trees, max_size=4) | st.dictionaries(TEXTS, trees, max_size=4)
)


@given(TREES)
def test_a_description_is_written_as_the_standard_library_does(tree: Node) -> None:
    content = {"a": tree, "b": [1, True, None]}
    expected = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    assert json_document(content).decode() == expected
