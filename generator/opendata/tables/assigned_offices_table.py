"""`uffici_obiettivi`: which offices work on each objective, and on the indicators that have their own."""

from collections.abc import Iterator

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import POINTS, Column, Kind, cell_of, text_of
from generator.opendata.tables.common import INDICATOR_KEY, OF_OBJECTIVES, place_columns
from generator.opendata.tables.table import Reference, Table
from generator.plan.body import AssignedOffice
from generator.plan.identifiers import SLUG_WORDS


class _Row(Struct, frozen=True):
    """An office that works on an objective, or on one of its indicators."""

    objective: str
    indicator: str
    office: AssignedOffice


def assigned_offices_table() -> Table:
    """`uffici_obiettivi`."""
    columns: tuple[Column[_Row], ...] = (
        *place_columns(always=False),
        Column("ufficio", "id dell'ufficio", lambda row: row.office.id, required=True, pattern=SLUG_WORDS),
        Column("ruolo", "ruolo dell'ufficio, con le parole del piano", lambda row: row.office.role or None),
        Column(
            "quota",
            "quota dell'ufficio",
            lambda row: cell_of(row.office.share),
            Kind.NUMBER,
            POINTS,
            minimum=0,
            maximum=100,
        ),
        Column("quota_testo", "quota, alla lettera", lambda row: text_of(row.office.share) or None),
    )
    return Table(
        "uffici_obiettivi",
        "Uffici degli obiettivi",
        "Un ufficio per riga, per ogni obiettivo a cui lavora e per ogni indicatore che gli è affidato.",
        columns,
        _records,
        (*INDICATOR_KEY, "ufficio"),
        (OF_OBJECTIVES, Reference(("ufficio",), "uffici", ("id",))),
        by_objective=True,
    )


def _records(source: Source) -> Iterator[_Row]:
    for objective in source.plan.objectives:
        for office in objective.offices:
            yield _Row(objective.code, "", office)
        for indicator in objective.indicators:
            # Offices with a target of their own are parts as well; none is repeated.
            for office in {one.id: one for one in reversed(indicator.all_offices)}.values():
                yield _Row(objective.code, indicator.id, office)
