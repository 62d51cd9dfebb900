"""Spelling of numbers: Italian (`1.250,5`) or English (`1,250.5`), told by a column as a whole."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

_NUMBER = re.compile(r"(?<![\w.,/])[-−+]?\d+(?:[.,]\d+)*(?![\w/]|[.,]\d)")
#: What only one of the spellings can be. A zero before the dot opens no thousands.
_ENGLISH = re.compile(
    r"[-−+]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?!\d{3}$)\d+|0\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3}){2,})"
)
_ITALIAN = re.compile(
    r"[-−+]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?!\d{3}$)\d+|0,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3}){2,})"
)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_UNCLEAR = re.compile(r"[-−+]?\d{1,3}[.,]\d{3}")


class Spelling(Enum):
    """How numbers are written: dots or commas before decimals, or nothing that tells."""

    ITALIAN = "italiano"
    ENGLISH = "inglese"
    UNKNOWN = "ignoto"
    MIXED = "misto"


def spelling_of(texts: Iterable[str]) -> Spelling:
    """The spelling of the numbers in some texts together."""
    english = italian = 0
    for text in texts:
        for number in _NUMBER.findall(_DAY.sub(" ", text)):
            english += bool(_ENGLISH.fullmatch(number))
            italian += bool(_ITALIAN.fullmatch(number))
    if english and italian:
        return Spelling.MIXED
    return Spelling.ENGLISH if english else Spelling.ITALIAN if italian else Spelling.UNKNOWN


def spellings(columns: Mapping[str, Sequence[str]]) -> dict[str, Spelling]:
    """The spelling of each column; one that does not tell has that of the table, which is Italian by itself.

    A table is called what stands before `#` in the name of its columns.
    """
    found = {name: spelling_of(texts) for name, texts in columns.items()}
    tables: dict[str, set[Spelling]] = {}
    for name, spelling in found.items():
        tables.setdefault(name.split("#")[0], set()).add(spelling)
    result = {}
    for name, spelling in found.items():
        if spelling is Spelling.UNKNOWN:
            known = tables[name.split("#")[0]] - {Spelling.UNKNOWN}
            spelling = Spelling.ITALIAN if known != {Spelling.ENGLISH} else Spelling.ENGLISH
        result[name] = spelling
    return result


def in_italian(text: str, spelling: Spelling) -> tuple[str, str]:
    """The text with its numbers the Italian way, and a doubt about them, empty if there is none."""
    doubts: list[str] = []

    def write(match: re.Match[str]) -> str:
        number = match[0]
        is_english = bool(_ENGLISH.fullmatch(number))
        if spelling is Spelling.MIXED and _UNCLEAR.fullmatch(number):
            doubts.append(
                f"«{number}» può voler dire migliaia o decimali: nella colonna ci sono tutti e due i modi"
            )
            return number
        if spelling is Spelling.ENGLISH and not _ITALIAN.fullmatch(number):
            return _swapped(number)
        if is_english:
            doubts.append(f"«{number}» è scritto all'inglese, e si è letto «{_swapped(number)}»")
            return _swapped(number)
        return number

    if _DAY.search(text):
        return text, ""
    return _NUMBER.sub(write, text), "; ".join(doubts)


def _swapped(number: str) -> str:
    return number.translate(str.maketrans(".,", ",."))
