"""Located cells: the text of a cell without marks of typography, and where an editor finds it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from generator.importing.tables import Cell, Table
from generator.loading.characters import CONTROL, DIRECTION, NONCHARACTER

_INVISIBLE = re.compile(f"[{CONTROL}{DIRECTION}{NONCHARACTER}\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_BREAK = re.compile(r"\r\n?|\u2028|\u2029|<br ?/?>")
_PAIRED = (
    re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span)(?: [^<>]*)?>", re.IGNORECASE),
    re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"),
    re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"),
)
_ESCAPED = re.compile(r"\\([\\_*`#.()\[\]<>|+-])")
#: Offset to private characters, which stand for escaped ones while markup is removed.
_PRIVATE = 0x10F000
_SHIELDED = re.compile("[\U0010f021-\U0010f07e]")
_REFERENCE = re.compile(r"[A-Z]{1,3}[1-9]\d*")


class Located(Struct, frozen=True):
    """A cell of a document.

    `text` is clean, with line breaks but without other runs of space; `raw` still has its markup. `place`
    is where it is in the document. `row` and `column` count from 0 in its table.
    """

    text: str
    place: str
    raw: str = ""
    row: int = 0
    column: int = 0
    value: Fraction | date | bool | None = None
    merged: bool = False
    hidden: bool = False
    note: str = ""
    level: int = 0
    is_item: bool = False
    problem: str = ""

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


def clean(text: str) -> str:
    """The text without markup, invisible characters and runs of spaces; blank lines only within it."""
    text = _BREAK.sub("\n", unicodedata.normalize("NFC", text))
    text = _ESCAPED.sub(lambda match: chr(_PRIVATE + ord(match[1])), text)
    for pattern in _PAIRED:
        text = pattern.sub(lambda match: match[1] if match.re.groups else "", text)
    text = _SHIELDED.sub(lambda match: chr(ord(match[0]) - _PRIVATE), _INVISIBLE.sub("", text))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def locate(table: Table, file: str = "") -> tuple[tuple[Located, ...], ...]:
    """The rows of a table as located cells; `file` names the file where a plan has several."""
    return tuple(
        tuple(_located(cell, table, file, row, column) for column, cell in enumerate(cells))
        for row, cells in enumerate(table.rows)
    )


def _located(cell: Cell, table: Table, file: str, row: int, column: int) -> Located:
    place = f"cella {cell.place}" if _REFERENCE.fullmatch(cell.place) else cell.place
    where = ", ".join(part for part in (file, table.place, place) if part)
    # Lines of a cell may pair with those of another one: blank lines at its start are meaningful there.
    return Located(
        clean(cell.text),
        where,
        cell.text,
        row,
        column,
        cell.value,
        cell.merged,
        cell.hidden,
        cell.note,
        cell.level,
        cell.is_item,
        cell.problem,
    )


def filled(cells: Iterable[Located]) -> tuple[Located, ...]:
    """The cells with a text, each merged range once."""
    found: list[Located] = []
    for cell in cells:
        if cell.text and not (cell.merged and found and found[-1].text == cell.text):
            found.append(cell)
    return tuple(found)
