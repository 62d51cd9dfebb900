"""Headings of running text: titles of parts, heads of objectives, and what these stand under."""

import re
from collections.abc import Callable

from msgspec import Struct, field

from generator.importing.recognition.cells import Located
from generator.importing.recognition.code_texts import split_code
from generator.importing.recognition.headings import words, years_in
from generator.importing.recognition.records import Field
from generator.importing.recognition.roles import Heading, Role

_BOLD = re.compile(r"\s*(?:\*\*|<b>|<strong>)")
#: First words of headings of parts of a document, which may have a number but are no objectives.
_PARTS = frozenset(
    [
        "allegato",
        "ambito",
        "appendice",
        "area",
        "asse",
        "capitolo",
        "capo",
        "figura",
        "parte",
        "sezione",
        "tabella",
    ]
)
#: A code that can be no number of a list.
_TELLING_CODE = re.compile(r"[A-Za-z]|\d[._/]\d")


def is_title(cell: Located) -> bool:
    """Whether a paragraph heads a part of the document: a heading, or capitals in bold."""
    return not cell.is_item and (bool(cell.level) or (bool(_BOLD.match(cell.raw)) and cell.line.isupper()))


def is_head(cell: Located) -> bool:
    """Whether a paragraph is the code and the title of an objective."""
    code, title = split_code(cell.line, weak=True)
    if not code or cell.is_item or len(title) > 250:
        return False
    first = words(cell.line).split()[:1]
    if first == ["obiettivo"]:
        return True
    is_marked = bool(cell.level) or bool(_BOLD.match(cell.raw))
    return is_marked and bool(_TELLING_CODE.search(code)) and not set(first) & _PARTS


def is_coded(cell: Located) -> bool:
    """Whether a paragraph without the look of a heading is a code and a title."""
    code, title = split_code(cell.line)
    is_named = len(title.split()) > 1 and len(title) < 200 and not title.endswith((".", ":", ";"))
    is_part = bool(set(words(cell.line).split()[:1]) & _PARTS)
    return is_named and bool(_TELLING_CODE.search(code)) and not (cell.level or is_part)


class Outline(Struct):
    """The headings that the current paragraph stands under, by level: `areas`."""

    areas: dict[int, Located] = field(default_factory=dict)

    def place(self, cell: Located) -> None:
        """Put a heading above the next ones."""
        if cell.level and not cell.is_item:
            self.areas = {level: one for level, one in self.areas.items() if level < cell.level}
            self.areas[cell.level] = cell

    def area(self, cell: Located, heading_of: Callable[[str], Heading]) -> tuple[Field, ...]:
        """The heading that an objective stands under, if it has a number of its own."""
        above = [one for level, one in sorted(self.areas.items()) if level < cell.level and one is not cell]
        if (
            cell.level
            and not cell.is_item
            and above
            and split_code(above[-1].line)[0]
            and years_in(above[-1].line) == ()
            # «2. Obiettivi» is a part of the document.
            and heading_of(split_code(above[-1].line)[1]).role is Role.UNKNOWN
        ):
            return (Field(Heading("Ambito", Role.AREA), above[-1]),)
        return ()
