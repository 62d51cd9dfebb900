"""DOCX: the paragraphs and tables of a document of Word, in their order.

The text is what Word shows: with the insertions of tracked changes and without their deletions, with the
content of form fields and text boxes. Footnotes and comments are notes.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.importing.formats.support.archives import Archive, damaged, open_archive
from generator.importing.formats.support.files import clean
from generator.importing.formats.support.grids import (
    Position,
    Range,
    grid_rows,
    place_in_document,
    too_many_cells,
)
from generator.importing.formats.support.limits import MAX_CELLS
from generator.importing.formats.support.marked_text import MarkedText
from generator.importing.formats.support.running_text import Block, tabbed, text_tables
from generator.importing.formats.support.word_styles import WordStyles, value_of
from generator.importing.tables import Cell, Table, TableFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements whose content Word does not show.
_SKIPPED = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "pPr",
    "tblPr",
    "tcPr",
    "trPr",
    "sdtPr",
    "rt",
}
#: Elements around paragraphs and tables.
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_REFERENCES = {"footnoteReference", "endnoteReference", "commentReference"}
#: Elements that stand for a character.
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
#: Signs of the font Symbol, by their code.
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B9": "≠", "F0B4": "×", "F0B0": "°"}


def read_docx(path: Path) -> tuple[Table, ...]:
    """A table for each one of the document, and for the paragraphs between two."""
    archive = open_archive(path)
    part = next((name for name in archive.names if name.lower() == "word/document.xml"), "")
    body = archive.tree(part).find("{*}body") if part else None
    if body is None:
        raise damaged(path)
    return text_tables(_Document(archive).blocks(body))


class _Document:
    """The blocks of a document, with the number of paragraphs, tables and cells so far."""

    def __init__(self, archive: Archive) -> None:
        self._path = archive.path
        self._styles = WordStyles(archive)
        self._notes = {
            kind: _texts(archive, f"word/{kind}s.xml", kind) for kind in ("footnote", "endnote", "comment")
        }
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0

    def blocks(self, parent: "_Element") -> Iterator[Block]:
        for element in _unwrapped(parent):
            if _tag(element) == "p":
                yield from self._paragraph(element)
            elif _tag(element) == "tbl":
                yield from self._table(element)

    def _paragraph(self, element: "_Element") -> Iterator[Block]:
        self._paragraphs += 1
        style = self._styles.paragraph(element)
        text, note = self._text([element], keep_tabs=True)
        if not style.is_contents:
            level = style.heading or style.list_level
            is_item = bool(level) and not style.heading
            cell = Cell(clean(text), f"paragrafo {self._paragraphs}", note=note, level=level, is_item=is_item)
            yield tabbed(text, cell)

    def _text(self, paragraphs: "Iterable[_Element]", *, keep_tabs: bool = False) -> tuple[str, str]:
        """The text of paragraphs with the numbers of their lists, a line each, and the notes to them."""
        text = MarkedText(keep_tabs=keep_tabs)
        notes: list[str] = []
        first_number = ""
        for position, paragraph in enumerate(paragraphs):
            number = self._styles.number(self._styles.paragraph(paragraph))
            if not position:
                # It is no part of a bold beginning.
                first_number = f"{number} " if number else ""
            else:
                text.add_break()
                text.add(f"{number} " if number else "")
            self._collect(paragraph, text, notes)
        shown = text.text.strip(" \t") if keep_tabs else clean(text.text)
        return f"{first_number}{shown}" if shown else "", "\n".join(filter(None, notes))

    def _collect(self, parent: "_Element", text: MarkedText, notes: list[str], *, bold: bool = False) -> None:
        for element in parent:
            tag = _tag(element)
            if characters := _characters(element, tag):
                text.add(characters, bold=bold)
            elif tag in {"br", "cr"}:
                text.add_break()
            elif tag in _REFERENCES:
                notes.append(self._notes[tag.removesuffix("Reference")].get(value_of(element, "id"), ""))
            elif tag == "r":
                if not self._styles.is_hidden(element):
                    self._collect(element, text, notes, bold=bold or self._styles.is_bold(element))
            elif tag == "p":
                # A paragraph of a text box.
                text.add_line()
                self._collect(element, text, notes, bold=bold)
            elif tag not in _SKIPPED:
                self._collect(element, text, notes, bold=bold)

    def _table(self, table: "_Element") -> Iterator[Block]:
        """A table, and after it the tables in its cells."""
        self._tables += 1
        place = f"tabella {self._tables}"
        cells: dict[Position, Cell] = {}
        merged: list[Range] = []
        nested: list[_Element] = []
        # The first cell of the vertical range that goes on in a column.
        open_ranges: dict[int, Position] = {}
        rows = [row for row in _unwrapped(table, "tr") if row.find("{*}trPr/{*}del") is None]
        for number, row in enumerate(rows, 1):
            column = 1 + int(value_of(row.find("{*}trPr/{*}gridBefore")) or 0)
            for element in _unwrapped(row, "tc"):
                width = max(1, int(value_of(element.find("{*}tcPr/{*}gridSpan")) or 1))
                self._cells += width
                if self._cells > MAX_CELLS:
                    raise too_many_cells(self._path)
                merge = element.find("{*}tcPr/{*}vMerge")
                first = open_ranges.get(column, (number, column))
                if merge is None or value_of(merge) == "restart" or first == (number, column):
                    first = (number, column)
                    text, note = self._text(_unwrapped(element, "p"))
                    if text:
                        cells[first] = Cell(text, place_in_document(*first), note=note)
                    nested.extend(_unwrapped(element, "tbl"))
                open_ranges[column] = first
                if first != (number, column) or width > 1:
                    merged.append((first, (number, column + width - 1)))
                column += width
        yield Table(grid_rows(cells, merged, self._path, place_in_document), place)
        for inner in nested:
            yield from self._table(inner)


def _characters(element: "_Element", tag: str) -> str:
    """The text of an element of a run that has no elements in it."""
    if tag == "t":
        return element.text or ""
    return _SYMBOLS.get(value_of(element, "char").upper(), "") if tag == "sym" else _CHARACTERS.get(tag, "")


def _unwrapped(parent: "_Element", *tags: str) -> "Iterator[_Element]":
    """The children of an element, also within content controls; those of the tags, if any are given."""
    for element in parent:
        tag = _tag(element)
        if tag in _WRAPPERS:
            yield from _unwrapped(element, *tags)
        elif not tags or tag in tags:
            yield element


def _texts(archive: Archive, part: str, tag: str) -> dict[str, str]:
    """The texts of the notes in a part, by their ids."""
    return {
        value_of(element, "id"): clean(
            " ".join("".join(map(str, paragraph.itertext("{*}t"))) for paragraph in element.iter("{*}p"))
        )
        for element in archive.elements(part, tag)
    }


def _tag(element: "_Element") -> str:
    return re.sub(r"\{.*\}", "", str(element.tag))


FORMAT = TableFormat("DOCX", (".docx", ".docm", ".dotx", ".dotm"), read_docx)
