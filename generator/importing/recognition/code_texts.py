"""Codes in front of texts: `AS1.OG1 Ridurre i tempi`, `1.1) Ridurre`, `OB.1.1 - Portare`."""

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
