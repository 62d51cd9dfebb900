"""Diagnostics: what is wrong with a file and where, collected before any is printed."""

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from msgspec import Struct, field

from generator.loading.characters import printable

#: Longer words are no misspelt ones.
_LONGEST_WORD = 200
#: Known words up to which a misspelt one is compared with all; else with some before and after it.
_FEW_WORDS, _NEIGHBOURS = 200, 20
#: Known words that a message names.
_MOST_WORDS = 50


# Named tuples and not Structs: they sort field by field.
class SourceLocation(NamedTuple):
    """A location in a file. `file` is relative to the project; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1


class Severity(StrEnum):
    """An error stops the publication; a warning does not."""

    ERROR = "errore"
    WARNING = "avviso"

    @classmethod
    def of(cls, code: str) -> "Severity":
        """The severity of a rule, from the letter of its code."""
        return cls.ERROR if code.startswith("E") else cls.WARNING


class Diagnostic(NamedTuple):
    """One problem. `code` is that of its rule (`E204`); `message`, in Italian, includes the remedy."""

    location: SourceLocation
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """The severity, from the letter of the code."""
        return Severity.of(self.code)

    def __str__(self) -> str:
        """`file:line:column: severity code: message`, the line that editors' tools parse."""
        location = self.location
        where = f"{printable(location.file)}:{location.line}:{location.column}"
        return f"{where}: {self.severity.value} {self.code}: {printable(self.message)}"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics by file, line and column, without duplicates."""
    return tuple(sorted(set(diagnostics)))


class Diagnostics(Struct):
    """A collection that readers and rules add to, so that one run reports all problems."""

    _items: list[Diagnostic] = field(default_factory=list)

    def add(self, location: SourceLocation, code: str, message: str) -> None:
        """Add one diagnostic."""
        self._items.append(Diagnostic(location, code, message))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add several diagnostics."""
        self._items.extend(diagnostics)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All diagnostics by file, line and column, without duplicates."""
        return in_order(self._items)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.sorted())

    def __len__(self) -> int:
        return len(self._items)


def suggestion(written: str, known: Iterable[str]) -> str:
    """A phrase that proposes the nearest known word («forse …?»), empty if none is near.

    Of many known words, those near it in the alphabet are compared: a file may hold thousands of wrong ones.
    """
    if len(written) > _LONGEST_WORD:
        return ""
    word = written.casefold()
    folded, words = _folded(tuple(known))
    if len(words) > _FEW_WORDS:
        place = bisect(words, word)
        words = words[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"forse «{folded[close[0]]}»?" if close else ""


@lru_cache(maxsize=8)
def _folded(known: tuple[str, ...]) -> tuple[Mapping[str, str], list[str]]:
    """The words by their folded form, and those forms: in their order, or in the alphabet's if many."""
    folded = {word.casefold(): word for word in known}
    return folded, sorted(folded) if len(folded) > _FEW_WORDS else [*folded]


def enumeration(words: Collection[str]) -> str:
    """Words with commas between them; of many the first."""
    shown = ", ".join(islice(words, _MOST_WORDS))
    return shown if len(words) <= _MOST_WORDS else f"{shown}, …"
