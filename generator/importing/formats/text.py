"""Plain text, reStructuredText and Markdown: paragraphs, headings, lists, and rows with tabs or bars.

Markup within a line is left as it is. A row is as long as the longest of its table.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from generator.importing.formats.support.drawn_tables import drawn_cells, drawn_rows
from generator.importing.formats.support.files import clean, decode, read_document
from generator.importing.formats.support.grids import (
    Position,
    Range,
    grid_rows,
    place_in_document,
    too_many_cells,
)
from generator.importing.formats.support.limits import MAX_CELLS, MAX_LINES
from generator.importing.formats.support.running_text import Block, padded, text_tables
from generator.importing.formats.support.spaced_columns import with_tabs
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Cell, Table, TableFormat

#: Bar between cells, not after a backslash.
_BAR = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"\s*:?-{2,}:?\s*|\s*:?={2,}:?\s*")
_ATX_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
#: A line below a title, of one sign.
_UNDERLINE = re.compile(r"([=\-~^\"'`.*+#_:])\1{2,}")
_ITEM = re.compile(r"(\s*)([-*+•▪◦●○■–])\s+(?=\S)(.*)")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: Widths at which programs fold a text: the longest line is not shorter or longer.
_MIN_FOLD = 40
_MAX_FOLD = 120
#: Fewer lines that are followed by another may be folded by chance.
_FEW_PAIRS = 3
#: Share of the line ends within paragraphs that are where the text was folded, in a text that is.
_FOLDED = 0.8


class _Line(Struct, frozen=True):
    """A line of a document. `number` is its own, from 1."""

    text: str
    number: int

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @property
    def cells(self) -> list[str]:
        """The cells of a row; none for a line that is no row."""
        if "\t" in self.text.strip() or (self.text.count("\t") > 1 and self.text.endswith("\t")):
            return self.text.split("\t")
        return _BAR.split(_without_outer_bars(self.text.strip())) if _BAR.search(self.text) else []

    @property
    def is_rule(self) -> bool:
        """Whether the line is the rule below the header of a table."""
        cells = self.cells
        return (
            len(cells) > 1
            and all(_RULE_CELL.fullmatch(cell) or not cell.strip() for cell in cells)
            and any(cell.strip() for cell in cells)
        )


def read_text(path: Path) -> tuple[Table, ...]:
    """The tables and paragraphs of a text. Places are the numbers of its lines."""
    text = decode(read_document(path), path)
    texts = [line.rstrip(" \r") for line in text.split("\n")]
    if len(texts) > MAX_LINES:
        raise ImportingError(f"{path}: le righe sono più di 100.000: lasciare nel documento solo il piano")
    lines = [_Line(line, number) for number, line in enumerate(with_tabs(texts), 1)]
    if text.count("\t") + text.count("|") > MAX_CELLS:
        raise too_many_cells(path)
    # In reStructuredText a line that follows another always continues it.
    fold = 1 if path.suffix.lower() == ".rst" else _folding(lines)
    return text_tables(_blocks(lines, fold, path))


def _blocks(lines: list[_Line], fold: int, path: Path) -> Iterator[Block]:
    """Paragraphs, headings, items and tables. `fold` is the width at which the text is folded, or 0."""
    texts = [line.text for line in lines]
    underlines: list[str] = []
    indents: list[int] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        following = lines[position + 1] if position + 1 < len(lines) else _Line("", 0)
        if not line.text.strip():
            position += 1
        elif drawn := drawn_rows(texts, position):
            yield _drawn_table(drawn, line.number, path)
            position += len(drawn)
        elif line.cells:
            rows = _table_lines(lines, position)
            yield _table(rows)
            position += len(rows)
        elif heading := _ATX_HEADING.fullmatch(line.text.strip()):
            yield Cell(clean(heading[2]), _place(line), level=len(heading[1]))
            position += 1
        elif _is_underline(line, following):
            yield Cell(clean(line.text), _place(line), level=_heading_level(following.text[0], underlines))
            indents = []
            position += 2
        elif _UNDERLINE.fullmatch(line.text.strip()):
            # The line above a title, or a line across the page.
            position += 1
        else:
            after_row = position > 0 and bool(lines[position - 1].cells)
            item = None if after_row else _ITEM.fullmatch(line.text)
            count = _folded_lines(lines, position, fold, is_item=item is not None)
            text = " ".join(part.text.strip() for part in lines[position + 1 : position + count])
            if count == 1 and item is None and (bold := _bold_lines(lines, position)):
                yield Cell(clean("\n".join(part.text for part in bold)), _place(line))
                position += len(bold)
                continue
            if item:
                indents = [*(indent for indent in indents if indent < len(item[1])), len(item[1])]
                text = f"{item[3]} {text}" if text else item[3]
                yield Cell(clean(text), _place(line), level=len(indents), is_item=True)
            else:
                indents = [] if line.indent == 0 else indents
                yield Cell(clean(f"{line.text} {text}" if text else line.text), _place(line))
            position += count


def _folded_lines(lines: list[_Line], start: int, fold: int, *, is_item: bool) -> int:
    """Number of lines of a paragraph or an item, whose lines after the first continue it."""
    count = 1
    for position in range(start + 1, len(lines)):
        previous, line = lines[position - 1], lines[position]
        starts_anew = not line.text.strip() or line.cells or _ITEM.fullmatch(line.text)
        if starts_anew or _ATX_HEADING.fullmatch(line.text.strip()):
            break
        if is_item and line.indent <= lines[start].indent and not _is_folded(previous, line, fold):
            break
        if not is_item and not _is_folded(previous, line, fold):
            break
        count += 1
    # The last line may be the title of an underline.
    last = start + count
    if count > 1 and last < len(lines) and _is_underline(lines[last - 1], lines[last]):
        count -= 1
    return count


def _bold_lines(lines: list[_Line], start: int) -> list[_Line]:
    """The lines of a paragraph in bold from its first to its last; none for another paragraph."""
    if not lines[start].text.startswith("**") or lines[start].text.count("**") != 1:
        return []
    for position in range(start + 1, len(lines)):
        text = lines[position].text.strip()
        if not text or lines[position].cells or "**" in text:
            return lines[start : position + 1] if text.endswith("**") and text.count("**") == 1 else []
    return []


def _is_folded(line: _Line, following: _Line, fold: int) -> bool:
    """Whether the first word of the following line had no room in a line."""
    words = following.text.split(maxsplit=1)
    return bool(fold and words) and len(line.text) + 1 + len(words[0]) > fold


def _folding(lines: list[_Line]) -> int:
    """The width at which a text is folded; 0 where lines are not folded."""
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if line.text.strip()
        and following.text.strip()
        and not line.cells
        and not following.cells
        and not _ITEM.fullmatch(following.text)
        and not _UNDERLINE.fullmatch(following.text.strip())
        and not _UNDERLINE.fullmatch(line.text.strip())
    ]
    fold = max((len(line.text) for pair in pairs for line in pair), default=0)
    if len(pairs) < _FEW_PAIRS or not _MIN_FOLD <= fold <= _MAX_FOLD:
        return 0
    folded = sum(_is_folded(line, following, fold) for line, following in pairs)
    return fold if folded >= _FOLDED * len(pairs) else 0


def _is_underline(line: _Line, following: _Line) -> bool:
    """Whether a line is a title, and the following one the line below it."""
    mark = following.text.rstrip()
    return (
        bool(_UNDERLINE.fullmatch(mark))
        and len(mark) >= len(line.text.strip()) - 1
        and line.indent == 0
        and bool(re.search(r"\w", line.text))
    )


def _heading_level(mark: str, known: list[str]) -> int:
    """The level of a title by the sign below it: the first that a document uses is the highest."""
    if mark not in known:
        known.append(mark)
    return known.index(mark) + 1


def _drawn_table(lines: list[str], first: int, path: Path) -> Table:
    """A drawn table, whose first line has the number `first`."""
    cells: dict[Position, Cell] = {}
    merged: list[Range] = []
    for row, (offset, found) in enumerate(drawn_cells(lines), 1):
        for left, right, text in found:
            if shown := clean(text):
                cells[row, left + 1] = Cell(shown, f"riga {first + offset}")
            merged.append(((row, left + 1), (row, right + 1)))
    return Table(grid_rows(cells, merged, path, place_in_document))


def _table_lines(lines: list[_Line], start: int) -> list[_Line]:
    """The rows of a table. A rule below a row that is not the first makes that row the header of another."""
    found = [lines[start]]
    for position in range(start + 1, len(lines)):
        if not lines[position].cells:
            break
        if len(found) > 1 and position + 1 < len(lines) and lines[position + 1].is_rule:
            break
        found.append(lines[position])
    return found


def _table(lines: list[_Line]) -> Table:
    rows: list[list[Cell]] = []
    for line in lines:
        if line.is_rule:
            continue
        texts = [clean(_LINE_BREAK.sub("\n", cell.replace("\\|", "|"))) for cell in line.cells]
        if rows and _continues(texts, rows[-1]):
            rows[-1][-1] = _with_line(rows[-1][-1], texts[0])
        elif any(texts):
            rows.append([Cell(text, _place(line)) for text in texts])
    return Table(padded(rows))


def _continues(texts: list[str], row: list[Cell]) -> bool:
    """Whether a line is an item of the list that is the value of a row: `- ufficio | |` below `Uffici |`."""
    return len(row) == 2 and _ITEM.fullmatch(texts[0]) is not None and not any(texts[1:])


def _with_line(cell: Cell, item: str) -> Cell:
    match = _ITEM.fullmatch(item)
    text = match[3] if match else item
    return Cell(f"{cell.text}\n{text}" if cell.text else text, cell.place)


def _without_outer_bars(text: str) -> str:
    """A row without the bars around it. `Label |` has a second, empty cell."""
    inner = text.removeprefix("|")
    return inner[:-1] if inner.endswith("|") and len(_BAR.findall(text)) > 1 else inner


def _place(line: _Line) -> str:
    return f"riga {line.number}"


FORMAT = TableFormat("testo", (".txt", ".text", ".rst", ".md", ".markdown"), read_text)
