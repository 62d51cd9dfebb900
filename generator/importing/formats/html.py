"""HTML: the headings, paragraphs, lists and tables of a saved page."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from generator.importing.formats.support.files import clean, decode, read_document
from generator.importing.formats.support.grids import (
    Position,
    Range,
    grid_rows,
    place_in_document,
    too_many_cells,
)
from generator.importing.formats.support.limits import MAX_CELLS
from generator.importing.formats.support.marked_text import MarkedText
from generator.importing.formats.support.running_text import Block, text_tables
from generator.importing.formats.support.workbook_values import Value, in_italian, shown
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Cell, Table, TableFormat

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
#: Elements that stand on lines of their own.
_BLOCKS = {
    *_HEADINGS,
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "tr",
    "td",
    "th",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "form",
    "blockquote",
    "pre",
    "address",
    "fieldset",
    "figure",
    "figcaption",
    "details",
    "summary",
    "body",
    "html",
    "hr",
    "center",
}
#: Elements without anything to read.
_SKIPPED = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "svg",
    "select",
    "button",
    "nav",
    "iframe",
    "comment",
}
_BOLD = {"b", "strong"}
_MAX_SPAN = 1000
#: Format of a day, in English or in Italian: `DD/MM/YYYY`, `GG/MM/AAAA`.
_DAY_FORMAT = re.compile("DD|YY|GG|AA", re.IGNORECASE)
#: Day 0 of a workbook.
_FIRST_DAY = datetime(1899, 12, 30)
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,20})?")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")


def read_html(path: Path) -> tuple[Table, ...]:
    """A table for each one of the page, and for the text between two. A table in a cell follows its table."""
    from lxml import etree, html

    content = read_document(path)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        page = html.document_fromstring(_DECLARATION.sub("", _decoded(content, path), count=1), parser=parser)
    except etree.LxmlError as error:
        raise ImportingError(f"{path}: il contenuto non è una pagina HTML") from error
    return text_tables(_Page(path).blocks(page))


def _decoded(content: bytes, path: Path) -> str:
    """The text of a page, in the encoding that it declares."""
    declared = _CHARSET.search(content[:4096])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # A wrong declaration: the content decides.
    return decode(content, path)


class _Page:
    """The blocks of a page, with the number of tables so far."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables = 0
        self._cells = 0
        self._paragraphs = 0

    def blocks(self, element: "HtmlElement", list_level: int = 0) -> Iterator[Block]:
        """The blocks within an element. Text between elements is a paragraph of its own."""
        inline = MarkedText()
        inline.add(element.text or "")
        for child in element:
            tag = _tag(child)
            if tag in _BLOCKS:
                yield from self._paragraph(inline, element, list_level)
                inline = MarkedText()
                yield from self._block(child, tag, list_level)
            elif tag not in _SKIPPED:
                _collect(child, inline)
            inline.add(child.tail or "")
        yield from self._paragraph(inline, element, list_level)

    def _block(self, element: "HtmlElement", tag: str, list_level: int) -> Iterator[Block]:
        if tag in _SKIPPED or _is_hidden(element):
            return
        if tag == "table":
            yield from self._table(element)
        elif tag == "dl":
            yield self._definitions(element)
        else:
            yield from self.blocks(element, list_level + (tag in {"ul", "ol"}))

    def _paragraph(self, inline: MarkedText, element: "HtmlElement", list_level: int) -> Iterator[Cell]:
        text = clean(inline.text)
        if text:
            self._paragraphs += 1
            heading = _HEADINGS.get(_tag(element), 0)
            yield Cell(
                text,
                f"paragrafo {self._paragraphs}",
                level=heading or list_level,
                is_item=bool(list_level) and not heading,
            )

    def _table(self, table: "HtmlElement") -> Iterator[Block]:
        """A table, after its caption and before the tables in its cells."""
        for caption in table.iterchildren("caption"):
            yield from self.blocks(caption)
        rows = table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
        yield self._grid(rows)
        for row in rows:
            for inner in row.iter("table"):
                if next(inner.iterancestors("table")) is table:
                    yield from self._table(inner)

    def _definitions(self, definitions: "HtmlElement") -> Table:
        """A list of definitions: a row for each term and its definitions."""
        texts: list[tuple[str, list[str]]] = []
        for element in definitions.iter("dt", "dd"):
            inline = MarkedText()
            _collect(element, inline)
            if _tag(element) == "dt":
                texts.append((clean(inline.text), []))
            elif texts:
                texts[-1][1].append(clean(inline.text))
        self._tables += 1
        rows = (
            (Cell(term, place_in_document(row, 1)), Cell("\n".join(values), place_in_document(row, 2)))
            for row, (term, values) in enumerate(texts, 1)
        )
        return Table(tuple(rows), f"tabella {self._tables}")

    def _grid(self, rows: "list[HtmlElement]") -> Table:
        cells: dict[Position, Cell] = {}
        merged: list[Range] = []
        taken: set[Position] = set()
        for number, row in enumerate(rows, 1):
            column = 1
            for element in row.iterchildren("td", "th"):
                while (number, column) in taken:
                    column += 1
                self._cells += 1
                last = (number + _span(element, "rowspan") - 1, column + _span(element, "colspan") - 1)
                taken.update(
                    (below, right)
                    for below in range(number, min(last[0], len(rows)) + 1)
                    for right in range(column, last[1] + 1)
                )
                if len(taken) + self._cells > MAX_CELLS:
                    raise too_many_cells(self._path)
                inline = MarkedText()
                _collect(element, inline)
                if text := clean(inline.text):
                    hidden = _is_hidden(element) or _is_hidden(row)
                    text, value = _with_value(text, element)
                    note = clean(" ".join(map(str, element.xpath("./comment//text()"))))
                    cells[number, column] = Cell(
                        text, place_in_document(number, column), value, hidden=hidden, note=note
                    )
                if last != (number, column):
                    merged.append(((number, column), last))
                column = last[1] + 1
        self._tables += 1
        return Table(grid_rows(cells, merged, self._path, place_in_document), f"tabella {self._tables}")


def _collect(element: "HtmlElement", inline: MarkedText, *, bold: bool = False) -> None:
    """Add the text of an element, without tables inside."""
    tag = _tag(element)
    if tag in _SKIPPED or tag == "table":
        return
    if tag == "br":
        inline.add_break()
    block = tag in _BLOCKS and tag not in {"td", "th"}
    if block:
        inline.add_line()
    bold = bold or tag in _BOLD
    inline.add(element.text or "", bold=bold)
    for child in element:
        _collect(child, inline, bold=bold)
        inline.add(child.tail or "", bold=bold)
    if block:
        inline.add_line()


def _tag(element: "HtmlElement") -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _span(element: "HtmlElement", name: str) -> int:
    digits = re.match(r"\s*(\d{1,4})", element.get(name) or "")
    return min(max(int(digits[1]), 1), _MAX_SPAN) if digits else 1


def _with_value(text: str, element: "HtmlElement") -> tuple[str, Value]:
    """The text of a cell, and the number or the day that LibreOffice and Excel store beside it."""
    stored = element.get("sdval") or element.get("x:num") or ""
    if not _NUMBER.fullmatch(stored):
        return text, None
    code = (element.get("sdnum") or "").rpartition(";")[2]
    if _DAY_FORMAT.search(code):
        return shown(_FIRST_DAY + timedelta(days=float(stored)), code)
    return in_italian(text, Fraction(stored)), Fraction(stored)


def _is_hidden(element: "HtmlElement") -> bool:
    style = re.sub(r"\s", "", element.get("style") or "").casefold()
    return element.get("hidden") is not None or "display:none" in style


FORMAT = TableFormat("HTML", (".html", ".htm", ".xhtml"), read_html)
