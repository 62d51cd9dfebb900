"""`parti`: the steps of indicators that are reached in steps, and the offices with their own target."""

from collections.abc import Iterator

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind, cell_of, text_of
from generator.opendata.tables.common import INDICATOR_KEY, OF_INDICATORS, place_columns
from generator.opendata.tables.table import Table
from generator.plan.indicator import Indicator

_STEP, _OFFICE = "fase", "ufficio"


class _Row(Struct, frozen=True):
    """A part of an indicator."""

    objective: str
    indicator: str
    part: str
    kind: str
    content: Indicator


def parts_table() -> Table:
    """`parti`."""
    columns: tuple[Column[_Row], ...] = (
        *place_columns(parts=True),
        Column("genere", "che cosa è la parte", lambda row: row.kind, required=True, values=(_STEP, _OFFICE)),
        Column("nome", "nome della fase o dell'ufficio", lambda row: row.content.name, required=True),
        Column(
            "peso",
            "peso della fase nell'indicatore; vuoto se le fasi contano tutte allo stesso modo",
            lambda row: cell_of(row.content.weight),
            Kind.NUMBER,
            minimum=0,
        ),
        Column("peso_testo", "peso, alla lettera", lambda row: text_of(row.content.weight) or None),
    )
    return Table(
        "parti",
        "Fasi e uffici degli indicatori",
        "Una fase per riga, o un ufficio con un traguardo suo; nessuna riga per gli indicatori senza parti.",
        columns,
        _records,
        (*INDICATOR_KEY, "parte"),
        (OF_INDICATORS,),
        by_objective=True,
    )


def _records(source: Source) -> Iterator[_Row]:
    for objective in source.plan.objectives:
        for indicator in objective.indicators:
            kind = _STEP if indicator.has_steps else _OFFICE
            for part in indicator.parts:
                yield _Row(objective.code, indicator.id, part.id, kind, part)
