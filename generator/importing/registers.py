"""The registers: areas, offices and missions that the sheets name, once each, with their other names."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

from msgspec import Struct

from generator.importing.slugs import unique_slugs


class Entry(Struct, frozen=True):
    """A line of a register. `id` is a code or a slug; `name` is the most frequent of its wordings."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()


class Register(Struct, frozen=True):
    """A register, and where each wording of the document is found in it."""

    entries: tuple[Entry, ...]
    ids: Mapping[str, str]


def register_names(names: Iterable[str], key: Callable[[str], Hashable]) -> Register:
    """A register of names, in order of name, that takes those with the same key for the same thing."""
    wordings: dict[Hashable, Counter[str]] = {}
    for name in names:
        wordings.setdefault(key(name), Counter())[name] += 1
    ranked = sorted(
        (_ranked(found) for found in wordings.values()), key=lambda found: (found[0].casefold(), found)
    )
    slugs = unique_slugs(found[0] for found in ranked)
    entries = tuple(Entry(slug, found[0], found[1:]) for slug, found in zip(slugs, ranked, strict=True))
    ids = {name: entry.id for entry in entries for name in (entry.name, *entry.other_names)}
    return Register(entries, ids)


def register_codes(coded: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """A register of (code, name), in order of code."""
    wordings: dict[str, Counter[str]] = {}
    for code, name in coded:
        wordings.setdefault(code, Counter())
        if name:
            wordings[code][name] += 1
    return tuple(_coded_entry(code, _ranked(found)) for code, found in sorted(wordings.items()))


def _coded_entry(code: str, names: tuple[str, ...]) -> Entry:
    return Entry(code, names[0], names[1:]) if names else Entry(code, "")


def _ranked(wordings: Counter[str]) -> tuple[str, ...]:
    """The most frequent wording first; among equals, the one that the document has first."""
    return tuple(name for name, _ in wordings.most_common())
