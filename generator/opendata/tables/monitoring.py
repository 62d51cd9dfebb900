"""Columns and tables of monitoring: measurements, assessments, scores, and the scoring method.

Every assessment can be recomputed from `indicatori` and `valutazione` alone: they hold the baseline,
condition, target, trajectory, tolerance, measured value and its day, besides the result of the site.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import (
    OF_INDICATOR,
    OF_ROW,
    POINTS,
    Cell,
    Column,
    Kind,
    cell_of,
    columns_of_part,
)
from generator.opendata.tables.declared_columns import declared_columns
from generator.plan.conditions import Condition
from generator.plan.measurement import Measurement, NotYet, PartResults, Result, show_result
from generator.plan.numerals import rounded, rounded_percentage, trimmed
from generator.plan.policy import FINAL, Status, Trajectory
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.weighting import Weighting

#: Decimal digits of computed values and of percentages. All other numbers are exact.
_VALUE_DIGITS, _PERCENTAGE_DIGITS = 6, 4

#: What the assessment of an objective or a group is based on.
_BY_SCORE, _BY_SHARE = "confronto del punteggio con le soglie", "confronto di come_atteso con la soglia"
#: The same where nothing of it has a degree, by its status.
_WITHOUT_SCORE = {
    Status.TO_MEASURE: AssessmentReason.NO_MEASUREMENT.value,
    Status.NO_TARGET: AssessmentReason.NO_TARGET.value,
    Status.NOT_ASSESSABLE: AssessmentReason.NOT_ASSESSABLE.value,
}

_WEIGHTINGS = {
    Weighting.PERCENT: "punti percentuali dell'obiettivo",
    Weighting.POINTS: "punti, conta la parte nella somma dell'obiettivo",
    Weighting.EQUAL: "senza pesi, contano tutti allo stesso modo",
}

R = TypeVar("R")


class PolicyRow(Struct, frozen=True):
    """One parameter of the scoring method."""

    item: str
    value: Cell
    description: str


def indicator_assessment_columns(
    year: int, thresholds: Sequence[Fraction]
) -> tuple[Column[IndicatorAssessment], ...]:
    """Columns of one year in `indicatori`."""
    return (
        Column(
            f"andamento_{year}",
            f"andamento previsto nel {year}",
            lambda assessment: assessment.trajectory.value if assessment.trajectory else None,
            values=tuple(trajectory.value for trajectory in Trajectory),
        ),
        Column(
            f"tolleranza_{year}",
            "scostamento ammesso da «pari a»",
            _tolerance,
            Kind.NUMBER,
            OF_ROW,
            minimum=0,
        ),
        Column(
            f"non_valutabile_{year}",
            "perché l'indicatore non si può valutare",
            lambda assessment: assessment.not_assessable or None,
        ),
        Column(
            f"rilevato_{year}",
            f"ultimo valore rilevato per il {year}",
            lambda assessment: result_cell(assessment.measured),
            Kind.VALUE,
            OF_ROW,
        ),
        Column(f"rilevato_{year}_testo", "ultimo valore rilevato, alla lettera", _measured_text),
        Column(
            f"data_rilevazione_{year}",
            "giorno a cui il valore rilevato si riferisce",
            _measured_on,
            Kind.DATE,
        ),
        Column(
            f"atteso_{year}", "valore atteso quel giorno, fino a 6 decimali", _expected, Kind.VALUE, OF_ROW
        ),
        Column(
            f"scarto_{year}",
            "valore rilevato meno traguardo; per le date, in giorni",
            _distance,
            Kind.NUMBER,
            OF_ROW,
        ),
        Column(
            f"grado_{year}",
            "grado di raggiungimento",
            lambda assessment: percentage_cell(assessment.achievement_rate, thresholds),
            Kind.NUMBER,
            POINTS,
            minimum=0,
        ),
        _status(f"esito_{year}", f"esito per il {year}", lambda assessment: assessment.status),
        Column(
            f"definitivo_{year}",
            "se nessuna rilevazione dell'anno può più cambiare l'esito o il grado",
            lambda assessment: assessment.is_final,
            Kind.FLAG,
            required=True,
        ),
        Column(
            f"base_esito_{year}",
            "su che cosa si fonda l'esito",
            lambda assessment: assessment.reason_code.value,
            required=True,
            values=tuple(reason.value for reason in AssessmentReason),
        ),
    )


def aggregate_columns(
    suffix: str, year: str, of: str, weight: str, thresholds: Sequence[Fraction]
) -> tuple[Column[AggregateAssessment], ...]:
    """Columns of the assessment of an objective or a group; `of` says in Italian what is summed.

    `weight` is the unit of the weights, in Italian.
    """
    return (
        Column(
            f"punteggio{suffix}",
            f"media dei gradi di raggiungimento {of}: somma_gradi diviso peso_rilevato",
            lambda assessment: percentage_cell(assessment.score, thresholds),
            Kind.NUMBER,
            POINTS,
            minimum=0,
        ),
        _status(f"esito{suffix}", f"esito {year}", lambda assessment: assessment.status),
        Column(
            f"definitivo{suffix}",
            "se nessuna rilevazione dell'anno può più cambiare l'esito o il punteggio",
            lambda assessment: assessment.is_final,
            Kind.FLAG,
            required=True,
        ),
        Column(
            f"rilevati{suffix}",
            "indicatori rilevati, tra quelli misurabili",
            lambda assessment: assessment.measured,
            Kind.COUNT,
            "indicatori",
            required=True,
            minimum=0,
        ),
        Column(
            f"misurabili{suffix}",
            "indicatori con un traguardo, che si possono valutare",
            lambda assessment: assessment.measurable,
            Kind.COUNT,
            "indicatori",
            required=True,
            minimum=0,
        ),
        Column(
            f"base_esito{suffix}",
            "su che cosa si fonda l'esito; le soglie sono nella tabella valutazione",
            _basis,
            required=True,
            values=(_BY_SCORE, _BY_SHARE, *_WITHOUT_SCORE.values()),
        ),
        Column(
            f"somma_gradi{suffix}",
            f"somma dei gradi di raggiungimento {of}, in percentuale, fino a 6 decimali",
            lambda assessment: _percentage_points(assessment.points) if assessment.weight else None,
            Kind.NUMBER,
            f"{POINTS} per {weight}",
            minimum=0,
        ),
        Column(
            f"peso_rilevato{suffix}",
            f"somma dei pesi di ciò che è rilevato, {of}",
            lambda assessment: _number(assessment.weight) if assessment.weight else None,
            Kind.NUMBER,
            weight,
            minimum=0,
        ),
        Column(
            f"come_atteso{suffix}",
            "parte del peso rilevato che è raggiunta o va come atteso",
            lambda assessment: percentage_cell(assessment.going_well, thresholds),
            Kind.NUMBER,
            POINTS,
            minimum=0,
            maximum=100,
        ),
        Column(
            f"dati_dal{suffix}",
            "giorno della meno recente tra le rilevazioni che contano",
            lambda assessment: assessment.first_day,
            Kind.DATE,
        ),
        Column(
            f"dati_al{suffix}",
            "giorno della più recente tra le rilevazioni che contano",
            lambda assessment: assessment.last_day,
            Kind.DATE,
        ),
    )


def measurement_columns() -> tuple[Column[Measurement], ...]:
    """Columns of `rilevazioni`."""
    return (
        Column(
            "codice_obiettivo",
            "codice dell'obiettivo",
            lambda measurement: measurement.objective,
            required=True,
        ),
        Column("indicatore", "id dell'indicatore", lambda measurement: measurement.indicator, required=True),
        Column(
            "data",
            "giorno a cui il valore si riferisce",
            lambda measurement: measurement.day,
            Kind.DATE,
            required=True,
        ),
        Column(
            "valore",
            "valore rilevato, dopo le rettifiche",
            lambda measurement: result_cell(measurement.value),
            Kind.VALUE,
            OF_INDICATOR,
        ),
        Column("valore_testo", "valore rilevato, alla lettera", lambda measurement: _text(measurement.value)),
        Column(
            "valore_pubblicato",
            "valore come fu pubblicato",
            lambda measurement: result_cell(measurement.original),
            Kind.VALUE,
            OF_INDICATOR,
        ),
        Column(
            "valore_pubblicato_testo",
            "valore come fu pubblicato, alla lettera",
            lambda measurement: _text(measurement.original),
        ),
        Column(
            "rettifiche",
            "rettifiche: data, valore, motivo; nel CSV separate da punto e virgola",
            _corrections,
            Kind.LIST,
        ),
        Column(
            "non_valutabile",
            "perché non c'è un valore",
            lambda measurement: measurement.not_assessable or None,
        ),
        Column("nota", "nota", lambda measurement: measurement.note or None),
        Column("fonte", "da dove viene il valore", lambda measurement: measurement.source or None),
        *columns_of_part(attrgetter("declaration"), declared_columns()),
        Column(
            "motivo_scostamento",
            "perché il valore è lontano dal traguardo",
            lambda measurement: measurement.deviation_reason or None,
        ),
    )


def policy_columns() -> tuple[Column[PolicyRow], ...]:
    """Columns of `valutazione`."""
    return (
        Column("voce", "voce del metodo", lambda row: row.item, required=True),
        Column("valore", "valore", lambda row: row.value, Kind.ANY),
        Column("descrizione", "che cosa vuol dire", lambda row: row.description, required=True),
    )


def _status(name: str, description: str, of: Callable[[R], Status]) -> Column[R]:
    values = tuple(status.value for status in Status)
    return Column(name, description, lambda record: of(record).value, required=True, values=values)


def measurement_records(source: Source) -> Iterator[Measurement]:
    """All measurements, sorted by objective, indicator and day; corrected ones with both values."""
    plan = source.plan
    for objective in sorted(plan.objectives, key=lambda objective: objective.code):
        measurements = (
            plan.measurements_of.get((objective.code, indicator.id), ()) for indicator in objective.indicators
        )
        yield from sorted(
            chain.from_iterable(measurements),
            key=lambda measurement: (measurement.indicator, measurement.day),
        )


def policy_records(source: Source) -> tuple[PolicyRow, ...]:
    """The parameters of the scoring method, and the day of the assessments."""
    policy, today = source.assessment.policy, source.assessment.today
    return (
        PolicyRow("al", today, "giorno in cui si danno gli esiti; ciascuno ha la data delle sue rilevazioni"),
        PolicyRow("smvp", policy.reference or None, "l'atto dell'ente con il metodo"),
        PolicyRow(
            "predefinita", policy.is_default, "se l'ente non ha indicato un metodo e vale quello del sito"
        ),
        PolicyRow(
            Status.ACHIEVED.value,
            _percentage_points(policy.achieved),
            "grado da cui è raggiunto, in punti percentuali",
        ),
        PolicyRow(
            Status.PARTLY.value,
            _percentage_points(policy.partly),
            "grado da cui lo è in parte, in punti percentuali",
        ),
        PolicyRow(
            Status.ON_TRACK.value,
            _percentage_points(policy.on_track),
            "parte degli indicatori che deve andare bene",
        ),
        PolicyRow("tetto", _percentage_points(policy.cap), "grado massimo, in punti percentuali"),
        PolicyRow(
            "tolleranza",
            _percentage_points(policy.tolerance),
            "scostamento da «pari a», in percentuale del traguardo",
        ),
        PolicyRow(
            "pesi",
            source.plan.weighting.value,
            "come si pesano gli indicatori di un obiettivo: "
            + ", ".join(f"{weighting.value} = {words}" for weighting, words in _WEIGHTINGS.items()),
        ),
    )


def _basis(assessment: AggregateAssessment) -> Cell:
    if assessment.score is None:
        return _WITHOUT_SCORE[assessment.status]
    return _BY_SCORE if assessment.status in FINAL else _BY_SHARE


def result_cell(result: Result | None) -> Cell:
    """The typed form of a result; `None` for «non ancora», `n.d.` and parts, which text columns hold."""
    return None if isinstance(result, NotYet | PartResults) else cell_of(result)


def percentage_cell(rate: Fraction | None, thresholds: Sequence[Fraction]) -> Cell:
    """A rate in percentage points, never rounded up to a threshold that it does not reach."""
    if rate is None:
        return None
    return trimmed(rounded_percentage(rate, _PERCENTAGE_DIGITS, thresholds))


def _percentage_points(rate: Fraction) -> Decimal:
    return _number(rate * 100)


def _number(exact: Fraction) -> Decimal:
    """A computed number, rounded to 6 decimal digits unless it is whole."""
    if exact.denominator == 1:
        return Decimal(exact.numerator)
    return trimmed(rounded(exact, _VALUE_DIGITS))


def _text(result: Result | None) -> str:
    return show_result(result) if result is not None else ""


def _measured_text(assessment: IndicatorAssessment) -> Cell:
    return _text(assessment.measured)


def _measured_on(assessment: IndicatorAssessment) -> Cell:
    return assessment.measurement.day if assessment.measurement else None


def _tolerance(assessment: IndicatorAssessment) -> Cell:
    target_spec = assessment.target_spec
    if target_spec is None or target_spec.condition is not Condition.EQUAL:
        return None
    return _number(target_spec.tolerance)


def _expected(assessment: IndicatorAssessment) -> Cell:
    if assessment.expected is None:
        return None
    if assessment.target is not None and not assessment.target.IS_QUANTITY:
        return cell_of(assessment.target)
    return _number(assessment.expected)


def _distance(assessment: IndicatorAssessment) -> Cell:
    if assessment.distance is None or assessment.target is None or not assessment.target.HAS_SCALE:
        return None
    return _number(assessment.distance)


def _corrections(measurement: Measurement) -> Cell:
    return tuple(
        f"{correction.made_on.isoformat()}: {show_result(correction.value)}: {correction.reason}"
        for correction in measurement.corrections
    )
