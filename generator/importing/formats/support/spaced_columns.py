"""Tables whose columns are set apart by spaces, with or without rules of `=` or `-` between rows."""

import re
from collections.abc import Sequence

from msgspec import Struct

_CELL = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"\s*(?:={2,}|-{2,})(?:\s+(?:={2,}|-{2,}))+\s*")
#: Fewest columns, and rows below the header.
_MIN_COLUMNS = 3
_MIN_ROWS = 2


class _Part(Struct, frozen=True):
    """A text within a line, with the places of its first letter and after its last."""

    start: int
    end: int
    text: str


def with_tabs(lines: Sequence[str]) -> list[str]:
    """The lines, those of tables with tabs between their cells."""
    found = list(lines)
    position = 0
    while position < len(lines):
        rows = _rows(lines, position)
        for offset, row in enumerate(rows):
            found[position + offset] = row
        position += len(rows) or 1
    return found


def _rows(lines: Sequence[str], start: int) -> list[str]:
    """The lines of the table that begins at a line, with tabs; none if it is no table."""
    header: list[_Part] = []
    rows: list[str] = []
    count = 0
    for line in lines[start:]:
        if not line.strip() or "\t" in line or "|" in line:
            break
        parts = [_Part(match.start(), match.end(), match[0]) for match in _CELL.finditer(line)]
        if _RULE.fullmatch(line):
            if rows and not header:
                return []
            rows.append("\t".join("--" for _ in header) if len(rows) < 3 else "\t" * (len(header) - 1))
            continue
        if not header:
            if len(parts) < _MIN_COLUMNS:
                return []
            header = parts
            rows.append("\t".join(part.text for part in parts))
            continue
        cells = _placed(parts, header)
        if cells is None:
            break
        count += len(parts) > 1
        rows.append("\t".join(cells) or "")
    if rows and not rows[-1].strip():
        rows[-1] = ""
    return rows if count >= _MIN_ROWS else []


def _placed(parts: Sequence[_Part], header: Sequence[_Part]) -> list[str] | None:
    """The cells of a row below the headings; `None` if it does not stand in their columns."""
    cells = [""] * len(header)
    ends = [part.start for part in header[1:]] + [10**9]
    aligned = 0
    for part in parts:
        index = next(
            (
                number
                for number, heading in enumerate(header)
                if part.start < max(heading.end, ends[number] - 1) and part.end > heading.start
            ),
            None,
        )
        if index is None or cells[index]:
            return None
        # A text that goes on under the next heading is no cell of this one.
        if index + 1 < len(header) and part.end > header[index + 1].start:
            return None
        aligned += part.start == header[index].start or part.end == header[index].end
        cells[index] = part.text
    return cells if 2 * aligned >= len(parts) else None
