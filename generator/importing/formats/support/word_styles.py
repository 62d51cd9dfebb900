"""Styles of a document of Word: headings, lists with their numbers, bold and hidden text."""

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.importing.formats.support.archives import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|titolo) (\d)", re.IGNORECASE)
#: Number of levels of a list.
_LEVELS = 9
#: A style may be based on itself in a damaged document.
_MAX_DEPTH = 20
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class ParagraphStyle(Struct, frozen=True):
    """What a paragraph is: levels from 1, 0 for none. `list_id` is the list that numbers it."""

    heading: int = 0
    list_level: int = 0
    list_id: str = ""
    is_contents: bool = False


class _ListLevel(Struct, frozen=True):
    """How a level of a list is numbered: `text` has `%1` for the number of the first level."""

    text: str
    form: str
    start: int


class WordStyles:
    """The styles and lists of a document, with the numbers that its lists have reached."""

    def __init__(self, archive: Archive) -> None:
        self._styles: dict[str, _Element] = {}
        if "word/styles.xml" in archive.names:
            styles = archive.tree("word/styles.xml")
            self._styles = {value_of(style, "styleId"): style for style in styles.iterchildren("{*}style")}
        self._lists = _lists(archive) if "word/numbering.xml" in archive.names else {}
        self._counters: dict[str, list[int]] = {}

    def paragraph(self, paragraph: "_Element") -> ParagraphStyle:
        """The style of a paragraph, by its own properties, its named style and what that is based on."""
        chain = [paragraph, *self._chain(value_of(paragraph.find("{*}pPr/{*}pStyle")))]
        names = [value_of(style.find("{*}name")) for style in chain[1:]]
        outline = _first(chain, "{*}pPr/{*}outlineLvl")
        list_id = _first(chain, "{*}pPr/{*}numPr/{*}numId")
        list_level = _first(chain, "{*}pPr/{*}numPr/{*}ilvl")
        named = next((match for name in names if (match := _HEADING.match(name))), None)
        heading = int(named[1]) if named else 0
        if outline.isdecimal() and int(outline) < _LEVELS:
            heading = int(outline) + 1
        elif "title" in map(str.casefold, names[:1]):
            heading = 1
        is_list = list_id not in {"", "0"}
        level = min(int(list_level), _LEVELS - 1) + 1 if list_level.isdecimal() else 1
        return ParagraphStyle(
            heading,
            level if is_list else 0,
            list_id if is_list else "",
            any(name.casefold().startswith("toc ") for name in names),
        )

    def number(self, style: ParagraphStyle) -> str:
        """The number that Word shows before the next paragraph of a style: `1.2`, `b)`; none for bullets."""
        levels = self._lists.get(style.list_id)
        if not levels:
            return ""
        depth = style.list_level - 1
        counters = self._counters.setdefault(style.list_id, [0] * _LEVELS)
        counters[depth] = counters[depth] + 1 if counters[depth] else levels[depth].start
        counters[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if levels[depth].form in {"bullet", "none"}:
            return ""

        def shown(match: re.Match[str]) -> str:
            level = min(max(int(match[1]), 1), _LEVELS) - 1
            return _number(counters[level] or levels[level].start, levels[level].form)

        return re.sub(r"%(\d)", shown, levels[depth].text)

    def is_bold(self, run: "_Element") -> bool:
        """Whether a run is bold, by itself or by its character style."""
        own = run.find("{*}rPr/{*}b")
        if own is not None:
            return value_of(own) not in {"0", "false", "off"}
        style = self._styles.get(value_of(run.find("{*}rPr/{*}rStyle")))
        return style is not None and style.find("{*}rPr/{*}b") is not None

    def is_hidden(self, run: "_Element") -> bool:
        """Whether a run is hidden text."""
        hidden = run.find("{*}rPr/{*}vanish")
        return hidden is not None and value_of(hidden) not in {"0", "false", "off"}

    def _chain(self, style_id: str) -> "list[_Element]":
        chain: list[_Element] = []
        while style_id in self._styles and len(chain) < _MAX_DEPTH:
            chain.append(self._styles[style_id])
            style_id = value_of(chain[-1].find("{*}basedOn"))
        return chain


def value_of(element: "_Element | None", name: str = "val") -> str:
    """An attribute of an element of Word, whatever its namespace; empty if there is none."""
    if element is None:
        return ""
    return next(
        (str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name),
        "",
    )


def _first(chain: "list[_Element]", path: str) -> str:
    """The first value along a chain of styles."""
    return next((value_of(found) for style in chain if (found := style.find(path)) is not None), "")


def _lists(archive: Archive) -> dict[str, list[_ListLevel]]:
    """The levels of each list."""
    numbering = archive.tree("word/numbering.xml")
    kinds = {
        value_of(kind, "abstractNumId"): [_list_level(level) for level in kind.iterchildren("{*}lvl")]
        for kind in numbering.iterchildren("{*}abstractNum")
    }
    missing = _ListLevel("", "none", 1)
    return {
        value_of(found, "numId"): [
            *(levels := kinds.get(value_of(found.find("{*}abstractNumId")), [])[:_LEVELS]),
            *[missing] * (_LEVELS - len(levels)),
        ]
        for found in numbering.iterchildren("{*}num")
    }


def _list_level(level: "_Element") -> _ListLevel:
    start = value_of(level.find("{*}start"))
    return _ListLevel(
        value_of(level.find("{*}lvlText")),
        value_of(level.find("{*}numFmt")) or "decimal",
        int(start) if start.isdecimal() else 1,
    )


def _number(number: int, form: str) -> str:
    """A number in the form of a list: 3 is `3`, `c`, `C`, `iii` or `III`."""
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and number < 40:
        roman = ""
        for value, letters in _ROMAN:
            count, number = divmod(number, value)
            roman += letters * count
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)
