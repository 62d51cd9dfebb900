"""`rilevazioni`: every result on its day, with its words; of an indicator in parts also those of parts."""

from collections.abc import Iterator

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import POINTS, Column, Kind, cell_of
from generator.opendata.tables.common import (
    INDICATOR_KEY,
    OF_INDICATORS,
    place_columns,
    result_cell,
    text_of_result,
    typed_columns,
)
from generator.opendata.tables.table import Table
from generator.plan.indicator import Indicator
from generator.plan.measurement import Declaration, Measurement
from generator.plan.policy import MEASURED, Status


class _Row(Struct, frozen=True):
    """The result of an indicator, or of a part, on a day; `declared` is what was declared of it alone."""

    objective: str
    indicator: str
    part: str
    unit: str
    declared: Declaration
    content: Measurement


def measurements_table() -> Table:
    """`rilevazioni`."""
    columns: tuple[Column[_Row], ...] = (
        *place_columns(parts=True),
        Column(
            "giorno",
            "giorno a cui il valore si riferisce",
            lambda row: row.content.day,
            Kind.DATE,
            required=True,
        ),
        *typed_columns(
            lambda row: result_cell(row.content.value),
            lambda row: text_of_result(row.content.value),
            "il valore rilevato, dopo le rettifiche",
        ),
        Column("unita", "unità di misura del valore", lambda row: row.unit, required=True),
        Column(
            "pubblicato_testo",
            "il valore come fu pubblicato, alla lettera, se è stato rettificato",
            lambda row: text_of_result(row.content.original) if row.content.corrections else None,
        ),
        Column(
            "non_valutabile",
            "perché non c'è un valore",
            lambda row: row.content.not_assessable or None,
        ),
        Column("nota", "nota", lambda row: row.content.note or None),
        Column("fonte", "da dove viene il valore", lambda row: row.content.source or None),
        Column(
            "motivo_scostamento",
            "perché il valore è lontano dal traguardo",
            lambda row: row.content.deviation_reason or None,
        ),
        Column(
            "grado_dichiarato",
            "grado dichiarato da chi valuta, anche oltre 100: conta, fino al massimo, dove non si calcola",
            lambda row: cell_of(row.declared.degree),
            Kind.NUMBER,
            POINTS,
            minimum=0,
        ),
        Column(
            "esito_dichiarato",
            "esito dichiarato da chi valuta: conta dove non si può calcolare",
            lambda row: row.declared.status.value if row.declared.status else None,
            values=tuple(status.value for status in Status if status in MEASURED),
        ),
    )
    return Table(
        "rilevazioni",
        "Rilevazioni",
        "Un valore rilevato per riga; nessuna riga finché nulla è stato rilevato. Un indicatore in fasi, o "
        "per ufficio, ha una riga per ogni parte rilevata e una di insieme.",
        columns,
        _records,
        (*INDICATOR_KEY, "parte", "giorno"),
        (OF_INDICATORS,),
        by_objective=True,
    )


def _records(source: Source) -> Iterator[_Row]:
    of_indicators = source.plan.measurements_of
    for objective in source.plan.objectives:
        for indicator in objective.indicators:
            for measurement in of_indicators.get((objective.code, indicator.id), ()):
                yield _row(objective.code, indicator, "", indicator, measurement)
                for part in indicator.parts:
                    if found := measurement.of_part(part.id):
                        yield _row(objective.code, indicator, part.id, part, found)


def _row(code: str, indicator: Indicator, part: str, content: Indicator, measurement: Measurement) -> _Row:
    unit = content.unit_of(measurement.day.year).symbol
    return _Row(code, indicator.id, part, unit, measurement.declaration, measurement)
