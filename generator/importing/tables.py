"""The head and the rows of a table of indicators, read by shape: columns shift, cells go missing.

From the left a row has name, kind, unit and baseline; from the right, its weight; in between the
condition, alone or before the value, and the targets. The head only tells the years.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.importing.lines import Line, clean
from generator.plan.conditions import SYMBOLS

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_WEIGHT = re.compile(r"\d{1,3}(?:,\d+)? ?%")
#: Symbols first, longest first, so that `>=` is not read as `>`.
_CONDITION = re.compile("(" + "|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True)) + r")\s*(.*)")
_NAME, _TYPE, _UNIT, _BASELINE = range(4)


class Head(Struct, frozen=True):
    """What the head of a table tells: years, and what in it does not match the rows.

    `misnamed` are columns called baseline («Stato 2026») that hold targets; `leftovers` are
    conditions without a row; `starred` are columns with a footnote's asterisk.
    """

    baseline_year: str
    target_years: tuple[str, ...]
    misnamed: tuple[str, ...]
    leftovers: tuple[str, ...]
    starred: tuple[str, ...]
    weight_column: int


class Row(Struct, frozen=True):
    """A row, its cells to the letter. `name_cell` keeps its markup: name and formula are still one."""

    line: int
    name_cell: str
    type: str
    unit: str
    baseline: str
    condition: str
    targets: tuple[str, ...]
    weight: str
    weight_column: int


def read_head(lines: Sequence[Line]) -> Head:
    """Read the head of a table, on one line or on more."""
    first = [clean(cell) for cell in lines[0].cells]
    cells = first + [clean(cell) for line in lines[1:] for cell in line.cells]
    dated = [(cell, year[0]) for cell in cells if (year := _YEAR.search(cell))]
    baseline = next((year for cell, year in dated if _is_baseline(cell)), "")
    targets = [(cell, year) for cell, year in dated if not (_is_baseline(cell) and year == baseline)]
    return Head(
        baseline_year=baseline,
        target_years=tuple(dict.fromkeys(year for _, year in targets)),
        misnamed=tuple(cell for cell, _ in targets if _is_baseline(cell)),
        leftovers=tuple(cell for cell in cells if cell in SYMBOLS),
        starred=tuple(cell for cell in cells if cell.endswith("*")),
        weight_column=next(
            (index for index, cell in enumerate(first) if cell.casefold().startswith("peso")), -1
        ),
    )


def read_row(line: Line) -> Row:
    """Read a row by its shape; what it has not stays empty."""
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


def by_year(values: Sequence[str], years: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The targets by year, without empty cells, and those for which there is no year.

    Where an empty cell keeps its place the others keep theirs; otherwise values count from the first year.
    """
    kept = list(values) if len(values) == len(years) else [value for value in values if value]
    placed = {year: value for year, value in zip(years, kept, strict=False) if value}
    return placed, tuple(kept[len(years) :])


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
