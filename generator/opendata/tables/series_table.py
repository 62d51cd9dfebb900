"""`serie`: the values of every indicator in every year and plan, a value a row, of one kind in a column."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import OF_ROW, POINTS, Cell, Column, Kind
from generator.opendata.tables.monitoring import percentage_cell, result_cell
from generator.opendata.tables.table import Table
from generator.plan.indicator import Indicator
from generator.plan.measurement import Result, show_result
from generator.plan.model import Objective
from generator.plan.numerals import show_numeral
from generator.plan.series import Measure, SeriesValue, values_by_year
from generator.plan.succession import Reference
from generator.plan.values import Range

NAME = "serie"
_DEGREE, _LEAST, _MOST = "grado", "traguardo minimo", "traguardo massimo"


class SeriesRow(Struct, frozen=True):
    """A value of an indicator. `origin` names the first indicator of its series."""

    source: Source
    objective: Objective
    indicator: Indicator
    origin: str
    year: int
    measure: str
    unit: str
    cell: Cell
    text: str
    day: date | None = None
    part: str = ""


def series_table() -> Table:
    """The table of all plans: its rows are those of each objective, one after the other."""
    return Table(
        NAME,
        "Serie",
        "Di ogni indicatore, in tutti i piani, un valore per riga: lo stato prima del piano, i traguardi, i "
        "valori rilevati, il grado. Gli indicatori che continuano in un altro piano hanno la stessa «serie».",
        _columns(),
        series_records,
        ("periodo", "codice_obiettivo", "indicatore", "parte", "anno", "misura"),
    )


def series_records(source: Source) -> Iterator[SeriesRow]:
    """The rows of the objectives of a plan, by indicator, part, year and measure."""
    period, policy = source.plan.period, source.assessment.policy
    for objective in source.plan.objectives:
        assessments = source.assessment.of_indicators(objective)
        for indicator in objective.indicators:
            own = str(Reference(period, objective.code, indicator.id))
            origin = source.origins.get(indicator.id, own)
            of_years = assessments[indicator.id]
            for value in values_by_year(indicator, source.plan.baseline_year, of_years):
                part = next((one for one in indicator.parts if one.id == value.part), indicator)
                for measure, found in _values(value):
                    yield SeriesRow(
                        source,
                        objective,
                        indicator,
                        origin,
                        value.year,
                        measure,
                        part.unit_of(value.year).symbol,
                        result_cell(found),
                        show_result(found),
                        value.day,
                        value.part,
                    )
            for year, assessment in of_years.items():
                degree = percentage_cell(assessment.achievement_rate, (policy.partly, policy.achieved))
                if isinstance(degree, Decimal):
                    text, day = f"{show_numeral(degree)}%", assessment.day
                    yield SeriesRow(
                        source, objective, indicator, origin, year, _DEGREE, POINTS, degree, text, day
                    )


def _values(value: SeriesValue) -> Iterator[tuple[str, Result]]:
    """The measure of a value; of a range its two bounds."""
    if value.measure is Measure.TARGET and isinstance(value.value, Range):
        yield _LEAST, value.value.low
        yield _MOST, value.value.high
    else:
        yield value.measure.value, value.value


def _columns() -> tuple[Column[SeriesRow], ...]:
    measures = (Measure.BASELINE.value, Measure.TARGET.value, _LEAST, _MOST, Measure.RESULT.value, _DEGREE)
    return (
        Column("ente", "nome dell'ente", lambda row: row.source.plan.body.name, required=True),
        Column("codice_ipa", "codice IPA dell'ente", lambda row: row.source.ipa or None),
        Column("periodo", "periodo del piano", lambda row: row.source.plan.period, required=True),
        Column("codice_obiettivo", "codice dell'obiettivo", lambda row: row.objective.code, required=True),
        Column("indicatore", "id dell'indicatore", lambda row: row.indicator.id, required=True),
        Column("nome", "nome dell'indicatore, alla lettera", lambda row: row.indicator.name, required=True),
        Column(
            "parte", "id della fase o dell'ufficio, se il valore è di uno solo", lambda row: row.part or None
        ),
        Column(
            "serie",
            "il primo indicatore della serie: periodo, obiettivo, id; lo stesso in tutti i piani",
            lambda row: row.origin,
            required=True,
        ),
        Column("anno", "anno a cui il valore si riferisce", lambda row: row.year, Kind.COUNT, required=True),
        Column("misura", "che cosa è il valore", lambda row: row.measure, required=True, values=measures),
        Column("unita", "unità di misura del valore", lambda row: row.unit, required=True),
        Column(
            "valore_numero",
            "il valore, se è un numero",
            lambda row: row.cell if isinstance(row.cell, Decimal) else None,
            Kind.NUMBER,
            OF_ROW,
        ),
        Column(
            "valore_data",
            "il valore, se è una data",
            lambda row: row.cell if isinstance(row.cell, date) else None,
            Kind.DATE,
        ),
        Column(
            "valore_vero",
            "il valore, se è un sì o un no",
            lambda row: row.cell if isinstance(row.cell, bool) else None,
            Kind.FLAG,
        ),
        Column("valore_testo", "il valore, alla lettera", lambda row: row.text, required=True),
        Column(
            "data_rilevazione",
            "il giorno a cui si riferisce un valore rilevato",
            lambda row: row.day,
            Kind.DATE,
        ),
        Column(
            "uri",
            "indirizzo permanente dell'indicatore",
            lambda row: row.source.uris.indicator(row.objective, row.indicator) or None,
            Kind.ADDRESS,
        ),
    )
