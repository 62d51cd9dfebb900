"""`novita`: what changed and when: what editors declare, acts, results, corrections."""

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind
from generator.opendata.tables.table import Table
from generator.plan.changes import Change, changes_of


def news_table() -> Table:
    """`novita`."""
    columns: tuple[Column[Change], ...] = (
        Column("id", "nome della novità, che non cambia", lambda change: change.key, required=True),
        Column("giorno", "giorno della novità", lambda change: change.day, Kind.DATE, required=True),
        Column("genere", "di che cosa è", lambda change: change.subject.value, required=True),
        Column("titolo", "titolo", lambda change: change.title, required=True),
        Column("testo", "che cosa è cambiato", lambda change: change.text or None),
        Column(
            "codice_obiettivo",
            "codice dell'obiettivo, se è uno solo",
            lambda change: change.objective or None,
        ),
        Column("indicatore", "id dell'indicatore, se è uno solo", lambda change: change.indicator or None),
    )
    return Table(
        "novita",
        "Novità",
        "Una novità per riga, la più recente prima: le stesse del feed.",
        columns,
        _records,
        ("id",),
    )


def _records(source: Source) -> tuple[Change, ...]:
    return changes_of(source.plan)
