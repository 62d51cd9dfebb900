"""Look-alikes: characters of word processors that look like those of YAML, and are not.

A no-break space does not indent, a dash opens no list and is no minus, curly quotes do not quote. What they
spoil is often reported lines further down, so they are looked for before anything else is explained.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from generator.loading.characters import BULLETS, DASHES, split_lines
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation

#: Longer lines are not searched: a hostile file may have one of a million characters.
MAX_LINE = 2000

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f"
_DASHES = f"{DASHES}\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u2018-\u201f\u2039\u203a\uff02\uff07"
_COLONS = "\ufe55\uff1a\ua789\u2236"
_WIDE = "\uff01-\uff5e"

_NAMES = (
    ("\u00a0", "uno spazio unificatore", "uno spazio comune"),
    ("\u202f", "uno spazio unificatore stretto", "uno spazio comune"),
    ("\u2009", "uno spazio sottile", "uno spazio comune"),
    (_SPACES, "uno spazio tipografico", "uno spazio comune"),
    (_INVISIBLE, "un carattere invisibile", ""),
    ("\u2212", "un segno meno tipografico", "il trattino comune «-»"),
    ("\u2011", "un trattino unificatore", "il trattino comune «-»"),
    (_DASHES, "una lineetta tipografica", "il trattino comune «-»"),
    (BULLETS, "un punto elenco", "il trattino comune «-» e uno spazio"),
    (_QUOTES, "una virgoletta tipografica", "le virgolette diritte, ' o \", prima e dopo il testo"),
    (_COLONS, "un segno che somiglia ai due punti", "i due punti comuni «:»"),
    (_WIDE, "un carattere a larghezza intera", "«{common}»"),
)

_BLANK = _SPACES + _INVISIBLE
_KEY = r"[ ]*(?:- +)*['\"]?[\w/.-]+['\"]?"
#: Places of a line where YAML expects one of its own characters.
_STRUCTURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[ -]*(?P<found>[{_BLANK}])",
        rf"[ ]*(?P<found>[{_DASHES}{BULLETS}])\s",
        rf"{_KEY} *(?P<found>[{_BLANK}])[ {_BLANK}]*:",
        rf"{_KEY} *(?P<found>[{_COLONS}])",
        rf"{_KEY} *: *(?P<found>[{_BLANK}])",
        # A value in curly quotes, up to the end of the line; an apostrophe closes nothing.
        rf"(?:{_KEY} *: +| *- +)(?P<found>[{_QUOTES}])(?:[^{_QUOTES}]|(?<=\w)[‘’](?=\w))*[{_QUOTES}'\"]\s*$",
    )
)
#: A value that begins with a straight quote and ends the line with a curly one.
_OPENED_STRAIGHT = re.compile(rf"(?:{_KEY} *: +| *- +)(['\"])(?:(?!\1).)*(?P<found>[{_QUOTES}])\s*$")
#: The first line of an item of a list, or of a field of the file.
_ENTRY = re.compile(r" *- |[^\s#]")
_BLOCK_SCALAR = re.compile(r"( *).*[:-] +[|>][-+0-9]*[ \t]*(?:#.*)?$")

#: Codes of diagnostics about a word or code that is not the right one, and about a value that cannot be read.
_OF_WORDS = {"E204", "E205", "E206", "E209", "E210", "E213", "E402", "E406", "E603", "E604"}
_OF_VALUES = {"E203", "E301", "E302", "E303", "E304", "E305", "E404"}
# Without U+2212, which numbers may have.
_AT_START = rf"^[{_QUOTES}]|^[{DASHES}\ufe58\ufe63\uff0d{BULLETS}](?=[\s\w.,])"
_IN_WORD = re.compile(rf"{_AT_START}|[{_BLANK}{_COLONS}{_WIDE}]|(?<=\w)[{_DASHES}](?=\w)")
# Spaces between digits have a message of their own; those before a sign are allowed.
_IN_VALUE = re.compile(
    rf"{_AT_START}|[{_INVISIBLE}{_COLONS}{_WIDE}]|^[{_SPACES}]|[{_SPACES}]$"
    rf"|(?<=[^\W\d])[{_SPACES}](?=[^\W\d])"
)
_PLAIN_END = re.compile(r":(?=[ \t]|$)|[ \t]#|[ \t]*$")
_FLOW_END = re.compile(r":(?=[ \t]|$)|[ \t]#|[ \t]*[,\]}]|[ \t]*$")


def describe(character: str) -> str:
    """The message for a look-alike: its name and what to write instead."""
    for characters, name, instead in _NAMES:
        if re.match(f"[{characters}]", character):
            common = instead.format(common=normalize("NFKC", character))
            remedy = f"scrivere {common}" if common else "cancellarlo"
            return f"c'è {name} (U+{ord(character):04X}): {remedy}"
    raise ValueError(character)


def find_curly_end(lines: Sequence[str], rows: Iterable[int]) -> tuple[int, int, str] | None:
    """Line, column and message of the first curly quote that was meant to close a text; rows count from 0."""
    for row in rows:
        if len(lines[row]) <= MAX_LINE and (match := _OPENED_STRAIGHT.match(lines[row])):
            return row + 1, match.start("found") + 1, describe(match["found"])
    return None


def find_in_structure(lines: Sequence[str], row: int) -> tuple[int, int, str] | None:
    """Line, column and message of the look-alike that explains an error of the YAML parser in a row.

    The nearest one, up to the beginning of the entry around the row; rows count from 0.
    """
    in_text = _rows_of_block_scalars(lines)
    for number in range(min(row, len(lines) - 1), -1, -1):
        line = lines[number]
        if number in in_text or len(line) > MAX_LINE:
            continue
        if not line.isascii():
            for pattern in _STRUCTURE:
                if match := pattern.match(line):
                    return number + 1, match.start("found") + 1, describe(match["found"])
        if number < row and _ENTRY.match(line):
            return None
    return None


def _rows_of_block_scalars(lines: Sequence[str]) -> set[int]:
    rows: set[int] = set()
    indentation: int | None = None
    for number, line in enumerate(lines):
        if indentation is not None:
            if not line.strip(" ") or line.startswith(" " * (indentation + 1)):
                rows.add(number)
                continue
            indentation = None
        if len(line) <= MAX_LINE and (match := _BLOCK_SCALAR.match(line)):
            indentation = len(match[1])
    return rows


def without_blanks(text: str) -> str:
    """A word without spaces that are not the common one, and without invisible characters."""
    return text if text.isascii() else re.sub(f"[{_BLANK}]", "", text)


def report_blank(text: str, start: SourceLocation, diagnostics: Diagnostics) -> None:
    """Report the first such character of a word that begins at a location."""
    if match := re.search(f"[{_BLANK}]", text):
        location = start._replace(column=start.column + match.start())
        diagnostics.add(location, "E112", describe(match[0]))


def explain_by_lookalikes(diagnostics: Sequence[Diagnostic], text: str) -> Iterator[Diagnostic]:
    """The diagnostics of a file; those about a value or a word that a look-alike spoils name it instead."""
    if not diagnostics or text.isascii():
        yield from diagnostics
        return
    lines = split_lines(text)
    for diagnostic in diagnostics:
        yield _explained(diagnostic, lines) or diagnostic


def _explained(diagnostic: Diagnostic, lines: Sequence[str]) -> Diagnostic | None:
    location, code = diagnostic.location, diagnostic.code
    pattern = _IN_WORD if code in _OF_WORDS else _IN_VALUE if code in _OF_VALUES else None
    line = lines[location.line - 1] if location.line <= len(lines) else ""
    if pattern is None or line.isascii() or len(line) > MAX_LINE:
        return None
    start, written = _scalar_at(line, location.column - 1)
    match = pattern.search(written)
    if match is None:
        return None
    place = SourceLocation(location.file, location.line, start + match.start() + 1)
    return Diagnostic(place, "E112", describe(match[0]))


def _scalar_at(line: str, start: int) -> tuple[int, str]:
    """Where the text of the scalar at a column begins, and the text, as far as it is on this line."""
    if line[start : start + 1] in ("'", '"'):
        return start + 1, line[start + 1 :].partition(line[start])[0]
    before = line[:start]
    is_in_flow = sum(map(before.count, "[{")) > sum(map(before.count, "]}"))
    end = (_FLOW_END if is_in_flow else _PLAIN_END).search(line, start)
    return start, line[start : end.start() if end else None]
