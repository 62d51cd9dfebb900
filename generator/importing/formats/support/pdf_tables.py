"""Tables of a PDF that have ruled lines.

Lengths are points, from the top left corner of the page.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from msgspec import Struct

from generator.importing.formats.support.pdf_text import Found, joined, lines_of, words_of

#: Height of what is left of a row that the page cut, at least.
_CUT_ROW = 5.0
#: Space between the edge of a cell and its text at most; a text in the middle of its cell has more.
_MAX_PADDING = 8.0
#: Edges of cells that are nearer to each other are one.
_SAME_EDGE = 2.0

#: Left, top, right and bottom of a cell.
_Box = tuple[float, float, float, float]


class CellBox(Struct, frozen=True):
    """A cell of a table: its first and last row and column, from 1, and its text.

    `is_open` cells have no line above or below: the page cut them.
    """

    top: int
    left: int
    bottom: int
    right: int
    text: str
    is_open: bool = False


class PageTable(Struct, frozen=True):
    """A table with ruled lines. `edges` are the places of its vertical lines."""

    cells: tuple[CellBox, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float


def closing_lines(page: Any) -> list[Found]:
    """Vertical lines at the ends of the horizontal ones of a table that is open at its sides.

    Without them the first and the last column would be in no cell.
    """
    from pdfplumber.table import merge_edges

    level: list[Found] = merge_edges(page.horizontal_edges, *[_SAME_EDGE] * 4)
    # The ends of a line that is drawn as an area are no lines.
    upright = [edge for edge in page.vertical_edges if edge["height"] > _CUT_ROW]
    closing: list[Found] = []
    groups: dict[tuple[int, int], list[Found]] = {}
    for edge in level:
        groups.setdefault((round(edge["x0"] / _SAME_EDGE), round(edge["x1"] / _SAME_EDGE)), []).append(edge)
    for group in groups.values():
        top, bottom = min(edge["top"] for edge in group), max(edge["top"] for edge in group)
        crossing = [edge for edge in upright if edge["bottom"] > top and edge["top"] < bottom]
        for side in (group[0]["x0"], group[0]["x1"]):
            is_open = all(abs(edge["x0"] - side) > _CUT_ROW for edge in crossing)
            if crossing and is_open and bottom > top:
                closing.append(_upright(side, top, bottom))
    return closing


def _upright(place: float, top: float, bottom: float) -> Found:
    box = {"x0": place, "x1": place, "top": top, "bottom": bottom, "height": bottom - top, "width": 0.0}
    return {**box, "object_type": "line", "orientation": "v"}


def ruled_table(
    boxes: Sequence[_Box], lines: Sequence[Found], letters: list[Found]
) -> tuple[PageTable, list[Found]]:
    """A table of cells, and the letters that are not in it. `lines` are the vertical ones of the page."""
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    rows = _with_cut_rows(rows, [line for line in lines if _distance(columns, line["x0"]) < _SAME_EDGE])
    missing = _missing_boxes(boxes, rows, columns)
    inside, outside = _divided(letters, [*boxes, *missing])
    cells = []
    for box, found in inside.items():
        texts = lines_of(words_of(found))
        # The space before the text is that after it.
        padding = min((line.left for line in texts), default=0) - box[0]
        text = joined(texts, box[2] - min(max(padding, 0), _MAX_PADDING))
        cells.append(
            CellBox(
                _index(rows, box[1]) + 1,
                _index(columns, box[0]) + 1,
                _index(rows, box[3]),
                _index(columns, box[2]),
                text,
                is_open=box in missing,
            )
        )
    return PageTable(tuple(cells), tuple(columns), rows[0], rows[-1]), outside


def _with_cut_rows(rows: list[float], lines: Sequence[Found]) -> list[float]:
    """The edges of rows with those that the page cut, where the lines between columns end."""
    above = [line["top"] for line in lines if line["top"] < rows[0] - _CUT_ROW < line["bottom"]]
    below = [line["bottom"] for line in lines if line["top"] < rows[-1] + _CUT_ROW < line["bottom"]]
    return [*([min(above)] if len(above) > 1 else []), *rows, *([max(below)] if len(below) > 1 else [])]


def _missing_boxes(boxes: Sequence[_Box], rows: Sequence[float], columns: Sequence[float]) -> list[_Box]:
    """The places of a grid without a cell, those below each other as one: a line is missing."""
    taken = {
        (row, column)
        for box in boxes
        for row in range(_index(rows, box[1]), _index(rows, box[3]))
        for column in range(_index(columns, box[0]), _index(columns, box[2]))
    }
    missing: list[_Box] = []
    for column, (left, right) in enumerate(pairwise(columns)):
        free = [row for row in range(len(rows) - 1) if (row, column) not in taken]
        for _, group in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            run = [row for _, row in group]
            missing.append((left, rows[run[0]], right, rows[run[-1] + 1]))
    return missing


def _edges(places: Iterable[float]) -> list[float]:
    """The places of lines, those that are nearly the same as one."""
    edges: list[float] = []
    for place, _ in groupby(sorted(places)):
        if not edges or place - edges[-1] > _SAME_EDGE:
            edges.append(place)
    return edges


def _distance(edges: Sequence[float], place: float) -> float:
    return min(abs(edge - place) for edge in edges)


def _index(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))


def _divided(letters: list[Found], boxes: Iterable[_Box]) -> tuple[dict[_Box, list[Found]], list[Found]]:
    """The letters in each cell of a table, and those in none."""
    inside: dict[_Box, list[Found]] = {box: [] for box in boxes}
    left, top = min(box[0] for box in inside), min(box[1] for box in inside)
    right, bottom = max(box[2] for box in inside), max(box[3] for box in inside)
    outside: list[Found] = []
    for letter in letters:
        across, down = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
        # Most letters of a page are in no cell of a table.
        near = inside if left <= across <= right and top <= down <= bottom else ()
        box = next((box for box in near if box[0] <= across <= box[2] and box[1] <= down <= box[3]), None)
        (inside[box] if box else outside).append(letter)
    return inside, outside
