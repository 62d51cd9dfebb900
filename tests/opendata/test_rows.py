"""A row is made section by section, and what recurs is made and written once."""

from datetime import date
from operator import attrgetter

import pytest

from generator.opendata.csv_format import to_csv
from generator.opendata.json_format import to_json
from generator.opendata.sheet import sheet_rows
from generator.opendata.tables.columns import Column
from generator.opendata.tables.rows import Block, Row, Section, columns_of, row_maker, rows_of

DAY: Column[date] = Column("giorno", "", lambda day: day)
YEAR: Column[date] = Column("anno", "", lambda day: day.year)
MONTH: Column[date] = Column("mese", "", lambda day: day.month)


def test_a_row_is_made_section_by_section() -> None:
    sections = (Section(attrgetter("stop"), (YEAR, MONTH)), Section(attrgetter("start"), (DAY,)))
    assert [column.name for column in columns_of(sections)] == ["anno", "mese", "giorno"]
    row = row_maker(sections)(slice(date(2025, 3, 1), date(2026, 4, 2)))
    assert list(row.items()) == [("anno", 2026), ("mese", 4), ("giorno", date(2025, 3, 1))]


def test_records_are_rows_in_their_order() -> None:
    days = (date(2025, 3, 1), date(2024, 2, 1))
    assert rows_of(days, (MONTH, YEAR)) == ({"mese": 3, "anno": 2025}, {"mese": 2, "anno": 2024})


def test_a_row_is_found_by_name_in_any_block() -> None:
    row = Row(Block(("a", "b"), (1, None)), Block(("c",), ("x",)))
    assert (row["a"], row["b"], row["c"], len(row), list(row)) == (1, None, "x", 3, ["a", "b", "c"])
    with pytest.raises(KeyError):
        row["d"]


def test_what_recurs_is_made_and_written_once() -> None:
    made: list[int] = []

    def month(day: date) -> int:
        made.append(day.day)
        return day.month

    months: Column[date] = Column("mese", "", month)
    # The last month is like no other.
    sections = (
        Section(attrgetter("day"), (Column("numero", "", int),)),
        Section(date.replace, (months, YEAR), lambda day: (day.year, day.month) if day.month < 12 else None),
    )
    days = [(5, 1), (5, 2), (6, 3), (5, 4), (12, 5), (12, 6)]
    rows = [row_of(date(2025, *day)) for row_of in [row_maker(sections)] for day in days]
    assert made == [1, 3, 5, 6]
    assert [list(row.values()) for row in rows] == [[number, month, 2025] for month, number in days]
    assert rows[0].blocks[1] is rows[1].blocks[1] is rows[3].blocks[1]
    written: list[Block] = []

    def write(block: Block) -> str:
        written.append(block)
        return str(block.cells[0])

    def write_otherwise(block: Block) -> str:
        return f"<{write(block)}>"

    may, june = rows[0].blocks[1], rows[2].blocks[1]
    assert [block.written(write) for block in (may, june, may)] == ["5", "6", "5"]
    assert [block.written(write_otherwise) for block in (may, may)] == ["<5>", "<5>"]
    assert written == [may, june, may]


def test_blocks_side_by_side_are_written_as_one_would_be() -> None:
    apart = Row(Block(("a", "b"), ("x,y", None)), Block(("c",), (3,)))
    together = Row(Block(("a", "b", "c"), ("x,y", None, 3)))
    assert to_csv("abc", [apart]) == to_csv("abc", [together]) == 'a,b,c\r\n"x,y",,3\r\n'
    assert to_json([apart]) == to_json([together]) == '[\n{"a": "x,y", "b": null, "c": 3}\n]\n'
    assert sheet_rows([apart]) == sheet_rows([together])
