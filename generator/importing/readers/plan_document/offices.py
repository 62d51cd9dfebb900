"""Split of a cell that names several offices, by its form and by the offices that other cells name."""

import re
from collections.abc import Callable, Iterable

from generator.importing.slugs import content_words

_SLASH = re.compile(r"\s+/\s+|\s*;\s*")
#: A new office begins after the seat of one («(PT)»), unless another seat follows.
_AFTER_SEAT = re.compile(r"(?<=\([A-Z]{2}\))\s+(?:e\s+)?(?=[^\s(])")
_AND = re.compile(r"\s+e(?=\s)")
_OFFICE_WORDS = ("ufficio ", "servizio ", "settore ")


def office_key(name: str) -> tuple[str, ...]:
    """Comparison key of an office: the content words of its name, without «ufficio»."""
    found = [word for word in content_words(name) if word != "ufficio"]
    return tuple(found) or (name,)


def known_offices(cells: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The keys of the offices that a cell names alone."""
    return frozenset(office_key(cell) for cell in cells if len(_certain_parts(cell)) == 1)


def split_offices(cell: str, known: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
    """The names of the offices in a cell, in order, unchanged."""
    others = known - {office_key(cell)}

    def is_known(left: str, right: str) -> bool:
        return office_key(left) in others or office_key(right) in others

    return tuple(name for part in _certain_parts(cell) for name in _split_at_and(part, is_known))


def may_be_several(cell: str) -> bool:
    """Whether a name that was not split may still be two: «… e …» before a capital."""
    return bool(re.search(r"\se\s+[A-ZÀ-Ü][a-zà-ü]", cell))


def _certain_parts(cell: str) -> list[str]:
    parts = [
        part.strip() for piece in _SLASH.split(cell) for part in _AFTER_SEAT.split(piece) if part.strip()
    ]
    return [name for part in parts for name in _split_at_and(part, _are_both_offices)]


def _are_both_offices(left: str, right: str) -> bool:
    """True for «ADR sede di A e ADR sede di B» and «Provveditorato e Ufficio tecnico»."""
    return left.split(" ")[0] == right.split(" ")[0] or right.casefold().startswith(_OFFICE_WORDS)


def _split_at_and(part: str, are_two: Callable[[str, str], bool]) -> list[str]:
    """The part split at each «e» between two offices."""
    names: list[str] = []
    start = 0
    for match in _AND.finditer(part):
        left, right = part[start : match.start()].strip(), part[match.end() :].strip()
        if left and right and are_two(left, right):
            names.append(left)
            start = match.end()
    return [*names, part[start:].strip()]
