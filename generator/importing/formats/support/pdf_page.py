"""Page of a PDF: its lines of text and its tables, by the places of words and ruled lines.

Lengths are points, from the top left corner of the page.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.importing.formats.support.archives import damaged, encrypted
from generator.importing.formats.support.files import clean, read_document
from generator.importing.formats.support.limits import MAX_PAGES
from generator.importing.formats.support.marked_text import MarkedText
from generator.importing.imported_plan import ImportingError

#: Words of one line differ less in height, as a share of their size.
_SAME_LINE = 0.5
#: Widths, as shares of the size of the letters: below the first there is no space between two words, above
#: the second they are cells of a row without lines around them.
_NO_SPACE = 0.12
_CELL_GAP = 2.2
#: Room in a full line, with the space before the next word, as a share of the size of its letters.
_TOLERANCE = 0.75
#: Height of what is left of a row that the page cut, at least.
_CUT_ROW = 5.0
#: Space between the edge of a cell and its text at most; a text in the middle of its cell has more.
_MAX_PADDING = 8.0
#: Edges of cells that are nearer to each other are one.
_SAME_EDGE = 2.0
_BOLD = ("bold", "black", "heavy", "semibold")


#: What pdfplumber says of a letter or a word; left, top, right and bottom of a cell.
_Found = dict[str, Any]
_Box = tuple[float, float, float, float]


class Word(Struct, frozen=True):
    """A word, with its box and the size of its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool

    @property
    def width(self) -> float:
        """From its left to its right."""
        return self.right - self.left

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Line(Struct, frozen=True):
    """A line of words."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """The top of its highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The bottom of its lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its letters, to half a point."""
        sizes: dict[float, int] = {}
        for word in self.words:
            size = round(word.size * 2) / 2
            sizes[size] = sizes.get(size, 0) + len(word.text)
        return max(sorted(sizes), key=lambda size: sizes[size])

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """Its words, with a space between two."""
        return clean("".join(f"{space}{word.text}" for space, word in self.spaced))

    @property
    def spaced(self) -> "list[tuple[str, Word]]":
        """Its words, each with the space before it, if there is one."""
        gaps = [word.left - before.right > _NO_SPACE * word.size for before, word in pairwise(self.words)]
        return [(" " if gap else "", word) for gap, word in zip((False, *gaps), self.words, strict=True)]

    @property
    def cells(self) -> "list[Line]":
        """The parts of a line with wide gaps between them."""
        parts: list[list[Word]] = []
        for word in self.words:
            if parts and word.left - parts[-1][-1].right <= _CELL_GAP * word.size:
                parts[-1].append(word)
            else:
                parts.append([word])
        return [Line(tuple(part)) for part in parts]


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


class Page(Struct, frozen=True):
    """The tables of a page and the lines outside of them, both from top to bottom.

    `sizes` has the number of letters of each size, to half a point.
    """

    number: int
    height: float
    width: float
    lines: tuple[Line, ...]
    tables: tuple[PageTable, ...]
    sizes: dict[float, int]


def read_pages(path: Path) -> Iterator[Page]:
    """The pages of a PDF, one after the other."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    content = read_document(path)
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            if len(document.pages) > MAX_PAGES:
                raise ImportingError(
                    f"{path}: le pagine sono più di {MAX_PAGES}: importare solo quelle del piano"
                )
            for page in document.pages:
                yield _page(page)
                page.close()
    except PdfminerException as error:
        raise (encrypted if isinstance(error.args[0], PDFPasswordIncorrect) else damaged)(path) from error


def _page(page: Any) -> Page:
    """Take a page of pdfplumber apart."""
    outside, tables = page.chars, []
    for found in page.find_tables():
        # A single cell is a frame around text.
        if len(found.cells) > 1:
            table, outside = _table(found.cells, page.vertical_edges, outside)
            tables.append(table)
    return Page(
        page.page_number,
        float(page.height),
        float(page.width),
        tuple(lines_of(_words(outside))),
        tuple(sorted(tables, key=lambda table: table.top)),
        dict(Counter(round(float(letter["size"]) * 2) / 2 for letter in page.chars)),
    )


def _divided(letters: list[_Found], boxes: Iterable[_Box]) -> tuple[dict[_Box, list[_Found]], list[_Found]]:
    """The letters in each cell of a table, and those in none."""
    inside: dict[_Box, list[_Found]] = {box: [] for box in boxes}
    left, top = min(box[0] for box in inside), min(box[1] for box in inside)
    right, bottom = max(box[2] for box in inside), max(box[3] for box in inside)
    outside: list[_Found] = []
    for letter in letters:
        across, down = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
        # Most letters of a page are in no cell of a table.
        near = inside if left <= across <= right and top <= down <= bottom else ()
        box = next((box for box in near if box[0] <= across <= box[2] and box[1] <= down <= box[3]), None)
        (inside[box] if box else outside).append(letter)
    return inside, outside


def _words(letters: list[_Found]) -> list[Word]:
    from pdfplumber.utils.text import extract_words

    # The tolerance is a share of the size of the letters.
    found = extract_words(letters, x_tolerance_ratio=_NO_SPACE, extra_attrs=["fontname", "size"])
    return [_word(word) for word in found]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines, from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle[1], word.left)):
        if lines and abs(word.middle[1] - lines[-1][-1].middle[1]) < _SAME_LINE * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=lambda word: word.left))) for line in lines]


def joined(lines: Sequence[Line], right: float) -> str:
    """The text of lines that end at `right`: a line that had room for the next word ends at a line break.

    Lines of a paragraph are joined with 0 for `right`: none had room.
    """
    text = MarkedText()
    for number, line in enumerate(lines):
        if number:
            separator = _separator(lines[number - 1], line, right)
            text.add_break() if separator == "\n" else text.add(separator, bold=line.words[0].bold)
        for space, word in line.spaced:
            text.add(space + word.text, bold=word.bold)
    return clean(text.text)


def is_folded(line: Line, following: Line, right: float) -> bool:
    """Whether the first word of the following line had no room in a line, which ends at `right`."""
    return line.right + following.words[0].width > right - _TOLERANCE * line.size


def _separator(line: Line, following: Line, right: float) -> str:
    """What stands between two lines: a break, a space, or nothing in the middle of a number."""
    if not is_folded(line, following, right):
        return "\n"
    last, first = line.words[-1].text, following.words[0].text
    has_no_room = right - line.right < 0.6 * line.size
    in_number = last[-1:].isdigit() or (last[-1:] in ".,/" and last[:1].isdigit())
    goes_on = first[:1].isdigit() or first[:1] in ",./%"
    if has_no_room and in_number and goes_on and len(line.words) == 1:
        return ""
    return "" if last.endswith("-") and len(last) > 1 else " "


def _word(found: _Found) -> Word:
    font = str(found.get("fontname", "")).casefold()
    return Word(
        str(found["text"]),
        float(found["x0"]),
        float(found["x1"]),
        float(found["top"]),
        float(found["bottom"]),
        float(found["size"]),
        any(name in font for name in _BOLD),
    )


def _table(
    boxes: Sequence[_Box], lines: Sequence[_Found], letters: list[_Found]
) -> tuple[PageTable, list[_Found]]:
    """A table of cells, and the letters that are not in it. `lines` are the vertical ones of the page."""
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    rows = _with_cut_rows(rows, [line for line in lines if _distance(columns, line["x0"]) < _SAME_EDGE])
    missing = _missing_boxes(boxes, rows, columns)
    inside, outside = _divided(letters, [*boxes, *missing])
    cells = []
    for box, found in inside.items():
        texts = lines_of(_words(found))
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


def _with_cut_rows(rows: list[float], lines: Sequence[_Found]) -> list[float]:
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
