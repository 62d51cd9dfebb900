"""The rows of a sheet as they are written, cell by cell."""

from datetime import date
from decimal import Decimal

import pytest

from generator.opendata.sheet import sheet_rows
from generator.opendata.tables.columns import Cell


def text(shown: str, style: str = "", space: str = "") -> str:
    return f'<c{style} t="inlineStr"><is><t{space}>{shown}</t></is></c>'


SPACE = ' xml:space="preserve"'
CELLS: list[tuple[Cell, str]] = [
    (None, "<c/>"),
    ("", "<c/>"),
    ((), "<c/>"),
    ("qualità", text("qualità")),
    ("a < b & b > c", text("a &lt; b &amp; b &gt; c")),
    ('"x"', text('"x"')),
    ("_x0041_ _x1 _", text("_x005F_x0041_ _x1 _")),
    (" prima", text(" prima", space=SPACE)),
    ("prima\nseconda", text("prima\nseconda", space=SPACE)),
    ("=1+1", text("=1+1", ' s="3"')),
    (("adr", "vigilanza"), text("adr;vigilanza")),
    (True, '<c t="b"><v>1</v></c>'),
    (False, '<c t="b"><v>0</v></c>'),
    (7, "<c><v>7</v></c>"),
    # The style tells the decimals: 4 is none, 5 is one, and so on to 19.
    (Decimal(7), '<c s="4"><v>7</v></c>'),
    (Decimal("-7.50"), '<c s="6"><v>-7.50</v></c>'),
    (Decimal("1E+3"), '<c s="4"><v>1000</v></c>'),
    (Decimal("1E-9"), '<c s="13"><v>0.000000001</v></c>'),
    (Decimal("123456789012345"), '<c s="4"><v>123456789012345</v></c>'),
    # Sixteen digits are more than a spreadsheet keeps.
    (Decimal("1234567890123456"), text("1234567890123456")),
    # Day 1 of spreadsheets is 31 December 1899 to us, since to them 1900 had a 29 February.
    (date(1900, 3, 1), '<c s="2"><v>61</v></c>'),
    (date(1900, 2, 28), text("1900-02-28")),
]


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_a_cell_is_written_as_what_it_is(cell: Cell, written: str) -> None:
    found = sheet_rows([{"prima": "x", "cella": cell}], [10, 100_000])
    assert found.partition(">")[2] == f"{text('x')}{written}</row>"


def test_rows_follow_one_another() -> None:
    assert (
        sheet_rows([{"n": 1, "t": ""}, {"n": None, "t": None}], [10, 10])
        == "<row><c><v>1</v></c><c/></row><row><c/><c/></row>"
    )


#: texts of two columns of ten characters, height in points (`None`: that of one line)
HEIGHTS = [
    (("breve", "anche"), None),
    (("dieci car.", ""), None),
    (("undici car.", ""), 30),
    (("a", "prima\nseconda"), 30),
    (("a" * 35, "b" * 11), 60),
    (("https://www.esempio.it/piano/", ""), None),
    (("a" * 20_000, ""), 409),
]


@pytest.mark.parametrize(("texts", "height"), HEIGHTS)
def test_a_row_is_as_high_as_its_longest_text(texts: tuple[str, str], height: int | None) -> None:
    start = "<row>" if height is None else f'<row ht="{height}" customHeight="1">'
    assert sheet_rows([{"prima": texts[0], "seconda": texts[1]}], [10, 10]).startswith(start)
