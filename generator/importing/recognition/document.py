"""Recognition of a document: its tables and paragraphs, from the first to the last, as records."""

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from generator.importing.recognition.cells import Located, filled, locate
from generator.importing.recognition.columns import Header, Row, is_header, read_header
from generator.importing.recognition.flat_tables import read_flat_table
from generator.importing.recognition.headings import years_in
from generator.importing.recognition.layout_file import Corrections
from generator.importing.recognition.records import Field, Leftover, Recognised, Record
from generator.importing.recognition.roles import Heading, Role
from generator.importing.tables import Table


def recognise(
    documents: Iterable[tuple[str, Sequence[Table]]], corrections: Corrections = Corrections()
) -> Recognised:
    """All that the tables of some files say; each file with its name, empty where there is only one."""
    reader = _Document(corrections)
    for file, tables in documents:
        for table in tables:
            reader.read(table, file)
    return reader.finish()


class _Document(Struct):
    corrections: Corrections
    records: list[Record] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    layouts: list[tuple[str, tuple[Heading, ...]]] = field(default_factory=list)
    title: list[Located] = field(default_factory=list)
    tables: int = 0

    def read(self, table: Table, file: str) -> None:
        """Read a table."""
        rows = locate(table, file)
        starts = [index for index, row in enumerate(rows) if is_header(row)]
        self._read_text(rows[: starts[0]] if starts else rows)
        for start, end in zip(starts, (*starts[1:], len(rows)), strict=True):
            self._read_flat(rows, start, end, table)

    def _read_flat(self, rows: Sequence[Row], start: int, end: int, table: Table) -> None:
        header = read_header(rows, start, end, self.corrections.apply)
        self.tables += 1
        self.layouts.append((header.place, header.headings))
        records, leftovers = read_flat_table(header, rows[start:end], f"tabella {self.tables}")
        self.records += [_with_sheet(record, table, header) for record in records]
        self.leftovers += leftovers

    def _read_text(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for cell in filled(row):
                if not self.records:
                    self.title.append(cell)
                else:
                    self.leftovers.append(Leftover(cell, "non è di una tabella"))

    def finish(self) -> Recognised:
        """What was found."""
        title = self.title[0].line if self.title else ""
        years = next((found for cell in self.title if (found := years_in(cell.text))), ())
        leftovers = [Leftover(cell, "sta sopra la tabella") for cell in self.title[1:]]
        return Recognised(
            tuple(self.records), (*leftovers, *self.leftovers), tuple(self.layouts), title, tuple(years)
        )


#: First words of the name of a sheet that is of an office.
_OFFICE_WORDS = {
    "dip", "dipartimento", "settore", "area", "servizio", "ufficio", "direzione", "uo", "sc", "unita", "distretto",
    "centro", "divisione",
}  # fmt: skip


def _with_sheet(record: Record, table: Table, header: Header) -> Record:
    """The record with the office that its sheet is called like."""
    first = table.name.replace(".", " ").split()[:1]
    if not first or first[0].casefold() not in _OFFICE_WORDS or header.having(Role.OFFICE):
        return record
    cell = Located(table.name, f"nome del {table.place}" if table.place else "nome del foglio")
    return Record(record.levels, (*record.fields, Field(Heading("Foglio", Role.OFFICE), cell, "foglio")))
