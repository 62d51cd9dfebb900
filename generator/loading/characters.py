"""Characters: line breaks, invisible characters, and a printable spelling of them."""

import re
from unicodedata import combining

#: Marks and overrides of direction (Unicode UAX 9), as ranges for a regular expression.
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

#: Control characters apart from tabs and line breaks, as ranges for a regular expression.
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

#: Code points that are no characters (Unicode 23.7), or half of one, as ranges for a regular expression. XML
#: and UTF-8 cannot hold some of them.
NONCHARACTER = "\ufdd0-\ufdef\ud800-\udfff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)

#: The signs and the dashes with which word processors begin the items of a list, as ranges.
BULLETS = (
    "\u2022\u00b7\u2023\u2043\u2219\u25a0\u25a1\u25aa\u25ab\u25cb\u25cf\u25e6\u2713\u2756\u27a2"
    "\uf0a7\uf0b7\uf0d8"
)
DASHES = "\u2010-\u2015"

#: Line breaks as YAML and editors count them. `str.splitlines` also breaks at others, such as U+2028.
LINE_BREAK = re.compile(r"\r\n|\r|\n")


#: Maximum number of combining marks in a row: as in the Stream-Safe Text Format of Unicode (UAX 15). Putting
#: them in order takes a time that grows with the square of their number.
_MOST_MARKS = 30
#: Characters among which marks may be: accented letters come before them.
_WITH_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{_MOST_MARKS + 1},}}")
TOO_MANY_MARKS = (
    f"qui ci sono più di {_MOST_MARKS} accenti, o altri segni, uno sull'altro: cancellarli, "
    "nessun testo ne ha"
)

#: Digits other than 0-9: full-width, Arabic, Bengali.
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def other_digits_hint(text: str) -> str:
    """The end of a message for a text with digits other than 0-9, which look the same; else empty."""
    plain = _OTHER_DIGIT.sub(lambda match: str(int(match[0])), text)
    return "" if plain == text else f"; le cifre sono quelle da 0 a 9: scrivere «{plain}»"


def find_too_many_marks(text: str) -> int | None:
    """The offset of more combining marks in a row than any text has; `None` if there are none."""
    if text.isascii():
        return None
    for match in _WITH_MARKS.finditer(text):
        marks = 0
        for offset, character in enumerate(match[0], match.start()):
            marks = marks + 1 if combining(character) else 0
            if marks > _MOST_MARKS:
                return offset - _MOST_MARKS
    return None


def split_lines(text: str) -> list[str]:
    """The lines of a text without their line breaks; at least one."""
    return LINE_BREAK.split(text)


def printable(text: str) -> str:
    """The text on one line, for any terminal or file: non-printable characters escaped, as `\\u0007`."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\u00a0" else f"\\u{ord(char):04x}" for char in text)
