"""Text of a PDF: words and lines, by their places.

Lengths are points, from the top left corner of the page.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from generator.importing.formats.support.files import clean
from generator.importing.formats.support.marked_text import MarkedText

#: Words of one line differ less in height, as a share of their size.
_SAME_LINE = 0.5
#: Widths, as shares of the size of the letters: below the first there is no space between two words, above
#: the second they are cells of a row without lines around them.
_NO_SPACE = 0.12
_CELL_GAP = 2.2
#: Room in a full line, with the space before the next word, as a share of the size of its letters.
_TOLERANCE = 0.75
_BOLD = ("bold", "black", "heavy", "semibold")

#: What pdfplumber says of a letter, a word or a line.
Found = dict[str, Any]


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
    def middle(self) -> float:
        """The place of its middle, from above."""
        return (self.top + self.bottom) / 2


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
    def middle(self) -> float:
        """The place of its middle, from above."""
        return (self.top + self.bottom) / 2

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


def words_of(letters: list[Found]) -> list[Word]:
    """The words of letters."""
    from pdfplumber.utils.text import extract_words

    # The tolerance is a share of the size of the letters.
    found = extract_words(letters, x_tolerance_ratio=_NO_SPACE, extra_attrs=["fontname", "size"])
    return [_word(word) for word in found]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines, from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        if lines and abs(word.middle - lines[-1][-1].middle) < _SAME_LINE * word.size:
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


def _word(found: Found) -> Word:
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
