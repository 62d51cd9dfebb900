"""What is wrong with a file, and where: small sortable objects, gathered before any is printed."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field


# Places, and the nodes of a tree, are tuples: a file makes a thousand of them, which as data classes that
# nobody can change would take three times as long, to make, to compare and to sort.
class SourceLocation(NamedTuple):
    """A place in a file. `file` is relative to the project; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1


class Severity(StrEnum):
    """An error stops the publication; a warning does not."""

    ERROR = "errore"
    WARNING = "avviso"

    @classmethod
    def of(cls, code: str) -> "Severity":
        """By the letter of a rule's code."""
        return cls.ERROR if code.startswith("E") else cls.WARNING


class Diagnostic(NamedTuple):
    """One mistake. `code` names its rule (`E204`); `message`, in Italian, says what is wrong and its cure."""

    place: SourceLocation
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """By the letter of the code."""
        return Severity.of(self.code)

    def __str__(self) -> str:
        """The line that editors and their tools read."""
        place = self.place
        where = f"{printable(place.file)}:{place.line}:{place.column}"
        return f"{where}: {self.severity.value} {self.code}: {printable(self.message)}"


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics by file, line and column, each once."""
    return tuple(sorted(set(findings)))


def printable(text: str) -> str:
    """A text on one line for any terminal or file: what cannot be shown is spelled out, as `\\u0007`."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\u00a0" else f"\\u{ord(char):04x}" for char in text)


class Diagnostics(Struct):
    """Gathers findings while files are read, so that one run shows all of them."""

    _items: list[Diagnostic] = field(default_factory=list)

    def add(self, place: SourceLocation, code: str, message: str) -> None:
        """Note one mistake."""
        self._items.append(Diagnostic(place, code, message))

    def extend(self, findings: Iterable[Diagnostic]) -> None:
        """Note what a rule has found."""
        self._items.extend(findings)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings by file, line and column, each once."""
        return in_order(self._items)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.sorted())

    def __len__(self) -> int:
        return len(self._items)
