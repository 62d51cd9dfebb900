"""Header and rows of a table of indicators.

A row is read by the form of its cells, since in real documents columns are shifted and cells are missing.
From the left it has name, type, unit and baseline; the last cell is the weight; between them are the
condition, alone or before a value, and the targets. The header is used only for the years.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.importing.readers.plan_document.lines import Line, clean
from generator.importing.readers.plan_document.sheets import Sheet
from generator.plan.conditions import SYMBOLS
from generator.plan.errors import ValueProblem
from generator.plan.units import Unit, read_value
from generator.plan.values import Value

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_WEIGHT = re.compile(r"\d{1,3}(?:,\d+)? ?%")
#: Longest symbols first, so that `>=` is not read as `>`.
_CONDITION = re.compile("(" + "|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True)) + r")\s*(.*)")
_NAME, _TYPE, _UNIT, _BASELINE = range(4)


class TableHeader(Struct, frozen=True):
    """Years in the header of a table, and what in it does not match the rows.

    `misnamed` columns are called baseline («Stato 2026») but contain targets; `leftovers` are
    conditions in the header; `starred` columns have the asterisk of a footnote. `weight_column` is -1
    if there is none.
    """

    baseline_year: str
    target_years: tuple[str, ...]
    misnamed: tuple[str, ...]
    leftovers: tuple[str, ...]
    starred: tuple[str, ...]
    weight_column: int


class Row(Struct, frozen=True):
    """A row: cells without markup, but for `name_cell`, where bold separates name and formula."""

    line: int
    name_cell: str
    type: str
    unit: str
    baseline: str
    condition: str
    targets: tuple[str, ...]
    weight: str
    weight_column: int


class IndicatorTable(Struct, frozen=True):
    """A table of indicators, from `line` to `last_line` of the document."""

    line: int
    last_line: int
    header: TableHeader
    rows: tuple[Row, ...]


class Years(Struct, frozen=True):
    """Baseline year and target years."""

    baseline: str
    targets: tuple[str, ...]


def read_tables(sheet: Sheet) -> tuple[IndicatorTable, ...]:
    """The tables of a sheet, in order."""
    return tuple(
        IndicatorTable(
            table.header[0].number,
            (table.rows or table.header)[-1].number,
            read_header(table.header),
            tuple(read_row(line) for line in table.rows),
        )
        for table in sheet.tables
    )


def cell_value(text: str, unit: Unit) -> Value | None:
    """The value of a cell; `None` if it is empty or unreadable."""
    try:
        return read_value(text, unit) if text else None
    except ValueProblem:
        return None


def read_header(lines: Sequence[Line]) -> TableHeader:
    """The header of a table, on one or more lines."""
    first_line = [clean(cell) for cell in lines[0].cells]
    cells = first_line + [clean(cell) for line in lines[1:] for cell in line.cells]
    dated = [(cell, year[0]) for cell in cells if (year := _YEAR.search(cell))]
    baseline = next((year for cell, year in dated if _is_baseline(cell)), "")
    targets = [(cell, year) for cell, year in dated if not (_is_baseline(cell) and year == baseline)]
    return TableHeader(
        baseline_year=baseline,
        target_years=tuple(dict.fromkeys(year for _, year in targets)),
        misnamed=tuple(cell for cell, _ in targets if _is_baseline(cell)),
        leftovers=tuple(cell for cell in cells if cell in SYMBOLS),
        starred=tuple(cell for cell in cells if cell.endswith("*")),
        weight_column=next(
            (index for index, cell in enumerate(first_line) if cell.casefold().startswith("peso")), -1
        ),
    )


def read_row(line: Line) -> Row:
    """The row on a line; missing cells are empty."""
    cells = [clean(cell) for cell in line.cells]
    weight_column = len(cells) - 1
    weight = cells.pop() if len(cells) > _BASELINE and _WEIGHT.fullmatch(cells[-1]) else ""
    cells += [""] * (_BASELINE - len(cells))
    middle = cells[_BASELINE:]
    baseline = middle.pop(0) if middle and not _CONDITION.fullmatch(middle[0]) else ""
    condition, targets = _split_condition(middle)
    return Row(
        line.number, line.cells[_NAME], cells[_TYPE], cells[_UNIT], baseline, condition, targets, weight,
        weight_column if weight else -1,
    )  # fmt: skip


def targets_by_year(values: Sequence[str], years: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The targets by year, without empty cells, and the values in excess of the years.

    With a cell for every year, empty or not, cells match years; otherwise the values begin at the first year.
    """
    ordered = list(values) if len(values) == len(years) else [value for value in values if value]
    targets = {year: value for year, value in zip(years, ordered, strict=False) if value}
    return targets, tuple(ordered[len(years) :])


def _is_baseline(cell: str) -> bool:
    return cell.casefold().startswith("stato")


def _split_condition(middle: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    cells = list(middle)
    while cells and not cells[0] and any(cells):
        del cells[0]
    match = _CONDITION.fullmatch(cells[0]) if cells else None
    if match is None:
        return "", tuple(cells)
    symbol, value = match.groups()
    return symbol, tuple([value, *cells[1:]] if value else cells[1:])
