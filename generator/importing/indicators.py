"""The tables of a sheet as indicators, each with its id and the doubts about its row."""

from collections.abc import Sequence

from msgspec import Struct

from generator.importing.checks import row_doubts, value_of
from generator.importing.doubts import Doubt
from generator.importing.lines import clean
from generator.importing.naming import Ground, Split, split_bold, split_plain
from generator.importing.sheets import Sheet
from generator.importing.slugs import indicator_ids
from generator.importing.tables import Head, Row, by_year, read_head, read_row
from generator.importing.yaml_text import Node
from generator.plan.conditions import STANDARD_SYMBOLS, Condition
from generator.plan.units import Unit, read_unit
from generator.plan.values import Day


class ReadTable(Struct, frozen=True):
    """A table with its head and rows read; `line` and `last_line` are where it stands."""

    line: int
    last_line: int
    head: Head
    rows: tuple[Row, ...]


class Years(Struct, frozen=True):
    """The years to fall back on where a table's head names none."""

    baseline: str
    targets: tuple[str, ...]


class _Indicator(Struct, frozen=True):
    row: Row
    split: Split
    head: Head


def read_tables(sheet: Sheet) -> tuple[ReadTable, ...]:
    """The tables of a sheet, in order."""
    return tuple(
        ReadTable(
            table.head[0].number,
            (table.rows or table.head)[-1].number,
            read_head(table.head),
            tuple(read_row(line) for line in table.rows),
        )
        for table in sheet.tables
    )


def indicators(
    code: str, tables: Sequence[ReadTable], names: frozenset[str], years: Years
) -> tuple[list[dict[str, Node]], list[Doubt]]:
    """The indicators of an objective as they are written to its file, and the doubts about their rows."""
    found = [
        _Indicator(row, split_bold(row.name_cell) or split_plain(clean(row.name_cell), names), table.head)
        for table in tables
        for row in table.rows
    ]
    ids = indicator_ids([(each.split.name, each.split.formula, each.row.unit) for each in found])
    records: list[dict[str, Node]] = []
    doubts: list[Doubt] = []
    first_line: dict[str, int] = {}
    for each, identity in zip(found, ids, strict=True):
        placed, extra = by_year(each.row.targets, each.head.target_years or years.targets)
        texts = row_doubts(each.row, each.split, each.head.baseline_year or years.baseline, placed, extra)
        texts += _year_doubts(each.row, placed, each.head.target_years or years.targets)
        same = first_line.setdefault(clean(each.row.name_cell), each.row.line)
        if same != each.row.line:
            texts.append(f"il testo dell'indicatore è lo stesso della riga {same}")
        about = [Doubt(each.row.line, text, code, identity) for text in texts]
        records.append(_record(each, identity, placed, years, about))
        doubts += about
        if each.split.ground not in (Ground.BOLD, Ground.WHOLE):
            text = f"senza grassetto: nome «{each.split.name}», formula «{each.split.formula}»"
            doubts.append(Doubt(each.row.line, text, code, identity, noted=False))
    return records, doubts


def condition_word(symbol: str, *, dated: bool) -> str:
    """The word that editors write for a symbol; one that has no usual word stays as it is."""
    if dated and symbol == STANDARD_SYMBOLS[Condition.BY]:
        return Condition.BY.value
    return next((word.value for word, usual in STANDARD_SYMBOLS.items() if usual == symbol), symbol)


def _record(
    each: _Indicator, identity: str, placed: dict[str, str], years: Years, doubts: Sequence[Doubt]
) -> dict[str, Node]:
    row = each.row
    dated = read_unit(row.unit) is Unit.DATE or any(
        isinstance(value_of(t, row.unit), Day) for t in placed.values()
    )
    record: dict[str, Node] = {"id": identity, "nome": each.split.name}
    if each.split.formula:
        record["formula"] = each.split.formula
    record |= {"tipologia": row.type, "unita": row.unit}
    if row.condition:
        record["condizione"] = condition_word(row.condition, dated=dated)
    if row.baseline:
        record["stato"] = {each.head.baseline_year or years.baseline: row.baseline}
    record |= {"target": placed, "peso": row.weight}
    if doubts:
        record["note_redazionali"] = [doubt.note for doubt in doubts]
    return record


def _year_doubts(row: Row, placed: dict[str, str], years: Sequence[str]) -> list[str]:
    empty = [year for year in years if year not in placed]
    if not placed or not empty:
        return []
    if len(row.targets) == len(years):
        return [f"la casella del target {', '.join(empty)} è vuota"]
    given = "un valore" if len(placed) == 1 else f"{len(placed)} valori"
    taken, left = (" e ".join(f"al {year}" for year in some) for some in (placed, empty))
    return [
        f"la riga ha {given} per i {len(years)} anni dell'intestazione ({', '.join(years)}): "
        f"qui, nell'ordine, vanno {taken}, e nessuno {left}"
    ]
