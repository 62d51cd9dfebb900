"""Indicators of an objective: the rows of its tables as the content of its file, with ids and doubts."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.importing.imported_plan import Doubt
from generator.importing.readers.plan_document.doubts import row_doubts
from generator.importing.readers.plan_document.lines import clean
from generator.importing.readers.plan_document.tables import (
    IndicatorTable,
    Row,
    Years,
    cell_value,
    targets_by_year,
)
from generator.importing.recognition.name_split import NameSplit, split_bold, split_plain
from generator.importing.slugs import indicator_ids
from generator.importing.yaml_text import Node
from generator.plan import units
from generator.plan.conditions import STANDARD_SYMBOLS, Condition
from generator.plan.units import read_unit
from generator.plan.values import Day


class _Indicator(Struct, frozen=True):
    row: Row
    split: NameSplit
    years: Years


def indicators(
    code: str, tables: Sequence[IndicatorTable], names: frozenset[str], years: Years
) -> tuple[list[dict[str, Node]], list[Doubt]]:
    """The contents of the indicators of the objective with this code, and the doubts about their rows.

    `names` are the names of indicators known from the whole document; `years` are used where the header of a
    table has none.
    """
    found = [
        _Indicator(
            row,
            split_bold(row.name_cell) or split_plain(clean(row.name_cell), names),
            Years(table.header.baseline_year or years.baseline, table.header.target_years or years.targets),
        )
        for table in tables
        for row in table.rows
    ]
    ids = indicator_ids([(each.split.name, each.split.formula, each.row.unit) for each in found])
    contents: list[dict[str, Node]] = []
    doubts: list[Doubt] = []
    first_lines: dict[str, int] = {}
    for each, indicator_id in zip(found, ids, strict=True):
        first_line = first_lines.setdefault(clean(each.row.name_cell), each.row.line)
        about_row = row_doubts(
            each.row, each.split, each.years, first_line, objective=code, indicator=indicator_id
        )
        contents.append(_content(each, indicator_id, [doubt.note for doubt in about_row if doubt.noted]))
        doubts += about_row
    return contents, doubts


def condition_word(symbol: str, *, dated: bool) -> str:
    """The Italian word for a symbol (`dated` where the targets are dates); an unusual symbol is unchanged."""
    if dated and symbol == STANDARD_SYMBOLS[Condition.BY]:
        return Condition.BY.value
    return next((word.value for word, usual in STANDARD_SYMBOLS.items() if usual == symbol), symbol)


def _content(indicator: _Indicator, indicator_id: str, notes: Sequence[str]) -> dict[str, Node]:
    row, split = indicator.row, indicator.split
    targets, _ = targets_by_year(row.targets, indicator.years.targets)
    content: dict[str, Node] = {"id": indicator_id, "nome": split.name}
    if split.formula:
        content["formula"] = split.formula
    content |= {"tipologia": row.type, "unita": row.unit}
    if row.condition:
        content["condizione"] = condition_word(row.condition, dated=_is_dated(row, targets))
    if row.baseline:
        content["stato"] = {indicator.years.baseline: row.baseline}
    content |= {"target": targets, "peso": row.weight}
    if notes:
        content["note_redazionali"] = notes
    return content


def _is_dated(row: Row, targets: Mapping[str, str]) -> bool:
    unit = read_unit(row.unit)
    return unit == units.DATE or any(isinstance(cell_value(text, unit), Day) for text in targets.values())
