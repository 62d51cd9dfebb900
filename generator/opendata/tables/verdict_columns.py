"""Columns of a verdict, be it on an indicator, an objective or a group of objectives."""

from datetime import date

from msgspec import Struct

from generator.opendata.tables.columns import POINTS, Cell, Column, Kind
from generator.opendata.tables.numbers import number_cell, percentage_cell, percentage_points
from generator.plan.policy import FINAL, Policy, Status
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment

#: What the verdict on an objective or a group is based on.
_BY_SCORE, _BY_SHARE = "confronto del punteggio con le soglie", "confronto di come_atteso con la soglia"
#: The same where nothing of it has a degree, by its status.
_WITHOUT_SCORE = {
    Status.TO_MEASURE: AssessmentReason.NO_MEASUREMENT.value,
    Status.NO_TARGET: AssessmentReason.NO_TARGET.value,
    Status.NOT_ASSESSABLE: AssessmentReason.NOT_ASSESSABLE.value,
}
_BASES = (*(reason.value for reason in AssessmentReason), _BY_SCORE, _BY_SHARE)


class Verdict(Struct, frozen=True):
    """A verdict as cells; `label` is the body's own word for the status.

    `points`, `weight` and `going_well` are the sum that it is made of, `measured` and `measurable` count
    indicators: all empty for that of an indicator.
    """

    status: Status
    label: str
    is_final: bool
    degree: Cell
    basis: str
    points: Cell = None
    weight: Cell = None
    going_well: Cell = None
    measured: int | None = None
    measurable: int | None = None
    first_day: date | None = None
    last_day: date | None = None


def verdict_on_indicator(assessment: IndicatorAssessment, policy: Policy) -> Verdict:
    """The verdict on an indicator, or on a part of one."""
    day = assessment.measurement.day if assessment.measurement else None
    return Verdict(
        assessment.status,
        policy.label(assessment.status),
        assessment.is_final,
        percentage_cell(assessment.achievement_rate, (policy.partly, policy.achieved)),
        assessment.reason_code.value,
        first_day=day,
        last_day=day,
    )


def verdict_on_group(aggregate: AggregateAssessment, policy: Policy) -> Verdict:
    """The verdict on an objective or on several."""
    thresholds = (policy.partly, policy.achieved)
    return Verdict(
        aggregate.status,
        policy.label(aggregate.status),
        aggregate.is_final,
        percentage_cell(aggregate.score, thresholds),
        _basis(aggregate),
        percentage_points(aggregate.points) if aggregate.weight else None,
        number_cell(aggregate.weight) if aggregate.weight else None,
        percentage_cell(aggregate.going_well, thresholds),
        aggregate.measured,
        aggregate.measurable,
        aggregate.first_day,
        aggregate.last_day,
    )


def _basis(aggregate: AggregateAssessment) -> str:
    if aggregate.score is None:
        return _WITHOUT_SCORE[aggregate.status]
    return _BY_SCORE if aggregate.status in FINAL else _BY_SHARE


def verdict_columns(of_what: str, weight: str) -> tuple[Column[Verdict], ...]:
    """The columns; `of_what` says in Italian what is summed, `weight` is the unit of the weights."""
    return (
        Column(
            "esito",
            "esito di quell'anno",
            lambda verdict: verdict.status.value,
            required=True,
            values=tuple(status.value for status in Status),
        ),
        Column(
            "etichetta",
            "come l'ente chiama quell'esito, se ha una parola sua",
            lambda verdict: verdict.label if verdict.label != verdict.status.value else None,
        ),
        Column(
            "definitivo",
            "se nessuna rilevazione dell'anno può più cambiare l'esito o il grado",
            lambda verdict: verdict.is_final,
            Kind.FLAG,
            required=True,
        ),
        Column(
            "grado",
            f"grado di raggiungimento; {of_what}: somma_gradi diviso peso_rilevato",
            lambda verdict: verdict.degree,
            Kind.NUMBER,
            POINTS,
            minimum=0,
        ),
        Column(
            "base_esito",
            "su che cosa si fonda l'esito; le soglie sono nella tabella valutazione",
            lambda verdict: verdict.basis,
            required=True,
            values=_BASES,
        ),
        Column(
            "somma_gradi",
            f"{of_what}, la somma dei gradi, in percentuale, fino a 6 decimali",
            lambda verdict: verdict.points,
            Kind.NUMBER,
            f"{POINTS} per {weight}",
            minimum=0,
        ),
        Column(
            "peso_rilevato",
            f"{of_what}, la somma dei pesi di ciò che è rilevato",
            lambda verdict: verdict.weight,
            Kind.NUMBER,
            weight,
            minimum=0,
        ),
        Column(
            "come_atteso",
            "parte del peso rilevato che è raggiunta o va come atteso",
            lambda verdict: verdict.going_well,
            Kind.NUMBER,
            POINTS,
            minimum=0,
            maximum=100,
        ),
        Column(
            "rilevati",
            "indicatori rilevati, tra quelli misurabili",
            lambda verdict: verdict.measured,
            Kind.COUNT,
            "indicatori",
            minimum=0,
        ),
        Column(
            "misurabili",
            "indicatori con un traguardo, che si possono valutare",
            lambda verdict: verdict.measurable,
            Kind.COUNT,
            "indicatori",
            minimum=0,
        ),
        Column(
            "dati_dal",
            "giorno della meno recente tra le rilevazioni che contano",
            lambda verdict: verdict.first_day,
            Kind.DATE,
        ),
        Column(
            "dati_al",
            "giorno della più recente tra le rilevazioni che contano",
            lambda verdict: verdict.last_day,
            Kind.DATE,
        ),
    )
