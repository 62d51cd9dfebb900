"""`rettifiche`: what took the place of each result already published, when and why."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind
from generator.opendata.tables.common import (
    INDICATOR_KEY,
    OF_INDICATORS,
    place_columns,
    result_cell,
    text_of_result,
    typed_columns,
)
from generator.opendata.tables.table import Table
from generator.plan.measurement import Correction, Measurement, Result


class _Row(Struct, frozen=True):
    """A correction of the result of a day; `number` is its place among those of that result, from 1."""

    objective: str
    indicator: str
    day: date
    number: int
    before: Result | None
    unit: str
    correction: Correction


def corrections_table() -> Table:
    """`rettifiche`."""
    columns: tuple[Column[_Row], ...] = (
        *place_columns(),
        Column(
            "giorno", "giorno a cui il valore si riferisce", lambda row: row.day, Kind.DATE, required=True
        ),
        Column(
            "numero",
            "posto della rettifica tra quelle del valore, da 1",
            lambda row: row.number,
            Kind.COUNT,
            required=True,
            minimum=1,
        ),
        Column(
            "rettificato_il",
            "giorno della rettifica",
            lambda row: row.correction.made_on,
            Kind.DATE,
            required=True,
        ),
        Column(
            "prima_testo", "il valore prima, alla lettera", lambda row: text_of_result(row.before) or None
        ),
        *typed_columns(
            lambda row: result_cell(row.correction.value),
            lambda row: text_of_result(row.correction.value),
            "il valore dopo la rettifica",
        ),
        Column("unita", "unità di misura del valore", lambda row: row.unit, required=True),
        Column("motivo", "perché è stato rettificato", lambda row: row.correction.reason, required=True),
    )
    return Table(
        "rettifiche",
        "Rettifiche",
        "Una rettifica per riga dei valori già pubblicati; nessuna riga se non ce ne sono.",
        columns,
        _records,
        (*INDICATOR_KEY, "giorno", "numero"),
        (OF_INDICATORS,),
        by_objective=True,
    )


def _records(source: Source) -> Iterator[_Row]:
    of_indicators = source.plan.measurements_of
    for objective in source.plan.objectives:
        for indicator in objective.indicators:
            for measurement in of_indicators.get((objective.code, indicator.id), ()):
                yield from _of(measurement, indicator.unit_of(measurement.day.year).symbol)


def _of(measurement: Measurement, unit: str) -> Iterator[_Row]:
    before = measurement.original
    for number, correction in enumerate(measurement.corrections, 1):
        place = measurement.objective, measurement.indicator, measurement.day
        yield _Row(*place, number, before, unit, correction)
        before = correction.value
