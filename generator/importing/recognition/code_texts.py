"""Codes in front of texts: `AS1.OG1 Ridurre i tempi`, `1.1) Ridurre`, `OB.1.1 - Portare`; those of areas."""

import re
from collections.abc import Iterable

_CODE = r"(?:[A-Za-z]{1,10}[._\-/ ]?)?[A-Za-z0-9]*\d[A-Za-z0-9]*(?:[._\-/][A-Za-z0-9]+)*"
#: Words before a code, which are no part of it.
_BEFORE = (
    r"(?:(?:Obiettivo|OBIETTIVO|Ob\.)(?: (?:strategico|operativo|specifico|generale))? ?(?:n\.?|nr\.?|N\.)? ?"
    r"|Capitolo )?"
)
#: A separator that can be no part of a sentence.
_STRONG = re.compile(rf"{_BEFORE}({_CODE})\s*(?:\)|\s[-–—]|:|\.(?=\s))\s*(\S.*)", re.DOTALL)
#: A code and a space: a number alone would be a quantity («100 scuole sicure»).
_WEAK = re.compile(rf"({_CODE})\s+(\S.*)", re.DOTALL)
_TELLING = re.compile(r"[A-Za-z]|\d[._/]\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: The code of an objective that begins with that of its area.
_LAST_PART = re.compile(r"(.*\d)[._/-][A-Za-z]{1,6}[._/-]?\d+")


def split_code(text: str, *, weak: bool = False) -> tuple[str, str]:
    """The code in front of a text, empty if there is none, and the rest; `weak` accepts a mere space."""
    match = _STRONG.fullmatch(text)
    if match and len(match[1]) <= 30 and not _YEAR.fullmatch(match[1]):
        return match[1], match[2]
    match = _WEAK.fullmatch(text) if weak else None
    if match and len(match[1]) <= 30 and _TELLING.search(match[1]) and " " not in match[1]:
        return match[1], match[2]
    return "", text


def all_coded(texts: Iterable[str]) -> bool:
    """Whether all texts of a column begin with a code."""
    found = [split_code(text, weak=True)[0] for text in texts]
    return bool(found) and all(found)


def is_code(text: str) -> bool:
    """Whether a text is a code alone."""
    return len(text) <= 40 and "\n" not in text and re.fullmatch(_CODE + r"|[A-Z]{1,6}", text) is not None


def area_codes(codes: Iterable[str]) -> frozenset[str]:
    """What codes of objectives begin with: `01_06` of `01_06_OP01`."""
    return frozenset(match[1] for code in codes if (match := _LAST_PART.fullmatch(code)))


def area_of_code(code: str) -> str:
    """The area that the code of an objective begins with; empty if it has none."""
    match = _LAST_PART.fullmatch(code)
    return match[1] if match else ""


def split_area(text: str, known: frozenset[str]) -> tuple[str, str]:
    """The code and the name of an area; an empty code if the text has none.

    A code that is `known` may be glued to its name: `02_01_Semplificazione`, `03_01- Organizzazione`.
    """
    for code in sorted(known, key=len, reverse=True):
        if re.match(re.escape(code) + r"(?!\d)", text):
            return code, text[len(code) :].lstrip(" _.:–—-")
    return split_code(text, weak=True)
