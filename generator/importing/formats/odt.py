"""ODT: the paragraphs and tables of a document of LibreOffice, in their order.

Footnotes and comments are notes.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.importing.formats.support.archives import damaged, open_archive
from generator.importing.formats.support.files import clean
from generator.importing.formats.support.grids import (
    Position,
    Range,
    grid_rows,
    place_in_document,
    too_many_cells,
)
from generator.importing.formats.support.limits import MAX_CELLS
from generator.importing.formats.support.odf import OdfStyles, count_of, spans, tag_of
from generator.importing.formats.support.running_text import Block, tabbed, text_tables
from generator.importing.tables import Cell, Table, TableFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

_LISTS = {"list-item", "list-header"}
_ROWS = {"table-header-rows", "table-rows", "table-row-group"}


def read_odt(path: Path) -> tuple[Table, ...]:
    """A table for each one of the document, and for the paragraphs between two."""
    archive = open_archive(path)
    content = archive.tree("content.xml")
    body = content.find("{*}body/{*}text")
    if body is None:
        raise damaged(path)
    styles = OdfStyles()
    for style in content.iter("{*}style"):
        styles.add(style)
    return text_tables(_Document(styles, path).blocks(body))


class _Document:
    """The blocks of a document, with the number of paragraphs, tables and cells so far."""

    def __init__(self, styles: OdfStyles, path: Path) -> None:
        self._styles = styles
        self._path = path
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0

    def blocks(self, parent: "Iterable[_Element]", list_level: int = 0) -> Iterator[Block]:
        for element in parent:
            tag = tag_of(element)
            if tag in {"p", "h"}:
                yield self._paragraph(element, list_level)
            elif tag == "table":
                yield from self._table(element)
            elif tag == "list":
                yield from self.blocks(element, list_level + 1)
            elif tag in _LISTS or tag == "section":
                yield from self.blocks(element, list_level)

    def _paragraph(self, element: "_Element", list_level: int) -> Block:
        self._paragraphs += 1
        text, note = self._styles.text([element], keep_tabs=True)
        heading = count_of(element, "text:outline-level") if tag_of(element) == "h" else 0
        place = f"paragrafo {self._paragraphs}"
        level = heading or list_level
        cell = Cell(clean(text), place, note=note, level=level, is_item=bool(level) and not heading)
        return tabbed(text, cell)

    def _table(self, table: "_Element") -> Iterator[Block]:
        """A table, and after it the tables in its cells."""
        self._tables += 1
        place = f"tabella {self._tables}"
        cells: dict[Position, Cell] = {}
        merged: list[Range] = []
        nested: list[_Element] = []
        for number, row in enumerate(_rows(table), 1):
            column = 1
            for element in row:
                repeated = count_of(element, "table:number-columns-repeated")
                self._cells += repeated
                if self._cells > MAX_CELLS:
                    raise too_many_cells(self._path)
                if tag_of(element) == "table-cell":
                    nested.extend(element.iterchildren("{*}table"))
                    text, note = self._styles.text(element)
                    height, width = spans(element)
                    for position in ((number, column + offset) for offset in range(repeated if text else 0)):
                        cells[position] = Cell(text, place_in_document(*position), note=note)
                    if height > 1 or width > 1:
                        merged.append(((number, column), (number + height - 1, column + width - 1)))
                column += repeated
        yield Table(grid_rows(cells, merged, self._path, place_in_document), place)
        for inner in nested:
            yield from self._table(inner)


def _rows(table: "_Element") -> "Iterator[_Element]":
    for element in table:
        if tag_of(element) == "table-row":
            yield element
        elif tag_of(element) in _ROWS:
            yield from _rows(element)


FORMAT = TableFormat("ODT", (".odt", ".ott"), read_odt)
