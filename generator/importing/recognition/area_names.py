"""Strategic areas that a document names: their codes are what codes of objectives begin with."""

import re
from collections.abc import Iterable

from generator.importing.recognition.code_texts import split_code

_LAST_PART = re.compile(r"(.*\d)[._/-][A-Za-z]{1,6}[._/-]?\d+")


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
