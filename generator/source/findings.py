"""What is wrong with a file, and where: small sortable objects, gathered before any is printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file. `file` is relative to the project; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1


class Severity(StrEnum):
    """An error stops the publication; a warning does not."""

    ERROR = "errore"
    WARNING = "avviso"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One mistake. `code` names its rule (`E204`); `message`, in Italian, says what is wrong and its cure."""

    place: Place
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """By the letter of the code."""
        return Severity.ERROR if self.code.startswith("E") else Severity.WARNING

    def __str__(self) -> str:
        """The line that editors and their tools read."""
        place = self.place
        return f"{place.file}:{place.line}:{place.column}: {self.severity.value} {self.code}: {self.message}"


@dataclass(slots=True)
class Findings:
    """Gathers findings while files are read, so that one run shows all of them."""

    _items: list[Finding] = field(default_factory=list)

    def add(self, place: Place, code: str, message: str) -> None:
        """Note one mistake."""
        self._items.append(Finding(place, code, message))

    def sorted(self) -> tuple[Finding, ...]:
        """All findings by file, line and column, each once."""
        return tuple(sorted(set(self._items)))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.sorted())

    def __len__(self) -> int:
        return len(self._items)
