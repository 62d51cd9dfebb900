"""Findings: what is wrong or doubtful in the table of an office, with file, sheet and cell."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from generator.importing.tables import Cell, Table
from generator.loading.characters import printable
from generator.loading.diagnostics import Diagnostic, Severity

_DOUBT = "dubbio"


class Finding(Struct, frozen=True):
    """One finding. `code` is that of the rule of `vetro check` that says it; a doubt has none."""

    place: str
    text: str
    code: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the row cannot be imported."""
        return bool(self.code) and Severity.of(self.code) is Severity.ERROR

    def __str__(self) -> str:
        kind = f"{Severity.of(self.code).value} {self.code}" if self.code else _DOUBT
        return f"{printable(self.place)}: {kind}: {printable(self.text)}"


def place_of(path: Path, table: Table, cell: Cell) -> str:
    """`ragioneria.xlsx, Risultati!D12`; without a sheet `ragioneria.csv, riga 12`."""
    return f"{path.name}, {table.name}!{cell.place}" if table.name else f"{path.name}, {cell.place}"


def findings_of(diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Diagnostics of values whose file is the place of their cell."""
    return [Finding(one.location.file, one.message, one.code) for one in diagnostics]
