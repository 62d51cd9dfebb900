"""OpenDocument: the texts of paragraphs and cells, and what their styles say."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.importing.formats.support.files import clean
from generator.importing.formats.support.marked_text import MarkedText

if TYPE_CHECKING:
    from lxml.etree import _Element

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NAMESPACES = {"fo": _FO, "office": _OFFICE, "style": _STYLE, "table": _TABLE, "text": _TEXT}

#: Elements whose content is not in the text: deleted text, descriptions of pictures, contents, pronunciation.
_SKIPPED = {"tracked-changes", "title", "desc", "table-of-content", "ruby-text", "binary-data", "table"}
_NOTES = {"annotation", "note"}
#: Spaces of one element: more are a mistake.
_MAX_SPACES = 1000


class OdfStyles:
    """Names of the styles that change how a text is read."""

    def __init__(self) -> None:
        self.bold: set[str] = {"Strong_20_Emphasis"}
        self.hidden_tables: set[str] = set()

    def add(self, style: "_Element") -> None:
        """Take a style in."""
        name = attribute(style, "style:name")
        for properties in style:
            if attribute(properties, "fo:font-weight") in {"bold", "600", "700", "800", "900"}:
                self.bold.add(name)
            if attribute(properties, "table:display") == "false":
                self.hidden_tables.add(name)

    def text(self, paragraphs: "Iterable[_Element]", *, keep_tabs: bool = False) -> tuple[str, str]:
        """The text of paragraphs and lists, a line each, and the notes to them."""
        text = MarkedText(keep_tabs=keep_tabs)
        notes: list[str] = []
        first = True
        for paragraph in _paragraphs(paragraphs):
            if not first:
                text.add_break()
            first = False
            self._collect(paragraph, text, notes)
        return text.text if keep_tabs else clean(text.text), "\n".join(notes)

    def _collect(self, parent: "_Element", text: MarkedText, notes: list[str], *, bold: bool = False) -> None:
        text.add(parent.text or "", bold=bold)
        for element in parent:
            tag = tag_of(element)
            if tag in _NOTES:
                notes.append(self._note(element))
            elif tag == "s":
                count = attribute(element, "text:c") or "1"
                text.add(" " * min(int(count) if count.isdecimal() else 1, _MAX_SPACES), bold=bold)
            elif tag == "tab":
                text.add("\t", bold=bold)
            elif tag == "line-break":
                text.add_break()
            elif tag not in _SKIPPED:
                if tag == "p":
                    text.add_line()
                inner = bold or attribute(element, "text:style-name") in self.bold
                self._collect(element, text, notes, bold=inner)
            text.add(element.tail or "", bold=bold)

    def _note(self, note: "_Element") -> str:
        """The text of an annotation without its author and day, or of a footnote without its number."""
        body = note.find("{*}note-body")
        text, _ = self.text(body if body is not None else note)
        return text


def tag_of(element: "_Element") -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: "_Element", name: str) -> str:
    """An attribute, such as `table:name`; empty if it is not there."""
    prefix, _, local = name.partition(":")
    return element.get(_NAMESPACES[prefix] + local) or ""


def count_of(element: "_Element", name: str) -> int:
    """An attribute that is a number of rows, columns or levels; 1 if it is not there."""
    text = attribute(element, name)
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1


def spans(element: "_Element") -> tuple[int, int]:
    """Rows and columns of a cell."""
    return count_of(element, "table:number-rows-spanned"), count_of(element, "table:number-columns-spanned")


def _paragraphs(elements: "Iterable[_Element]") -> "Iterator[_Element]":
    """Paragraphs and headings, also those of lists."""
    for element in elements:
        tag = tag_of(element)
        if tag in {"p", "h"}:
            yield element
        elif tag in {"list", "list-item", "list-header", "section"}:
            yield from _paragraphs(element)
