"""Numbered lines of a plan document, and the text of a cell without its markup."""

import re

from msgspec import Struct

from generator.importing.imported_plan import ImportingError

_UNWRITABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U000effff]")
_TAG = re.compile(r"</?(?:b|i|u|em|strong)>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_ESCAPE = re.compile(r"\\([-_*#|.()\[\]!+`>~])")

#: Offset to a private plane of Unicode, where escaped characters such as `\*` are while markup is removed.
_ESCAPED = 0x10F000


class Line(Struct, frozen=True):
    """A line of the document. `number` counts from 1; `raw` has markup, but no trailing tabs."""

    number: int
    raw: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The tab separated cells, with markup."""
        return tuple(self.raw.split("\t"))

    @property
    def text(self) -> str:
        """The whole line without markup."""
        return clean(self.raw)

    @property
    def is_blank(self) -> bool:
        """Whether the line is empty but for white space."""
        return not self.raw.strip()

    @property
    def is_rule(self) -> bool:
        """Whether the line is a rule: the dashes under a heading or under the header of a table."""
        return "--" in self.raw and not self.raw.strip("-|: \t")

    @property
    def is_row(self) -> bool:
        """Whether the line has more than one cell."""
        return "\t" in self.raw


class Cell(Struct, frozen=True):
    """A text without markup and the number of its line."""

    text: str
    line: int


def decode(data: bytes) -> str:
    """The text of a document's bytes. Raises `ImportingError` if they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportingError("il documento non è un testo in UTF-8: salvarlo come «Testo, UTF-8»") from error


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a document. Raises `ImportingError` at a control character or another that is no text."""
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")).replace("\f", "\n").replace("\v", "\n")
    for number, raw in enumerate(text.split("\n"), start=1):
        if found := _UNWRITABLE.search(raw):
            raise ImportingError(
                f"riga {number} del documento: il carattere U+{ord(found[0]):04X} non è testo; "
                "serve un documento di testo, non il file di un programma di scrittura"
            )
    return tuple(Line(number, raw.rstrip("\t")) for number, raw in enumerate(text.split("\n"), start=1))


def clean(text: str) -> str:
    """The text without tags, paired asterisks, `#`, escapes and repeated spaces, otherwise unchanged."""
    text = _ESCAPE.sub(lambda match: chr(_ESCAPED + ord(match[1])), _HEADING.sub("", text, count=1))
    text = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", _TAG.sub("", text)))
    text = re.sub(r"[\U0010f021-\U0010f07e]", lambda match: chr(ord(match[0]) - _ESCAPED), text)
    return " ".join(text.split())


def has_emphasis(text: str) -> bool:
    """Whether a text is a heading or begins in bold."""
    return bool(re.match(r"\s*(#{1,6}\s|\*\*\S|<b>)", text))
