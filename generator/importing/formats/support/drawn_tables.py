"""Tables that are drawn in a text, as in reStructuredText: `+---+---+` between rows, `|` between cells."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_RULE = re.compile(r"\s*\+(?:[-=]+\+)+\s*")
_ITEM = re.compile(r"[-*•]\s")


def drawn_rows(lines: Sequence[str], start: int) -> list[str]:
    """The lines of the table that begins at a line; none if it is no table."""
    if not _RULE.fullmatch(lines[start]):
        return []
    found = []
    for line in lines[start:]:
        if not line.lstrip().startswith(("+", "|")):
            break
        found.append(line)
    return found


def drawn_cells(lines: Sequence[str]) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
    """The rows of a table: the number of its first line, from 0, and its cells.

    A cell is its first and its last column, from 0, and its text.
    """
    edges = [match.start() for match in re.finditer(r"\+", lines[0])]
    row: list[str] = []
    for number, line in enumerate(lines):
        if not _RULE.fullmatch(line):
            row.append(line)
        elif row:
            yield number - len(row), _cells(row, edges)
            row = []


def _cells(lines: Sequence[str], edges: Sequence[int]) -> list[tuple[int, int, str]]:
    """The cells of a row. A cell without a bar at an edge goes on to the next."""
    bars = [
        number
        for number, edge in enumerate(edges)
        if all(line[edge : edge + 1] in {"|", "+"} for line in lines)
    ]
    cells = []
    for first, after in pairwise(bars):
        parts = [line[edges[first] + 1 : edges[after]].strip() for line in lines]
        cells.append((first, after - 1, _text(parts)))
    return cells


def _text(parts: Sequence[str]) -> str:
    """The lines of a cell, which were folded at its width; items and paragraphs begin anew."""
    text = ""
    for part in parts:
        if not part or _ITEM.match(part):
            text = f"{text.rstrip()}\n{part}" if text.strip() else part
        else:
            text += part if not text or text.endswith("\n") else f" {part}"
    return text.strip("\n")
