"""Offices that a document names: several in a cell, each once in the register."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.safe_texts import safe
from generator.importing.register_entries import Register, register_names
from generator.plan.identifiers import is_taken_slug

_SEPARATOR = re.compile(r"\n|;| / |(?<=\S)\s+[•·▪]\s*|^\s*[•·▪]\s*", re.MULTILINE)
_BULLET = re.compile(r"^[-–—•·▪*]\s+|^[•·▪]")


def split_offices(text: str) -> tuple[str, ...]:
    """The offices of a cell, in its order."""
    parts = (_BULLET.sub("", part.strip()).strip(" ,|") for part in _SEPARATOR.split(text))
    return tuple(
        dict.fromkeys(safe(" ".join(part.split())) for part in parts if part and not is_absent(part))
    )


def office_register(names: Iterable[str]) -> Register:
    """The register of offices; names that differ in capitals or signs alone are one."""
    register = register_names(filter(None, names), office_key)
    entries = tuple(replace(one, id=_free(one.id)) for one in register.entries)
    return Register(entries, {name: _free(found) for name, found in register.ids.items()})


def _free(slug: str) -> str:
    """A slug that Windows does not keep for itself, and that is no page of a plan."""
    return f"ufficio-{slug}" if is_taken_slug(slug) else slug


def office_key(name: str) -> str:
    """What two spellings of an office have in common."""
    return " ".join(re.findall(r"\w+", name.casefold()))
