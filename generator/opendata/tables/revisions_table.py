"""Table of revisions: a row for each field that an act has changed, with what was and what is."""

from collections.abc import Iterator

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind
from generator.opendata.tables.table import Reference, Table
from generator.plan.revision_changes import FieldChange, field_changes
from generator.plan.revisions import Revision


class RevisionRow(Struct, frozen=True):
    """A change of one field, with its revision."""

    revision: Revision
    change: FieldChange

    @property
    def id(self) -> str:
        """Revision, objective, indicator and field: `2025-07-31/01_01_OS01/prestiti/target/2026`."""
        change = self.change
        parts = self.revision.name, change.objective, change.indicator, change.field
        return "/".join(filter(None, parts))


def revisions_table() -> Table:
    """`revisioni`; only of plans that have some."""
    columns: tuple[Column[RevisionRow], ...] = (
        Column(
            "id",
            "revisione (giorno, e nome se ce n'è più di una), obiettivo, indicatore e campo",
            lambda row: row.id,
            required=True,
        ),
        Column(
            "giorno",
            "giorno da cui vale",
            lambda row: row.revision.day,
            Kind.DATE,
            required=True,
        ),
        Column("atto", "l'atto che ha cambiato il piano", lambda row: row.revision.act, required=True),
        Column("motivo", "perché lo ha cambiato", lambda row: row.revision.reason, required=True),
        Column("codice_obiettivo", "codice dell'obiettivo", lambda row: row.change.objective, required=True),
        Column(
            "indicatore",
            "id dell'indicatore; vuoto se è cambiato tutto l'obiettivo",
            lambda row: row.change.indicator or None,
        ),
        Column(
            "campo",
            "che cosa è cambiato, come si chiama in piano.json; vigore: in tutto",
            lambda row: row.change.field,
            required=True,
        ),
        Column("anno", "anno del traguardo", lambda row: row.change.year, Kind.COUNT, "anno"),
        Column("prima", "che cosa c'era prima, alla lettera", lambda row: row.change.before or None),
        Column("dopo", "che cosa c'è dopo, alla lettera", lambda row: row.change.after, required=True),
    )
    return Table(
        "revisioni",
        "Revisioni",
        "Una riga per ogni cosa che un atto ha cambiato del piano approvato.",
        columns,
        _records,
        ("id",),
        (Reference(("codice_obiettivo",), "obiettivi", ("codice",)),),
    )


def _records(source: Source) -> Iterator[RevisionRow]:
    for revision in source.plan.revisions:
        for change in field_changes(source.plan, revision):
            yield RevisionRow(revision, change)
