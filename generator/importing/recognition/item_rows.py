"""Rows whose cells list several indicators, one below the other, as a row for each of them."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from generator.importing.recognition.body_rows import BodyRow
from generator.importing.recognition.columns import Header
from generator.importing.recognition.roles import VALUE_ROLES, Role

_MARKED = re.compile(r"(?:\d{1,2}[.)]|[a-z]\)|[-–•·▪])\s*(\S.*)")
_LISTED = VALUE_ROLES | {Role.NAME, Role.FORMULA, Role.UNIT, Role.WEIGHT, Role.TYPE, Role.CONDITION}


def divided(row: BodyRow, header: Header) -> tuple[BodyRow, ...]:
    """The rows of the indicators that a row lists; the row itself where it is of one.

    Names, targets and weights, or starting points, must be lists of the same length: a list of names and
    dates alone has the steps of one indicator.
    """
    names = header.having(Role.NAME)
    items = {one.index: _items(row.cells[one.index].text) for one in header.having(*_LISTED)}
    count = len(_marked(row.cells[names[0].index].text)) if names else 0
    targets = [one.index for one in header.having(Role.TARGET) if row.cells[one.index].text]
    others = [one.index for one in header.having(Role.WEIGHT, Role.BASELINE) if row.cells[one.index].text]
    if count < 2 or not targets or not others:
        return (row,)
    if any(len(items[index]) != count for index in (*targets, *others)):
        return (row,)
    guess = f"la casella ha {count} indicatori: la riga è stata divisa"
    return tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, text=items[index][number], raw="", value=None)
                if len(items.get(index, ())) == count
                else cell
                for index, cell in enumerate(row.cells)
            ),
            guesses=(*row.guesses, guess),
        )
        for number in range(count)
    )


def _marked(text: str) -> Sequence[str]:
    """The items of a list; empty for a text that is none."""
    found = [_MARKED.fullmatch(line) for line in text.split("\n") if line]
    return [match[1] for match in found if match] if all(found) else []


def _items(text: str) -> Sequence[str]:
    """The items of a list, or else the lines of a text."""
    return _marked(text) or [line for line in text.split("\n") if line]
