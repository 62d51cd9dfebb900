"""Steps of an assessment in Italian: one step a line, in the order in which a reader follows them.

Pages and tests show these steps and compute nothing themselves.
"""

from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.italian.declared import BY_WHOM, beside_in_words
from generator.plan.italian.expected import expected_in_words, whole_expected
from generator.plan.italian.parts import (
    count_of_parts,
    coverage,
    degree_of_parts,
    measured_values,
    reason_of_parts,
    rule_of_parts,
    sum_of_parts,
    whole_target,
)
from generator.plan.italian.phrases import long_date, with_article
from generator.plan.measurement import Measurement, NotYet, PartResults
from generator.plan.numerals import show_percentage
from generator.plan.parts import Aggregation
from generator.plan.policy import Policy, Status, Trajectory
from generator.plan.scoring.achievement import TargetSpec, is_met
from generator.plan.scoring.declared import declared_beside
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.scoring.trajectory import Expectation
from generator.plan.values import Day, Value


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
        *_start(indicator, assessment.year, baseline_year),
        *_past_values(indicator),
        Step("traguardo", f"Traguardo {assessment.year}", _target(indicator, assessment)),
        *_difference(indicator, assessment),
        *_due(indicator, assessment),
        *_sums(indicator, assessment),
        *_expected(assessment),
        *_measured(assessment),
        *_achievement(indicator, assessment, policy),
        *_declared_beside(assessment, policy),
        Step(
            "esito", "Esito", f"{policy.label(assessment.status)}: {_reason(indicator, assessment, policy)}"
        ),
        *_source(assessment.measurement),
    )


def _percentage(rate: Fraction, policy: Policy) -> str:
    return show_percentage(rate, (policy.partly, policy.achieved))


def _start(indicator: Indicator, year: int, baseline_year: int) -> tuple[Step, ...]:
    """The baseline; what is done in steps, or by offices with their own, needs none, nor do words."""
    if indicator.starts_nowhere(year):
        return ()
    from_year = indicator.baseline_year or baseline_year
    return (Step("partenza", f"Valore di partenza ({from_year})", _baseline(indicator)),)


def _sums(indicator: Indicator, assessment: IndicatorAssessment) -> tuple[Step, ...]:
    """The sums of the targets and of the values of the offices that were measured."""
    measured = assessment.measured_parts
    if indicator.aggregation is not Aggregation.SUM or not measured:
        return ()
    lacking = coverage(indicator, assessment)
    label = f"Somma dei traguardi ({lacking})" if lacking else "Somma dei traguardi"
    return (
        Step("somma", label, sum_of_parts([one.part.targets[assessment.year] for one in measured])),
        Step("somma", "Somma dei valori", sum_of_parts(measured_values(assessment))),
    )


def _baseline(indicator: Indicator) -> str:
    return indicator.baseline.in_words() if indicator.baseline is not None else "il piano non lo indica"


def _past_values(indicator: Indicator) -> tuple[Step, ...]:
    if not indicator.past_values:
        return ()
    values = (f"{year}: {value.in_words()}" for year, value in sorted(indicator.past_values.items()))
    return (Step("serie", "Altri anni prima del piano", "; ".join(values)),)


def _difference(indicator: Indicator, assessment: IndicatorAssessment) -> tuple[Step, ...]:
    """How the target of a difference was worked out; not where the sum of the offices' own took its place."""
    relative = indicator.relative_targets.get(assessment.year)
    is_own = assessment.target == indicator.targets.get(assessment.year)
    if relative is None or relative.base is None or not is_own:
        return ()
    text = f"{relative.working(assessment.target)}, {relative.base_in_words()}"
    return (Step("differenza", "Calcolo del traguardo", text),)


def _due(indicator: Indicator, assessment: IndicatorAssessment) -> tuple[Step, ...]:
    """The day of a target that is due before its year ends, and the targets on the way."""
    steps = []
    if assessment.is_due_early:
        text = long_date(assessment.due)
        if assessment.measurement and assessment.measurement.day > assessment.due:
            text += "; di quel giorno non c'è un dato, e conta il primo che lo segue"
        steps.append(Step("termine", "Termine", text))
    if interim := indicator.interim_targets_of(assessment.year):
        values = (f"{value.in_words()} {_on(day)}" for day, value in interim)
        steps.append(Step("intermedi", "Traguardi intermedi", "; ".join(values)))
    return tuple(steps)


def _target(indicator: Indicator, assessment: IndicatorAssessment) -> str:
    relative = indicator.relative_targets.get(assessment.year)
    if relative is not None and relative.base is None:
        return relative.in_words(assessment.year)
    if assessment.parts and assessment.target is None:
        return whole_target(indicator, assessment.year) or count_of_parts(indicator, len(assessment.parts))
    if assessment.target is None or assessment.reason_code is AssessmentReason.NO_TARGET:
        return "il piano non ne fissa uno"
    condition = indicator.condition_of(assessment.year)
    if condition is None:
        return assessment.target.in_words()
    return assessment.target.as_target(condition)


def _expected(assessment: IndicatorAssessment) -> tuple[Step, ...]:
    spec, measurement, target = assessment.target_spec, assessment.measurement, assessment.target
    expectation = assessment.expectation
    if spec is None or measurement is None or target is None:
        return ()
    if expectation and expectation.value is None:
        text = "ancora niente: il primo traguardo viene dopo"
    elif assessment.expected is None:
        return ()
    elif assessment.expected == spec.target:
        text = f"{target.in_words()}, il traguardo"
    elif expectation and not expectation.is_on_the_way:
        is_last = expectation.end_day == assessment.due
        which = "il traguardo" if is_last else f"il traguardo intermedio {_of(expectation.end_day)}"
        text = f"{expected_in_words(assessment)}, {which}"
    elif expectation and not _is_whole_year(expectation):
        working = _working_between(expectation, target, measurement.day) + _rounding(assessment)
        text = f"{expected_in_words(assessment)} = {working}"
    else:
        working = _expected_working(assessment, spec, target, measurement.day)
        text = f"{expected_in_words(assessment)} = {working}"
    return (Step("atteso", f"Atteso {_on(measurement.day)}", text),)


def _is_whole_year(expectation: Expectation) -> bool:
    """Whether the way goes from the end of a year to the end of the next."""
    return expectation.end_day == date(expectation.start_day.year + 1, 12, 31)


def _working_between(expectation: Expectation, target: Value, day: date) -> str:
    """`40 + 60 × 92/184 dei giorni dal 30 giugno 2026 al 31 dicembre 2026`."""
    way = expectation.end - expectation.start
    passed = (day - expectation.start_day).days
    whole = (expectation.end_day - expectation.start_day).days
    first = expectation.start_day + timedelta(days=1)
    days = f"{passed}/{whole} dei giorni {with_article(long_date(first), 'da')} {_on(expectation.end_day)}"
    moved = f"{target.operand(abs(way))} × {days}"
    if not expectation.start:
        return moved if way > 0 else f"−{moved}"
    return f"{target.operand(expectation.start)} {'−' if way < 0 else '+'} {moved}"


def _expected_working(assessment: IndicatorAssessment, spec: TargetSpec, target: Value, day: date) -> str:
    part = f"{day.timetuple().tm_yday}/{date(day.year, 12, 31).timetuple().tm_yday} dell'anno"
    part += _rounding(assessment)
    if assessment.trajectory is Trajectory.LINEAR and spec.baseline is not None:
        start = spec.baseline
        way = spec.for_value(start).target - start
        sign = "−" if way < 0 else "+"
        return f"{target.operand(start)} {sign} {target.operand(abs(way))} × {part}"
    return f"{target.operand(spec.target)} × {part}"


def _rounding(assessment: IndicatorAssessment) -> str:
    """Says so where whole things are counted, and the expected value was rounded."""
    whole = whole_expected(assessment)
    if whole is None or assessment.expected is None:
        return ""
    return f", arrotondato all'intero {'superiore' if whole > assessment.expected else 'inferiore'}"


def _measured(assessment: IndicatorAssessment) -> tuple[Step, ...]:
    measurement = assessment.measurement
    if measurement is None or measurement.value is None or measurement.original is None:
        return ()
    if isinstance(measurement.value, PartResults):
        # Each part has its own line.
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


def _achievement(indicator: Indicator, assessment: IndicatorAssessment, policy: Policy) -> tuple[Step, ...]:
    achievement, target = assessment.achievement, assessment.target
    if achievement is not None and assessment.reason_code is AssessmentReason.PARTS:
        return (
            Step("regola", "Regola del grado", rule_of_parts(indicator, assessment)),
            Step("grado", "Grado di raggiungimento", degree_of_parts(indicator, assessment, policy)),
        )
    if achievement is None or target is None:
        return ()
    shown = _percentage(achievement.rate, policy)
    if achievement.working:
        dividend, divisor = achievement.working
        shown = f"{target.operand(dividend)} ÷ {target.operand(divisor)} = {shown}"
    return (
        Step("regola", "Regola del grado", achievement.rule),
        Step("grado", "Grado di raggiungimento", shown),
    )


def _declared_beside(assessment: IndicatorAssessment, policy: Policy) -> tuple[Step, ...]:
    beside = declared_beside(assessment)
    return (Step("dichiarato", BY_WHOM.capitalize(), beside_in_words(beside, policy)),) if beside else ()


def _reason(indicator: Indicator, assessment: IndicatorAssessment, policy: Policy) -> str:
    match assessment.reason_code:
        case AssessmentReason.NO_TARGET:
            return f"per il {assessment.year} il piano non fissa un traguardo"
        case AssessmentReason.NOT_ASSESSABLE:
            return assessment.not_assessable
        case AssessmentReason.NO_MEASUREMENT:
            return "non c'è ancora una rilevazione"
        case AssessmentReason.DEADLINE_PASSED:
            return _deadline_passed(assessment)
        case AssessmentReason.DECLARED:
            return _declared(assessment)
        case AssessmentReason.PARTS:
            return reason_of_parts(indicator, assessment, policy)
        case AssessmentReason.SETTLED:
            return _settled(assessment)
        case AssessmentReason.YEAR_OVER:
            return _year_over(assessment, policy)
        case AssessmentReason.EXPECTED_VALUE:
            return _compared(assessment)


def _declared(assessment: IndicatorAssessment) -> str:
    source = assessment.measurement.source if assessment.measurement else ""
    return f"{BY_WHOM}: {source or 'la fonte non è indicata'}"


def _deadline_passed(assessment: IndicatorAssessment) -> str:
    if assessment.parts:
        return "il termine di una fase è passato, e dopo quel giorno nessun dato dice se è stato rispettato"
    deadline = with_article(long_date(assessment.due), "di")
    if isinstance(assessment.target, Day):
        deadline = assessment.target.in_sentence("di")
    return f"il termine {deadline} è passato, e dopo quel giorno nessun dato dice se è stato rispettato"


def _settled(assessment: IndicatorAssessment) -> str:
    if isinstance(assessment.measured, NotYet):
        return "il termine è passato"
    if isinstance(assessment.measured, Day):
        return "il fatto è avvenuto, e la data non cambia più"
    if assessment.target_spec and assessment.target_spec.condition.wants_more:
        return "il conteggio ha già raggiunto il traguardo"
    return "il conteggio ha già superato il traguardo, e il grado non può più cambiare"


def _year_over(assessment: IndicatorAssessment, policy: Policy) -> str:
    measurement = assessment.measurement
    rate = with_article(_percentage(assessment.achievement_rate or Fraction(0), policy), "di")
    over = "il termine è passato" if assessment.is_due_early else "l'anno è concluso"
    text = f"{over} con un grado {rate} ({_thresholds(policy)})"
    if measurement and assessment.can_change:
        end = "del termine" if assessment.is_due_early else "della fine dell'anno"
        text += (
            f"; l'ultima rilevazione è {with_article(long_date(measurement.day), 'di')}, prima {end}: "
            "un dato più recente può cambiare l'esito"
        )
    return text


def _thresholds(policy: Policy) -> str:
    achieved, partly = (
        with_article(show_percentage(threshold), "da") for threshold in (policy.achieved, policy.partly)
    )
    return f"{policy.label(Status.ACHIEVED)} {achieved}, {policy.label(Status.PARTLY)} {partly}"


def _compared(assessment: IndicatorAssessment) -> str:
    if isinstance(assessment.measured, NotYet):
        return "il termine non è ancora passato"
    if assessment.expectation and assessment.expectation.value is None:
        return "l'anno non è concluso e finora nessun traguardo è dovuto"
    if assessment.status is Status.ON_TRACK:
        return "l'anno non è concluso e finora il valore va come atteso, o meglio"
    if _is_exceeded(assessment):
        return "il conteggio ha già superato il traguardo; il grado può ancora scendere"
    return "l'anno non è concluso e finora il valore non è quello atteso"


def _is_exceeded(assessment: IndicatorAssessment) -> bool:
    """Whether a running total is already more than it may be."""
    spec, value = assessment.target_spec, assessment.exact_measured
    if spec is None or value is None or assessment.trajectory is not Trajectory.CUMULATIVE:
        return False
    return spec.for_value(value).wants_less and not is_met(spec, value)


def _source(measurement: Measurement | None) -> tuple[Step, ...]:
    if measurement is None:
        return ()
    steps = [Step("fonte", "Fonte", measurement.source or "non indicata")]
    if measurement.note:
        steps.append(Step("nota", "Nota", measurement.note))
    if measurement.deviation_reason:
        steps.append(Step("motivo_scostamento", "Motivo dello scostamento", measurement.deviation_reason))
    return tuple(steps)


def _of(day: date) -> str:
    return with_article(long_date(day), "di")


def _on(day: date) -> str:
    return with_article(long_date(day), "a")
