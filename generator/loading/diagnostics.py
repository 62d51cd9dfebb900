"""Diagnostics: what is wrong with a file and where, collected before any is printed."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

from generator.loading.characters import printable


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
    """A phrase that proposes the nearest known word («forse …?»), empty if none is near."""
    folded = {word.casefold(): word for word in known}
    close = get_close_matches(written.casefold(), folded, n=1, cutoff=0.6)
    return f"forse «{folded[close[0]]}»?" if close else ""
