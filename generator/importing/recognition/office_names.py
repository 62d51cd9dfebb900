"""Offices that a document names: several in a cell, each once in the register.

A cell is divided by its form, and by the offices that other cells name alone.
"""

import re
from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.safe_texts import safe
from generator.importing.register_entries import Register, register_names
from generator.importing.slugs import content_words
from generator.plan.identifiers import is_taken_slug

_SEPARATOR = re.compile(r"\n|;|\s/\s|(?<=\S)\s+[•·▪]\s*|^\s*[•·▪]\s*", re.MULTILINE)
_BULLET = re.compile(r"^[-–—•·▪*]\s+|^[•·▪]")
#: A new office begins after the seat of one («(PT)»), unless another seat follows.
_AFTER_SEAT = re.compile(r"(?<=\([A-Z]{2}\))\s+(?:e\s+)?(?=[^\s(])")
_AND = re.compile(r"\s+e(?=\s)")
_OFFICE_WORDS = ("ufficio ", "servizio ", "settore ")

Key = tuple[str, ...]


class OfficeNames(Struct, frozen=True):
    """The offices of a document; `known` are the keys of those that a cell names alone."""

    known: frozenset[Key] = frozenset()

    def split(self, text: str) -> tuple[str, ...]:
        """The offices of a cell, in its order."""
        others = self.known - {office_key(" ".join(text.split()))}

        def is_known(left: str, right: str) -> bool:
            return office_key(left) in others or office_key(right) in others

        names = (name for part in _certain_parts(text) for name in _split_at_and(part, is_known))
        return tuple(dict.fromkeys(safe(name) for name in names))

    def doubt(self, text: str) -> str:
        """What is not sure about the offices of a cell; empty if all is."""
        line, names = " ".join(text.split()), self.split(text)
        if len(names) > len(_listed(text)):
            listed = ", ".join(f"«{name}»" for name in names)
            return f"una sola casella nomina più uffici («{line}»): qui sono divisi in {listed}"
        if len(names) == 1 and re.search(r"\se\s+[A-ZÀ-Ü][a-zà-ü]", line):
            return f"non è chiaro se «{line}» sia un ufficio o due: qui è uno"
        return ""


class Offices(Struct, frozen=True):
    """The offices of a document by name, and their register."""

    names: OfficeNames
    register: Register

    def ids(self, names: Iterable[str]) -> list[str]:
        """The ids of offices, each once; names that are no offices have none."""
        known = self.register.ids
        return list(dict.fromkeys(known[name] for name in names if name in known))

    def other_spellings(self, names: Iterable[str]) -> list[str]:
        """What is said of names that are registered with other words."""
        entries = {entry.id: entry.name for entry in self.register.entries}
        return [
            f"l'ufficio «{name}» è preso per «{entries[self.register.ids[name]]}»"
            for name in names
            if name in self.register.ids and _letters(name) != _letters(entries[self.register.ids[name]])
        ]


def _letters(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def offices_named_in(cells: Iterable[str]) -> OfficeNames:
    """The offices that the cells of a document name."""
    parts = (_certain_parts(cell) for cell in cells)
    return OfficeNames(frozenset(office_key(found[0]) for found in parts if len(found) == 1))


def office_register(names: Iterable[str]) -> Register:
    """The register of offices; names that differ in capitals, signs or little words alone are one."""
    register = register_names(filter(None, names), office_key)
    entries = tuple(replace(one, id=_free(one.id)) for one in register.entries)
    return Register(entries, {name: _free(found) for name, found in register.ids.items()})


def _free(slug: str) -> str:
    """A slug that Windows does not keep for itself, and that is no page of a plan."""
    return f"ufficio-{slug}" if is_taken_slug(slug) else slug


def office_key(name: str) -> Key:
    """What two spellings of an office have in common: its words, without «ufficio»."""
    found = [word for word in content_words(name) if word != "ufficio"]
    return tuple(found) or (name,)


def _listed(text: str) -> list[str]:
    """The lines or items of a cell."""
    return [part for part in re.split(r"\n|;|[•·▪]", text) if part.strip()]


def _separated(text: str) -> list[str]:
    """The parts of a cell between signs or line breaks."""
    parts = (_BULLET.sub("", part.strip()).strip(" ,|") for part in _SEPARATOR.split(text))
    return [" ".join(part.split()) for part in parts if part and not is_absent(part)]


def _certain_parts(text: str) -> list[str]:
    parts = [part.strip() for piece in _separated(text) for part in _AFTER_SEAT.split(piece)]
    return [name for part in parts if part for name in _split_at_and(part, _are_both_offices)]


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
