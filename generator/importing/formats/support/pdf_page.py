"""Page of a PDF: its lines of text and its tables, by the places of words and ruled lines.

Lengths are points, from the top left corner of the page.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
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
#: Edges of cells that are nearer to each other are one.
_SAME_EDGE = 2.0
_BOLD = ("bold", "black", "heavy", "semibold")


#: What pdfplumber says of a character or a word; left, top, right and bottom of a cell.
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
        return plain_text([self])

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
    """A cell of a table: its first and last row and column, from 1, and its text."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


class PageTable(Struct, frozen=True):
    """A table with ruled lines. `edges` are the places of its vertical lines."""

    cells: tuple[CellBox, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float


class Page(Struct, frozen=True):
    """The tables of a page and the lines outside of them, both from top to bottom."""

    number: int
    height: float
    width: float
    lines: tuple[Line, ...]
    tables: tuple[PageTable, ...]


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
    for found in _closed_tables(page):
        # A single cell is a frame around text.
        if len(found.cells) > 1:
            inside, outside = _divided(outside, found)
            tables.append(_table(found, inside))
    return Page(
        page.page_number,
        float(page.height),
        float(page.width),
        tuple(lines_of(_words(outside))),
        tuple(sorted(tables, key=lambda table: table.top)),
    )


def _closed_tables(page: Any) -> list[Any]:
    """The tables of a page; one that the end of the page cuts without a line below is closed there."""
    tables: list[Any] = page.find_tables()
    ends = []
    for table in tables:
        left, top, right, bottom = table.bbox
        open_lines = [
            edge["bottom"]
            for edge in page.vertical_edges
            if left - _SAME_EDGE <= edge["x0"] <= right + _SAME_EDGE
            and edge["top"] <= bottom + _SAME_EDGE
            and edge["bottom"] > bottom + _SAME_EDGE
        ]
        if len(open_lines) > 1:
            ends.append(max(open_lines))
    return page.find_tables({"explicit_horizontal_lines": ends}) if ends else tables


def _divided(characters: list[_Found], table: Any) -> tuple[dict[_Box, list[_Found]], list[_Found]]:
    """The characters in each cell of a table, and those in none."""
    left, top, right, bottom = table.bbox
    inside: dict[_Box, list[_Found]] = {box: [] for box in table.cells}
    outside: list[_Found] = []
    for character in characters:
        across, down = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
        # Most characters of a page are in no cell of a table.
        boxes = inside if left <= across <= right and top <= down <= bottom else ()
        box = next((box for box in boxes if box[0] <= across <= box[2] and box[1] <= down <= box[3]), None)
        (inside[box] if box else outside).append(character)
    return inside, outside


def _words(characters: list[_Found]) -> list[Word]:
    from pdfplumber.utils.text import extract_words

    # The tolerance is a share of the size of the letters.
    found = extract_words(characters, x_tolerance_ratio=_NO_SPACE, extra_attrs=["fontname", "size"])
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
    """The text of lines that end at `right`: a line that had room for the next word ends at a line break."""
    text = MarkedText()
    for number, line in enumerate(lines):
        if number:
            separator = _separator(lines[number - 1], line, right)
            text.add_break() if separator == "\n" else text.add(separator, bold=line.words[0].bold)
        _add(line, text)
    return clean(text.text)


def plain_text(lines: Sequence[Line]) -> str:
    """The text of lines, with a space between two."""
    texts = []
    for line in lines:
        text = MarkedText()
        _add(line, text)
        texts.append(text.text.replace("**", ""))
    return clean(" ".join(texts))


def is_folded(line: Line, following: Line, right: float) -> bool:
    """Whether the first word of the following line had no room in a line, which ends at `right`."""
    return line.right + following.words[0].width > right - _TOLERANCE * line.size


def _add(line: Line, text: MarkedText) -> None:
    for previous, word in zip((None, *line.words), line.words, strict=False):
        if previous and word.left - previous.right > _NO_SPACE * word.size:
            text.add(" ", bold=word.bold)
        text.add(word.text, bold=word.bold)


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


def _table(found: Any, inside: dict[_Box, list[_Found]]) -> PageTable:
    columns = _edges([box[0] for box in found.cells] + [box[2] for box in found.cells])
    rows = _edges([box[1] for box in found.cells] + [box[3] for box in found.cells])
    cells = []
    for box, characters in inside.items():
        lines = lines_of(_words(characters))
        # The space before the text is that after it.
        padding = min((line.left for line in lines), default=0) - box[0]
        text = joined(lines, box[2] - min(max(padding, 0), 8))
        cells.append(
            CellBox(
                _index(rows, box[1]) + 1,
                _index(columns, box[0]) + 1,
                _index(rows, box[3]),
                _index(columns, box[2]),
                text,
            )
        )
    return PageTable(tuple(cells), tuple(columns), rows[0], rows[-1])


def _edges(places: Iterable[float]) -> list[float]:
    """The places of lines, those that are nearly the same as one."""
    edges: list[float] = []
    for place, _ in groupby(sorted(places)):
        if not edges or place - edges[-1] > _SAME_EDGE:
            edges.append(place)
    return edges


def _index(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))
