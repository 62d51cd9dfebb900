"""Steps of an assessment in Italian: one step a line, in the order in which a reader follows them.

Pages and tests show these steps and compute nothing themselves.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from generator.plan.conditions import Condition
from generator.plan.italian.phrases import long_date, with_article
from generator.plan.measurement import Measurement, NotYet
from generator.plan.model import Indicator
from generator.plan.numerals import rounded, show_percentage, show_rounded
from generator.plan.policy import Policy, Status, Trajectory
from generator.plan.scoring.achievement import TargetSpec
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.values import Day

#: Enough decimals to show any two numbers of a plan as different.
_MOST_PLACES = 12


class Step(Struct, frozen=True):
    """A line of the arithmetic. `key` names it for machines and style sheets."""

    key: str
    label: str
    text: str


def arithmetic(
    indicator: Indicator, assessment: IndicatorAssessment, policy: Policy, baseline_year: int
) -> tuple[Step, ...]:
    """Baseline, target, expected and measured value, rule, rate, status, source: those that there are."""
    return (
        Step("partenza", f"Valore di partenza ({baseline_year})", _baseline(indicator)),
        Step("traguardo", f"Traguardo {assessment.year}", _target(indicator, assessment)),
        *_expected(assessment),
        *_measured(assessment),
        *_achievement(assessment, policy),
        Step("esito", "Esito", f"{policy.label(assessment.status)}: {_reason(assessment, policy)}"),
        *_source(assessment.measurement),
    )


def score_arithmetic(
    pairs: Iterable[tuple[Indicator, IndicatorAssessment]], score: Fraction | None, policy: Policy
) -> str:
    """The computation of an objective's score: `(20 × 75% + 30 × 100%) ÷ 50 = 90%`.

    Empty where nothing was measured. Rates are shown rounded; the score is computed from the exact ones.
    """
    weighed = [
        (Fraction(indicator.weight.points), assessment.achievement_rate)
        for indicator, assessment in pairs
        if assessment.achievement_rate is not None
    ]
    if score is None or not weighed:
        return ""
    terms = " + ".join(
        f"{show_rounded(points, _MOST_PLACES)} × {_percentage(rate, policy)}" for points, rate in weighed
    )
    weight = sum((points for points, _ in weighed), Fraction(0))
    return f"({terms}) ÷ {show_rounded(weight, _MOST_PLACES)} = {_percentage(score, policy)}"


def _percentage(rate: Fraction, policy: Policy) -> str:
    return show_percentage(rate, (policy.partly, policy.achieved))


def _baseline(indicator: Indicator) -> str:
    return indicator.baseline.in_words() if indicator.baseline is not None else "il piano non lo indica"


def _target(indicator: Indicator, assessment: IndicatorAssessment) -> str:
    if assessment.target is None or assessment.reason_code is AssessmentReason.NO_TARGET:
        return "il piano non ne fissa uno"
    if indicator.condition is None:
        return assessment.target.in_words()
    return assessment.target.as_target(indicator.condition)


def _expected(assessment: IndicatorAssessment) -> tuple[Step, ...]:
    spec, measurement, target = assessment.target_spec, assessment.measurement, assessment.target
    if assessment.expected is None or spec is None or measurement is None or target is None:
        return ()
    if assessment.expected == spec.target:
        text = f"{target.in_words()}, il traguardo"
    else:
        working = _expected_working(assessment, spec, measurement.day)
        text = f"{target.number_in_words(assessment.expected, _places(assessment))} = {working}"
    return (Step("atteso", f"Atteso {_on(measurement.day)}", text),)


def _expected_working(assessment: IndicatorAssessment, spec: TargetSpec, day: date) -> str:
    part = f"{day.timetuple().tm_yday}/{date(day.year, 12, 31).timetuple().tm_yday} dell'anno"
    if assessment.trajectory is Trajectory.LINEAR and spec.baseline is not None:
        start, way = spec.baseline, spec.target - spec.baseline
        sign = "−" if way < 0 else "+"
        return f"{show_rounded(start, _MOST_PLACES)} {sign} {show_rounded(abs(way), _MOST_PLACES)} × {part}"
    return f"{show_rounded(spec.target, _MOST_PLACES)} × {part}"


def _measured(assessment: IndicatorAssessment) -> tuple[Step, ...]:
    measurement = assessment.measurement
    if measurement is None or measurement.value is None or measurement.original is None:
        return ()
    steps = [Step("rilevato", f"Rilevato {_on(measurement.day)}", measurement.value.in_words())]
    former = measurement.original
    for correction in measurement.corrections:
        text = f"da {former.in_words()} a {correction.value.in_words()}: {correction.reason}"
        steps.append(Step("rettifica", f"Rettifica del {long_date(correction.made_on)}", text))
        former = correction.value
    distance, target = assessment.distance, assessment.target
    if distance is not None and target is not None and target.HAS_SCALE:
        steps.append(Step("scarto", "Scarto dal traguardo", target.distance_in_words(distance)))
    return tuple(steps)


def _achievement(assessment: IndicatorAssessment, policy: Policy) -> tuple[Step, ...]:
    achievement = assessment.achievement
    if achievement is None:
        return ()
    shown = _percentage(achievement.rate, policy)
    if achievement.working:
        dividend, divisor = achievement.working
        shown = f"{show_rounded(dividend, _MOST_PLACES)} ÷ {show_rounded(divisor, _MOST_PLACES)} = {shown}"
    return (
        Step("regola", "Regola del grado", achievement.rule),
        Step("grado", "Grado di raggiungimento", shown),
    )


def _reason(assessment: IndicatorAssessment, policy: Policy) -> str:
    match assessment.reason_code:
        case AssessmentReason.NO_TARGET:
            return f"per il {assessment.year} il piano non fissa un traguardo"
        case AssessmentReason.NOT_ASSESSABLE:
            return assessment.not_assessable
        case AssessmentReason.NO_MEASUREMENT:
            return "non c'è ancora una rilevazione"
        case AssessmentReason.SETTLED:
            return _settled(assessment)
        case AssessmentReason.YEAR_OVER:
            return _year_over(assessment, policy)
        case AssessmentReason.EXPECTED_VALUE:
            return _compared(assessment)


def _settled(assessment: IndicatorAssessment) -> str:
    if isinstance(assessment.measured, NotYet):
        return "il termine è passato"
    if isinstance(assessment.measured, Day):
        return "il fatto è avvenuto, e la data non cambia più"
    if assessment.target_spec and assessment.target_spec.condition is Condition.AT_LEAST:
        return "il conteggio ha già raggiunto il traguardo"
    return "il conteggio ha già superato il traguardo e non può tornare indietro"


def _year_over(assessment: IndicatorAssessment, policy: Policy) -> str:
    measurement = assessment.measurement
    rate = with_article(_percentage(assessment.achievement_rate or Fraction(0), policy), "di")
    text = f"l'anno è concluso con un grado {rate} ({_thresholds(policy)})"
    if measurement and measurement.day < date(assessment.year, 12, 31):
        text += f"; l'ultima rilevazione è del {long_date(measurement.day)}, prima della fine dell'anno"
    return text


def _thresholds(policy: Policy) -> str:
    achieved, partly = (
        with_article(show_percentage(threshold), "da") for threshold in (policy.achieved, policy.partly)
    )
    return f"{policy.label(Status.ACHIEVED)} {achieved}, {policy.label(Status.PARTLY)} {partly}"


def _compared(assessment: IndicatorAssessment) -> str:
    if isinstance(assessment.measured, NotYet):
        return "il termine non è ancora passato"
    if assessment.status is Status.ON_TRACK:
        return "l'anno non è concluso e finora il valore va come atteso, o meglio"
    return "l'anno non è concluso e finora il valore non è quello atteso"


def _source(measurement: Measurement | None) -> tuple[Step, ...]:
    if measurement is None:
        return ()
    steps = [Step("fonte", "Fonte", measurement.source or "non indicata")]
    if measurement.note:
        steps.append(Step("nota", "Nota", measurement.note))
    return tuple(steps)


def _on(day: date) -> str:
    return with_article(long_date(day), "a")


def _places(assessment: IndicatorAssessment) -> int:
    """Number of decimals, at least two, that shows the expected and the measured value as different."""
    if assessment.expected is None or assessment.distance is None or assessment.target_spec is None:
        return 2
    value = assessment.distance + assessment.target_spec.target
    return next(
        (
            places
            for places in range(2, _MOST_PLACES)
            if value == assessment.expected or rounded(value, places) != rounded(assessment.expected, places)
        ),
        _MOST_PLACES,
    )
