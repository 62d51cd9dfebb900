"""Limits of a Markdown text, beyond which rendering takes minutes or more memory than there is.

Renderers read a paragraph again for each sign that may open something, and call themselves for each level of
a list. The limits keep that in proportion to the text; no text that people read comes near them.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.loading.characters import split_lines

#: Maximum number of characters.
_MOST_CHARACTERS = 200_000
#: Maximum number of brackets of a kind that are open at once.
_MOST_OPEN = 100
#: Maximum number of signs of Markdown in a paragraph, table or list without blank lines, and in all.
_MOST_SIGNS, _MOST_SIGNS_IN_ALL = 6_000, 20_000
#: Maximum level of a list or quotation.
_MOST_LEVELS = 25
#: Maximum number of headings and rules.
_MOST_HEADINGS = 1_000
#: Maximum number of cells in all tables: a short row has as many as the header.
_MOST_CELLS = 50_000
#: Maximum length of the definition of a link (`[nome]: indirizzo`), which each use of its name repeats.
_LONGEST_DEFINITION = 2_000

#: Signs of Markdown; those of a table count as cells.
_SIGN = re.compile(r"[\[\]()!*_`<>&#=\\{}^~+-]")
_PAIRS = (re.compile(r"(\[)|\]"), re.compile(r"(\()|\)"))
#: A tag, or an address between angle brackets, which may end in another paragraph.
_TAG = re.compile(r"(<)(?=[A-Za-z/!?])|>")
#: Spaces, and the signs of quotations and of items, with which a line begins.
_LEVELS = re.compile(r"(?:[ \t]|>|(?:[-*+]|[0-9]+[.)])(?=[ \t]))*")
_ITEM = re.compile(r">|[-*+]|[0-9]+")
_SPACES_OF_LEVEL = 4
_HEADING = re.compile(r"[ \t>]*(?:#|[-=*_ \t]+\Z)")
#: The beginning of a definition, or its last part, since a name may be on two lines.
_DEFINITION = re.compile(r"(?:[ ]{0,3}\[)?[^\[\]]*\]:")

#: Offset in the text, and message.
Found = Iterator[tuple[int, str]]


class _Line(Struct, frozen=True):
    offset: int
    text: str


def excesses(text: str) -> Found:
    """Where a text is beyond a limit, and the message in Italian: once for each limit and paragraph."""
    if len(text) > _MOST_CHARACTERS:
        yield 0, f"il testo ha più di {_shown(_MOST_CHARACTERS)} caratteri: dividerlo in più pagine"
        return
    signs = headings = cells = 0
    for lines in _paragraphs(text):
        paragraph = "\n".join(line.text for line in lines)
        in_paragraph = len(_SIGN.findall(paragraph))
        if in_paragraph > _MOST_SIGNS:
            message = f"in questo paragrafo ci sono più di {_shown(_MOST_SIGNS)} segni, come «*» e «[»"
            yield lines[0].offset, f"{message}: dividerlo con righe vuote"
        signs += in_paragraph
        headings += sum(bool(_HEADING.match(line.text)) for line in lines)
        cells += len(lines) * max(line.text.count("|") for line in lines)
        for pair in _PAIRS:
            yield from _open_brackets(pair, paragraph, lines[0].offset)
        yield from _levels(lines)
        yield from _definitions(lines)
    yield from _open_brackets(_TAG, text)
    if signs > _MOST_SIGNS_IN_ALL:
        message = f"nel testo ci sono più di {_shown(_MOST_SIGNS_IN_ALL)} segni, come «*» e «[»"
        yield 0, f"{message}: dividerlo in più pagine"
    if headings > _MOST_HEADINGS:
        yield 0, f"nel testo ci sono più di {_shown(_MOST_HEADINGS)} titoli e righe: dividerlo in più pagine"
    if cells > _MOST_CELLS:
        message = f"le tabelle hanno più di {_shown(_MOST_CELLS)} caselle"
        yield 0, f"{message}: pubblicarle come file, per esempio CSV"


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Lines without a blank one between them. As in Markdown, a blank line has spaces and tabs only."""
    lines: list[_Line] = []
    offset = 0
    for line in split_lines(text):
        if line.strip(" \t"):
            lines.append(_Line(offset, line))
        elif lines:
            yield lines
            lines = []
        offset += len(line)
        # A line break has one or two characters.
        offset += 2 if text[offset : offset + 2] == "\r\n" else 1
    if lines:
        yield lines


def _open_brackets(pair: re.Pattern[str], text: str, start: int = 0) -> Found:
    """The bracket by which too many are open; the group of the pattern is one that opens."""
    opened = 0
    for match in pair.finditer(text):
        opened = opened + 1 if match[1] else max(0, opened - 1)
        if opened > _MOST_OPEN:
            message = f"qui sono aperte più di {_MOST_OPEN} parentesi «{match[1]}»: chiuderle o toglierle"
            yield start + match.start(), message
            return


def _levels(lines: list[_Line]) -> Found:
    """The first line of a paragraph that begins too many lists or quotations, or is indented too far."""
    for line in lines:
        start = _LEVELS.match(line.text)
        before = start[0].expandtabs(_SPACES_OF_LEVEL) if start else ""
        indentation = len(before) - len(before.lstrip(" "))
        if indentation // _SPACES_OF_LEVEL + len(_ITEM.findall(before)) > _MOST_LEVELS:
            yield line.offset, f"la riga è oltre il livello {_MOST_LEVELS} di un elenco: togliere dei rientri"
            return


def _definitions(lines: list[_Line]) -> Found:
    """The definitions of links that are too long; address and title may stand on the next two lines."""
    for number, line in enumerate(lines):
        if _DEFINITION.match(line.text):
            length = sum(len(one.text) for one in lines[number : number + 3])
            if length > _LONGEST_DEFINITION:
                message = f"un collegamento ha più di {_shown(_LONGEST_DEFINITION)} caratteri: accorciarlo"
                yield line.offset, message


def _shown(number: int) -> str:
    return f"{number:,}".replace(",", ".")
