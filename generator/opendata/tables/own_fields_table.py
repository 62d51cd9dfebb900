"""`campi`: the fields that only this body has, which `piano.yml` declares: a value a row."""

from collections.abc import Iterator

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind, cell_of
from generator.opendata.tables.common import INDICATOR_KEY, OF_OBJECTIVES, place_columns, typed_columns
from generator.opendata.tables.table import Table
from generator.plan.own_fields import FieldKind, FieldOwner, FieldValue, OwnField, OwnValues, fields_of

_UNITS = {FieldKind.AMOUNT: "euro"}


class _Row(Struct, frozen=True):
    """A value of a field, of an objective or an indicator; `number` counts those of one field and year."""

    objective: str
    indicator: str
    field: OwnField
    value: FieldValue
    number: int


def own_fields_table() -> Table:
    """`campi`."""
    columns: tuple[Column[_Row], ...] = (
        *place_columns(always=False),
        Column("campo", "id del campo", lambda row: row.field.id, required=True),
        Column("etichetta", "nome del campo nelle pagine", lambda row: row.field.label, required=True),
        Column(
            "anno", "anno del valore, se il campo ne ha uno per anno", lambda row: row.value.year, Kind.COUNT
        ),
        Column(
            "numero",
            "posto del valore tra quelli del campo, da 1",
            lambda row: row.number,
            Kind.COUNT,
            required=True,
            minimum=1,
        ),
        Column("unita", "unità di misura del valore", lambda row: _UNITS.get(row.field.kind)),
        *typed_columns(
            lambda row: cell_of(row.value.value) if row.value.value else None,
            lambda row: row.value.text,
            "il valore",
        ),
    )
    return Table(
        "campi",
        "Campi dell'ente",
        "Un valore per riga dei campi che solo questo ente ha; nessuna riga se non ne ha.",
        columns,
        _records,
        (*INDICATOR_KEY, "campo", "anno", "numero"),
        (OF_OBJECTIVES,),
        by_objective=True,
    )


def _records(source: Source) -> Iterator[_Row]:
    fields = source.plan.own_fields
    of_objectives, of_indicators = (fields_of(fields, owner) for owner in FieldOwner)
    for objective in source.plan.objectives:
        yield from _of(objective.code, "", of_objectives, objective.own)
        for indicator in objective.indicators:
            yield from _of(objective.code, indicator.id, of_indicators, indicator.own)


def _of(objective: str, indicator: str, fields: tuple[OwnField, ...], own: OwnValues) -> Iterator[_Row]:
    for field in fields:
        numbers: dict[int | None, int] = {}
        for value in own.get(field.id, ()):
            numbers[value.year] = numbers.get(value.year, 0) + 1
            yield _Row(objective, indicator, field, value, numbers[value.year])
