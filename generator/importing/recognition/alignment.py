"""Alignment of headings and cells: tables whose values do not stand below their headings."""

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.cells import Located
from generator.importing.recognition.column_roles import Column, Row, texts_of
from generator.importing.recognition.headings import is_sign
from generator.importing.recognition.roles import VALUE_ROLES, Heading, Role

SHIFTED_CELLS = (
    "le caselle della riga non stanno sotto le loro intestazioni, e sono state lette nel loro ordine"
)
#: Longest text of a value, in characters.
_LONGEST_VALUE = 40


def move_headings(columns: Sequence[Column], body: Sequence[Row]) -> tuple[list[Column], bool]:
    """The columns with those of signs found, and whether headings were moved over columns of other ones.

    A heading over signs belongs to the blank one beside it; where none is, it and those after it each belong
    to the column at their right.
    """
    found = list(columns)
    is_shifted = False
    for index, column in enumerate(columns):
        texts = texts_of(body, index)
        only_signs = all(is_sign(text) for text in texts)
        if found[index].heading.text and column.role in VALUE_ROLES and only_signs:
            if _spans(found, index) or _move_beside(found, index, body):
                found[index] = replace(column, heading=Heading("", Role.CONDITION), sign="")
            elif texts and _shift(found, index, body):
                is_shifted = True
            elif texts:
                found[index] = replace(column, heading=Heading("", Role.CONDITION), sign="")
        elif not found[index].heading.text and texts and only_signs:
            found[index] = replace(found[index], heading=Heading("", Role.CONDITION))
    return found, is_shifted


def _spans(columns: Sequence[Column], index: int) -> bool:
    """Whether a heading without a year stands over those of years at its right."""
    heading = columns[index].heading
    beside = columns[index + 1].heading if index + 1 < len(columns) else Heading("")
    return not heading.year and beside.role is heading.role and bool(beside.year)


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
    """The columns, those of baselines of a later year among the targets as targets, and these headings."""
    found: list[Column] = []
    late: list[str] = []
    first = 0
    for column in columns:
        heading = column.heading
        if column.role is Role.TARGET and heading.year:
            first = first or heading.year
        elif column.role is Role.BASELINE and first and heading.year > first:
            late.append(heading.text)
            column = replace(column, heading=replace(heading, role=Role.TARGET, is_certain=False))
        found.append(column)
    return found, tuple(late)


def align(
    cells: Sequence[Located], columns: Sequence[Column], is_weight: Callable[[str], bool]
) -> tuple[tuple[Located, ...], tuple[str, ...]]:
    """A row with its values under their headings, and what was guessed.

    Values that do not stand under headings are read in their order. `is_weight` tells whether other rows have
    a text as their weight.
    """
    start = next((one.index for one in columns if one.role in VALUE_ROLES), len(columns))
    headed = [one.index for one in columns if one.index >= start and _is_headed(one)]
    filled = [cell for cell in cells[start:] if cell.text and not is_sign(cell.text)]
    weight = next(
        (one.index for one in columns if one.role is Role.WEIGHT and headed[-1:] == [one.index]), -1
    )
    if _is_shifted(cells, filled, headed, weight):
        signed = [_signed(cell, cells[start : cell.column], columns) for cell in filled]
        has_weight = weight >= 0 and (len(filled) >= len(headed) or is_weight(filled[-1].text))
        last = {weight: signed.pop()} if has_weight else {}
        values = [index for index in headed if index != weight]
        placed = dict(zip(values, signed, strict=False)) | last
        guesses = (SHIFTED_CELLS, *_other_count(columns, placed, signed[len(values) :]))
        return _placed(cells, placed, columns), guesses
    is_below_target = len(filled) > 1 and columns[filled[-1].column].role is Role.TARGET
    if weight >= 0 and is_below_target and not cells[weight].text and is_weight(filled[-1].text):
        placed = {cell.column: cell for cell in filled[:-1]} | {weight: filled[-1]}
        return _placed(cells, placed, columns), _other_count(columns, placed, ())
    return tuple(cells), ()


def _is_shifted(
    cells: Sequence[Located], filled: Sequence[Located], headed: Sequence[int], weight: int
) -> bool:
    """Whether values stand under no heading, and a heading has no value, or that of weights another."""
    outside = [cell for cell in filled if cell.column not in headed]
    lacking = any(not cells[index].text or is_sign(cells[index].text) for index in headed)
    if weight >= 0 and outside and outside[-1].text.endswith("%"):
        lacking = lacking or "%" not in cells[weight].text
    return lacking and bool(outside) and all(_is_value(cell.text) for cell in outside)


def _is_value(text: str) -> bool:
    """Whether a text can be a value, and is no comment."""
    return len(text) <= _LONGEST_VALUE and bool(
        re.search(r"\d", text) or is_absent(text) or text.casefold() in ("si", "sì", "no")
    )


def _other_count(
    columns: Sequence[Column], placed: Mapping[int, Located], extra: Sequence[Located]
) -> tuple[str, ...]:
    """What is said of a row that has more or fewer values than years."""
    if extra:
        listed = ", ".join(f"«{cell.line}»" for cell in extra)
        return (f"la riga ha più valori che anni: restano senza anno {listed}",)
    targets = [one for one in columns if one.role is Role.TARGET]
    names = [str(one.heading.year or one.heading.text) for one in targets]
    given = [name for name, one in zip(names, targets, strict=True) if one.index in placed]
    missing = [name for name in names if name not in given]
    if not missing or not given:
        return ()
    count = "un valore" if len(given) == 1 else f"{len(given)} valori"
    filled, without = (" e ".join(f"al {name}" for name in some) for some in (given, missing))
    return (
        f"la riga ha {count} per i {len(names)} anni dell'intestazione ({', '.join(names)}): "
        f"qui, nell'ordine, vanno {filled}, e nessuno {without}",
    )


def _signed(cell: Located, before: Sequence[Located], columns: Sequence[Column]) -> Located:
    """A value with the sign at its left, unless that stands in a column of signs."""
    sign = before[-1] if before else None
    if sign is None or not is_sign(sign.text) or columns[sign.column].role is Role.CONDITION:
        return cell
    return replace(cell, text=f"{sign.text} {cell.text}")


def _is_headed(column: Column) -> bool:
    return bool(column.heading.text) and column.role is not Role.CONDITION


def _placed(
    cells: Sequence[Located], values: Mapping[int, Located], columns: Sequence[Column]
) -> tuple[Located, ...]:
    """The row with these values; signs in columns of signs stay where they are."""
    start = min(values)
    found = []
    for index, cell in enumerate(cells):
        if index in values:
            found.append(replace(values[index], column=index))
        elif index >= start and not (is_sign(cell.text) and columns[index].role is Role.CONDITION):
            found.append(replace(cell, text=""))
        else:
            found.append(cell)
    return tuple(found)
