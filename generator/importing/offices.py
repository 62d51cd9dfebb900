"""One cell that names several offices, told apart by its shape and by the offices named elsewhere."""

import re
from collections.abc import Callable, Iterable

from generator.importing.italian import content_words

_SLASH = re.compile(r"\s+/\s+|\s*;\s*")
#: After a mark of the seat such as «(PT)», unless another follows, a new office begins.
_AFTER_SEAT = re.compile(r"(?<=\([A-Z]{2}\))\s+(?:e\s+)?(?=[^\s(])")
_AND = re.compile(r"\s+e(?=\s)")
_OFFICE_WORDS = ("ufficio ", "servizio ", "settore ")


def office_key(name: str) -> tuple[str, ...]:
    """What makes two names the same office: the words that carry meaning, less the word «ufficio»."""
    found = [word for word in content_words(name) if word != "ufficio"]
    return tuple(found) or (name,)


def known_offices(cells: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The offices that some cell names alone."""
    return frozenset(office_key(cell) for cell in cells if len(_certain_parts(cell)) == 1)


def split_offices(cell: str, known: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
    """The offices in a cell, in order, each to the letter."""
    others = known - {office_key(cell)}

    def is_known(left: str, right: str) -> bool:
        return office_key(left) in others or office_key(right) in others

    return tuple(name for part in _certain_parts(cell) for name in _split_at_and(part, is_known))


def may_be_several(cell: str) -> bool:
    """Whether a name that was left whole may still be two: «… e …» with a capital after it."""
    return bool(re.search(r"\se\s+[A-ZÀ-Ü][a-zà-ü]", cell))


def _certain_parts(cell: str) -> list[str]:
    parts = [
        part.strip() for piece in _SLASH.split(cell) for part in _AFTER_SEAT.split(piece) if part.strip()
    ]
    return [name for part in parts for name in _split_at_and(part, _alike)]


def _alike(left: str, right: str) -> bool:
    """«ADR sede di A e ADR sede di B», «Provveditorato e Ufficio tecnico»."""
    return left.split(" ")[0] == right.split(" ")[0] or right.casefold().startswith(_OFFICE_WORDS)


def _split_at_and(part: str, are_two: Callable[[str, str], bool]) -> list[str]:
    """The part split at each «e» between what are two offices."""
    names: list[str] = []
    start = 0
    for match in _AND.finditer(part):
        left, right = part[start : match.start()].strip(), part[match.end() :].strip()
        if left and right and are_two(left, right):
            names.append(left)
            start = match.end()
    return [*names, part[start:].strip()]
