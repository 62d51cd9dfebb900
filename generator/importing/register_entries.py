"""Register entries: areas, offices and missions that a source names, once each, with their other names."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

from msgspec import Struct

from generator.importing.slugs import unique_slugs


class RegisterEntry(Struct, frozen=True):
    """An entry of a register: `id` is a code or a slug, `name` its most frequent spelling."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()


class Register(Struct, frozen=True):
    """A register, and the id of the entry for each spelling of the source."""

    entries: tuple[RegisterEntry, ...]
    ids: Mapping[str, str]


def register_names(names: Iterable[str], key: Callable[[str], Hashable]) -> Register:
    """A register of names, sorted by name; names with the same `key` make one entry."""
    spellings: dict[Hashable, Counter[str]] = {}
    for name in names:
        spellings.setdefault(key(name), Counter())[name] += 1
    ranked = sorted(
        (_by_frequency(found) for found in spellings.values()), key=lambda found: (found[0].casefold(), found)
    )
    slugs = unique_slugs(found[0] for found in ranked)
    entries = tuple(
        RegisterEntry(slug, found[0], found[1:]) for slug, found in zip(slugs, ranked, strict=True)
    )
    ids = {name: entry.id for entry in entries for name in (entry.name, *entry.other_names)}
    return Register(entries, ids)


def register_codes(coded: Iterable[tuple[str, str]]) -> tuple[RegisterEntry, ...]:
    """A register of (code, name), sorted by code; an entry has an empty name if none is given."""
    spellings: dict[str, Counter[str]] = {}
    for code, name in coded:
        spellings.setdefault(code, Counter())
        if name:
            spellings[code][name] += 1
    return tuple(_coded_entry(code, _by_frequency(found)) for code, found in sorted(spellings.items()))


def _coded_entry(code: str, names: tuple[str, ...]) -> RegisterEntry:
    return RegisterEntry(code, names[0], names[1:]) if names else RegisterEntry(code, "")


def _by_frequency(spellings: Counter[str]) -> tuple[str, ...]:
    """The spellings, most frequent first; among equals, in the order of the source."""
    return tuple(name for name, _ in spellings.most_common())
