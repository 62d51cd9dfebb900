"""Alignment of headings and cells: tables whose values do not stand below their headings."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from generator.importing.recognition.cells import Located
from generator.importing.recognition.column_roles import Column, Row, texts_of
from generator.importing.recognition.headings import is_sign
from generator.importing.recognition.roles import VALUE_ROLES, Heading, Role

SHIFTED_HEADINGS = "le caselle non stanno sotto le loro intestazioni, e sono state lette nel loro ordine"
SHIFTED_CELLS = (
    "le caselle della riga non stanno sotto le loro intestazioni, e sono state lette nel loro ordine"
)


def move_headings(columns: Sequence[Column], body: Sequence[Row]) -> tuple[list[Column], tuple[str, ...]]:
    """The columns with those of signs found, and what was guessed.

    A heading over signs belongs to the blank one beside it; where none is, it and those after it each belong
    to the column at their right.
    """
    found = list(columns)
    guesses: tuple[str, ...] = ()
    for index, column in enumerate(columns):
        texts = texts_of(body, index)
        only_signs = all(is_sign(text) for text in texts)
        if found[index].heading.text and column.role in VALUE_ROLES and only_signs:
            if _move_beside(found, index, body):
                found[index] = replace(column, heading=Heading("", Role.CONDITION), sign="")
            elif texts and _shift(found, index, body):
                guesses = (SHIFTED_HEADINGS,)
            elif texts:
                found[index] = replace(column, heading=Heading("", Role.CONDITION), sign="")
        elif not found[index].heading.text and texts and only_signs:
            found[index] = replace(found[index], heading=Heading("", Role.CONDITION))
    return found, guesses


def _move_beside(columns: list[Column], index: int, body: Sequence[Row]) -> bool:
    """Move a heading to a column without one beside it, if there is one with texts."""
    for beside in (index + 1, index - 1):
        if 0 <= beside < len(columns) and not columns[beside].heading.text and texts_of(body, beside):
            columns[beside] = replace(
                columns[beside], heading=columns[index].heading, sign=columns[index].sign
            )
            return True
    return False


def _shift(columns: list[Column], index: int, body: Sequence[Row]) -> bool:
    """Move a heading and those after it to the right, up to the next column that has none but has texts."""
    blank = next(
        (
            other
            for other in range(index + 1, len(columns))
            if not columns[other].heading.text and columns[other].role is Role.UNKNOWN
        ),
        0,
    )
    if not blank or not texts_of(body, blank):
        return False
    for other in range(blank, index, -1):
        columns[other] = replace(columns[other - 1], index=other)
    columns[index] = Column(index, Heading("", Role.CONDITION), hidden=columns[index].hidden)
    return True


def late_baselines(columns: Sequence[Column]) -> tuple[list[Column], tuple[str, ...]]:
    """The columns, those of baselines of a year of the plan among the targets as targets, and the guesses."""
    found: list[Column] = []
    guesses: list[str] = []
    first = 0
    for column in columns:
        heading = column.heading
        if column.role is Role.TARGET and heading.year:
            first = first or heading.year
        elif column.role is Role.BASELINE and first and heading.year > first:
            guesses.append(f"«{heading.text}» sta fra i traguardi, ed è stato letto come uno di essi")
            column = replace(column, heading=replace(heading, role=Role.TARGET, is_certain=False))
        found.append(column)
    return found, tuple(guesses)


def align(
    cells: Sequence[Located], columns: Sequence[Column], is_weight: Callable[[str], bool]
) -> tuple[tuple[Located, ...], tuple[str, ...]]:
    """A row with its values under their headings, and what was guessed.

    `is_weight` tells whether other rows have a text as their weight.
    """
    start = next((one.index for one in columns if one.role in VALUE_ROLES), len(columns))
    headed = [one.index for one in columns if one.index >= start and _is_headed(one)]
    filled = [cell for cell in cells[start:] if cell.text and not is_sign(cell.text)]
    places = {cell.column for cell in filled}
    if places - set(headed) and len(filled) == len(headed):
        return _placed(cells, dict(zip(headed, filled, strict=True)), start), (SHIFTED_CELLS,)
    weights = [one.index for one in columns if one.role is Role.WEIGHT]
    last = filled[-1] if filled else None
    if len(weights) == 1 and last is not None and not cells[weights[0]].text and len(filled) > 1:
        is_target = last.column < len(columns) and columns[last.column].role is Role.TARGET
        if is_target and is_weight(last.text):
            moved = {one: cells[one] for one in headed if one != last.column} | {weights[0]: last}
            guess = f"la riga ha un valore di meno, e l'ultimo, «{last.line}», è stato letto come il suo peso"
            return _placed(cells, moved, start), (guess,)
    return tuple(cells), ()


def _is_headed(column: Column) -> bool:
    return bool(column.heading.text) and column.role is not Role.CONDITION


def _placed(
    cells: Sequence[Located], values: dict[int, Located], start: int
) -> tuple[Located, ...]:
    """The row with these values; signs stay where they are."""
    found = []
    for index, cell in enumerate(cells):
        if index in values:
            found.append(replace(values[index], column=index))
        elif index >= start and not is_sign(cell.text):
            found.append(replace(cell, text=""))
        else:
            found.append(cell)
    return tuple(found)
