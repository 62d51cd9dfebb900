"""Tables of a PDF without vertical lines: columns are told by the white space that goes through all rows.

Lengths are points, from the top left corner of the page.
"""

from collections.abc import Sequence
from itertools import pairwise

from generator.importing.formats.support.pdf_tables import CellBox, PageTable
from generator.importing.formats.support.pdf_text import Line, Word, joined, lines_of

#: White space between two columns, and between two rows whose cells have several lines, and between the
#: lines of one table at most, as shares of the size of the letters.
_COLUMN_GAP = 1.0
_ROW_GAP = 0.5
_TABLE_GAP = 2.5

#: A row alone is no table.
_FEW_ROWS = 2

#: First and last place of a column.
_Span = tuple[float, float]


def column_tables(lines: Sequence[Line], rules: Sequence[float]) -> tuple[list[Line], list[PageTable]]:
    """The tables among lines, and the other lines. `rules` are the places of horizontal lines."""
    rest: list[Line] = []
    tables: list[PageTable] = []
    for group in _groups(lines):
        columns = _columns(group)
        rows = _rows(group, rules)
        # A line before or after a table may stand within its first column.
        filled = [number for number, row in enumerate(rows) if len(_columns(row)) > 1]
        if len(filled) < _FEW_ROWS:
            rest.extend(group)
            continue
        first, last = filled[0], filled[-1] + 1
        rest.extend(line for row in (*rows[:first], *rows[last:]) for line in row)
        tables.append(_table(rows[first:last], columns))
    return rest, tables


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that could be a table: those that have cells, or stand within the columns of those above."""
    groups: list[list[Line]] = []
    columns: list[_Span] = []
    for line in lines:
        group = groups[-1] if groups else []
        together = _merged([*columns, *_spans(line)], line.size)
        is_near = bool(group) and line.top - group[-1].bottom < _TABLE_GAP * line.size
        if is_near and len(together) > 1:
            group.append(line)
            columns = together
        else:
            groups.append([line])
            columns = _merged(_spans(line), line.size)
    return groups


def _columns(lines: Sequence[Line]) -> list[_Span]:
    """The columns of lines, parted by the white space that goes through all of them."""
    return _merged([span for line in lines for span in _spans(line)], min(line.size for line in lines))


def _spans(line: Line) -> list[_Span]:
    return [(word.left, word.right) for word in line.words]


def _merged(spans: Sequence[_Span], size: float) -> list[_Span]:
    """Spans as one where there is no gap of a column between them."""
    merged: list[_Span] = []
    for left, right in sorted(spans):
        if merged and left - merged[-1][1] < _COLUMN_GAP * size:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _rows(lines: Sequence[Line], rules: Sequence[float]) -> list[list[Line]]:
    """Lines by row: between two there is a rule or more white space; if there is none, each is a row."""
    rows = [[lines[0]]]
    for above, line in pairwise(lines):
        bottom = max(other.bottom for other in rows[-1])
        is_ruled = any(above.middle < rule < line.middle for rule in rules)
        if is_ruled or line.top - bottom > _ROW_GAP * line.size:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows if len(rows) > 1 else [[line] for line in lines]


def _table(rows: Sequence[Sequence[Line]], columns: Sequence[_Span]) -> PageTable:
    cells = []
    for number, row in enumerate(rows, 1):
        words: dict[int, list[Word]] = {}
        for word in (word for line in row for word in line.words):
            column = next(index for index, (_, right) in enumerate(columns, 1) if word.left <= right)
            words.setdefault(column, []).append(word)
        for column, found in sorted(words.items()):
            text = joined(lines_of(found), columns[column - 1][1])
            cells.append(CellBox(number, column, number, column, text))
    return PageTable(
        tuple(cells),
        tuple(left for left, _ in columns),
        min(line.top for line in rows[0]),
        max(line.bottom for line in rows[-1]),
    )
