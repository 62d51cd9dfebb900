"""What monitoring adds to the open data: measurements, verdicts, scores, and the method behind them.

Whoever has `indicatori` and `valutazione` can work out every verdict anew: baseline, condition, target,
course, tolerance, measured value and its day are all there, beside what the site made of them.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import TypeVar

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Cell, Column, Kind, cell_of
from generator.plan.conditions import Condition
from generator.plan.measurement import Measurement, NotYet, Result, show_result
from generator.plan.numerals import rounded, rounded_percentage, trimmed
from generator.plan.policy import Status, Trajectory
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment

#: Decimals of what had to be worked out. Everything else is exact.
FIGURE_PLACES, SHARE_PLACES = 6, 4
#: Units: of shares; of a row's own values (the column that tells it); of the values of an indicator.
POINTS, OF_ROW, OF_INDICATOR = "punti percentuali", "unita", "unita dell'indicatore"

R = TypeVar("R")


class PolicyRow(Struct, frozen=True):
    """One item of the method, with its value."""

    item: str
    value: Cell
    description: str


def verdict_columns(year: int, thresholds: Sequence[Fraction]) -> tuple[Column[IndicatorAssessment], ...]:
    """The columns of a year in `indicatori`."""
    return (
        Column(
            f"andamento_{year}",
            f"andamento previsto nel {year}",
            lambda v: v.trajectory.value if v.trajectory else None,
            values=tuple(course.value for course in Trajectory),
        ),
        Column(
            f"tolleranza_{year}", "scostamento ammesso da «pari a»", _tolerance, Kind.NUMBER, OF_ROW, least=0
        ),
        Column(
            f"non_valutabile_{year}",
            "perché l'indicatore non si può valutare",
            lambda v: v.not_assessable or None,
        ),
        Column(
            f"rilevato_{year}",
            f"ultimo valore rilevato per il {year}",
            lambda v: result_cell(v.measured),
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
            lambda v: share_cell(v.achievement_rate, thresholds),
            Kind.NUMBER,
            POINTS,
            least=0,
        ),
        _status(f"esito_{year}", f"esito per il {year}", lambda v: v.status),
        Column(
            f"definitivo_{year}",
            "se nessuna rilevazione può più cambiare l'esito",
            lambda v: v.is_final,
            Kind.FLAG,
            required=True,
        ),
        Column(
            f"base_esito_{year}",
            "su che cosa si fonda l'esito",
            lambda v: v.reason_code.value,
            required=True,
            values=tuple(ground.value for ground in AssessmentReason),
        ),
    )


def standing_columns(year: int, thresholds: Sequence[Fraction]) -> tuple[Column[AggregateAssessment], ...]:
    """The columns of a year in `obiettivi`."""
    return (
        Column(
            f"punteggio_{year}",
            "media dei gradi di raggiungimento, ciascuno con il peso del suo indicatore",
            lambda s: share_cell(s.score, thresholds),
            Kind.NUMBER,
            POINTS,
            least=0,
        ),
        _status(f"esito_{year}", f"esito per il {year}", lambda s: s.status),
        Column(
            f"definitivo_{year}",
            "se l'esito non può più cambiare",
            lambda s: s.is_final,
            Kind.FLAG,
            required=True,
        ),
        Column(
            f"rilevati_{year}",
            "indicatori rilevati, tra quelli misurabili",
            lambda s: s.measured,
            Kind.COUNT,
            "indicatori",
            required=True,
            least=0,
        ),
        Column(
            f"misurabili_{year}",
            "indicatori con un traguardo, che si possono valutare",
            lambda s: s.measurable,
            Kind.COUNT,
            "indicatori",
            required=True,
            least=0,
        ),
    )


def measurement_columns() -> tuple[Column[Measurement], ...]:
    """The columns of `rilevazioni`."""
    return (
        Column("codice_obiettivo", "codice dell'obiettivo", lambda m: m.objective, required=True),
        Column("indicatore", "id dell'indicatore", lambda m: m.indicator, required=True),
        Column("data", "giorno a cui il valore si riferisce", lambda m: m.day, Kind.DATE, required=True),
        Column(
            "valore",
            "valore rilevato, dopo le rettifiche",
            lambda m: result_cell(m.value),
            Kind.VALUE,
            OF_INDICATOR,
        ),
        Column("valore_testo", "valore rilevato, alla lettera", lambda m: _text(m.value)),
        Column(
            "valore_pubblicato",
            "valore come fu pubblicato",
            lambda m: result_cell(m.original),
            Kind.VALUE,
            OF_INDICATOR,
        ),
        Column(
            "valore_pubblicato_testo", "valore come fu pubblicato, alla lettera", lambda m: _text(m.original)
        ),
        Column(
            "rettifiche",
            "rettifiche: data, valore, motivo; nel CSV separate da punto e virgola",
            _corrections,
            Kind.LIST,
        ),
        Column("non_valutabile", "perché non c'è un valore", lambda m: m.not_assessable or None),
        Column("nota", "nota", lambda m: m.note or None),
        Column("fonte", "da dove viene il valore", lambda m: m.source or None),
    )


def policy_columns() -> tuple[Column[PolicyRow], ...]:
    """The columns of `valutazione`."""
    return (
        Column("voce", "voce del metodo", lambda r: r.item, required=True),
        Column("valore", "valore", lambda r: r.value, Kind.ANY),
        Column("descrizione", "che cosa vuol dire", lambda r: r.description, required=True),
    )


def _status(name: str, description: str, of: Callable[[R], Status]) -> Column[R]:
    values = tuple(status.value for status in Status)
    return Column(name, description, lambda record: of(record).value, required=True, values=values)


def measurement_records(source: Source) -> Iterator[Measurement]:
    """All measurements, by objective, indicator and day, those that were corrected with both values."""
    plan = source.plan
    for objective in sorted(plan.objectives, key=lambda one: one.code):
        found = (plan.measurements_of.get((objective.code, one.id), ()) for one in objective.indicators)
        yield from sorted(chain.from_iterable(found), key=lambda one: (one.indicator, one.day))


def policy_records(source: Source) -> tuple[PolicyRow, ...]:
    """The method by which the verdicts were reached, and the day that they are of."""
    policy, today = source.assessment.policy, source.assessment.today
    return (
        PolicyRow("al", today, "giorno a cui gli esiti si riferiscono"),
        PolicyRow("smvp", policy.reference or None, "l'atto dell'ente con il metodo"),
        PolicyRow(
            "predefinita", policy.is_default, "se l'ente non ha indicato un metodo e vale quello del sito"
        ),
        PolicyRow(
            Status.ACHIEVED.value, _points(policy.achieved), "grado da cui è raggiunto, in punti percentuali"
        ),
        PolicyRow(
            Status.PARTLY.value, _points(policy.partly), "grado da cui lo è in parte, in punti percentuali"
        ),
        PolicyRow(
            Status.ON_TRACK.value, _points(policy.on_track), "parte degli indicatori che deve andare bene"
        ),
        PolicyRow("tetto", _points(policy.cap), "grado massimo, in punti percentuali"),
        PolicyRow(
            "tolleranza", _points(policy.tolerance), "scostamento da «pari a», in percentuale del traguardo"
        ),
    )


def result_cell(result: Result | None) -> Cell:
    """The machine's form of a result; nothing for «non ancora» and `n.d.`, which the text beside it tells."""
    return None if isinstance(result, NotYet) else cell_of(result)


def share_cell(share: Fraction | None, thresholds: Sequence[Fraction]) -> Cell:
    """A degree as percent points that never round up to a threshold which was not reached."""
    if share is None:
        return None
    return trimmed(rounded_percentage(share, SHARE_PLACES, thresholds))


def _points(share: Fraction) -> Decimal:
    return _figure(share * 100)


def _figure(exact: Fraction) -> Decimal:
    """A figure that was worked out; most are whole, and there is nothing to round."""
    if exact.denominator == 1:
        return Decimal(exact.numerator)
    return trimmed(rounded(exact, FIGURE_PLACES))


def _text(result: Result | None) -> str:
    return show_result(result) if result is not None else ""


def _measured_text(verdict: IndicatorAssessment) -> Cell:
    return _text(verdict.measured)


def _measured_on(verdict: IndicatorAssessment) -> Cell:
    return verdict.measurement.day if verdict.measurement else None


def _tolerance(verdict: IndicatorAssessment) -> Cell:
    goal = verdict.target_spec
    if goal is None or goal.condition is not Condition.EQUAL:
        return None
    return _figure(goal.tolerance)


def _expected(verdict: IndicatorAssessment) -> Cell:
    if verdict.expected is None:
        return None
    if verdict.target is not None and not verdict.target.IS_QUANTITY:
        return cell_of(verdict.target)
    return _figure(verdict.expected)


def _distance(verdict: IndicatorAssessment) -> Cell:
    if verdict.distance is None or verdict.target is None or not verdict.target.HAS_SCALE:
        return None
    return _figure(verdict.distance)


def _corrections(measurement: Measurement) -> Cell:
    return tuple(
        f"{correction.made_on.isoformat()}: {show_result(correction.value)}: {correction.reason}"
        for correction in measurement.corrections
    )
