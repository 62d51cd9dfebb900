"""Assessment of an indicator that is measured in parts: in steps, or by each of several offices.

Each part is assessed like an indicator, from the latest result it has. What was not reported is not zero: the
degree is that of the parts that were measured, and as long as one is missing the target is not «raggiunto».
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement, NotYet, PartResults
from generator.plan.parts import Aggregation
from generator.plan.policy import GOING_WELL, Policy, Status
from generator.plan.scoring.achievement import Achievement
from generator.plan.scoring.aggregation import assess_objective
from generator.plan.scoring.indicator import assess_indicator, is_over, measurements_until
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment, PartAssessment
from generator.plan.values import Value, total_of

NO_SUM = "i valori degli uffici non si possono sommare"


def assess_with_parts(
    indicator: Indicator, year: int, measurements: Iterable[Measurement], policy: Policy, today: date | None
) -> IndicatorAssessment:
    """The assessment of an indicator, with or without parts, for a year as of the end of `today`."""
    if not indicator.parts:
        return assess_indicator(indicator, year, measurements, policy, today)
    history = measurements_until(today, year, measurements)
    parts = tuple(
        PartAssessment(part, assess_indicator(part, year, _of_part(part, history), policy, today))
        for part in indicator.parts_of(year)
    )
    measured = [one for one in history if isinstance(one.value, PartResults)]
    found = IndicatorAssessment(
        year,
        Status.NO_TARGET,
        AssessmentReason.NO_TARGET,
        indicator.targets.get(year),
        measurement=_with_latest(indicator, measured) if measured else None,
        history=history,
        parts=parts,
    )
    if not parts:
        return found
    if reason := _not_assessable(indicator, year, history):
        return replace(
            found,
            status=Status.NOT_ASSESSABLE,
            reason_code=AssessmentReason.NOT_ASSESSABLE,
            not_assessable=reason,
            can_change=year not in indicator.not_assessable,
        )
    if not found.measured_parts:
        return _without_results(found)
    over = is_over(year, today)
    if indicator.aggregation is Aggregation.SUM:
        return _assess_sum(found, indicator, policy, today)
    if indicator.aggregation is Aggregation.WORST:
        return _assess_worst(found, policy, over=over)
    return _assess_mean(found, policy, over=over)


def _of_part(part: Indicator, history: Iterable[Measurement]) -> tuple[Measurement, ...]:
    found = (one.of_part(part.id) for one in history)
    return tuple(one for one in found if one is not None)


def _with_latest(indicator: Indicator, measured: Sequence[Measurement]) -> Measurement:
    """The latest measurement, with the latest result of each part."""
    latest = {part: value for one in measured for part, value in _results(one)}
    ids = [part.id for part in indicator.parts if part.id in latest]
    field = measured[-1].value.field if isinstance(measured[-1].value, PartResults) else ""
    results = PartResults(field, tuple((part, latest[part]) for part in ids))
    return replace(measured[-1], original=results, corrections=())


def _results(measurement: Measurement) -> tuple[tuple[str, Value | NotYet], ...]:
    return measurement.value.results if isinstance(measurement.value, PartResults) else ()


def _not_assessable(indicator: Indicator, year: int, history: Sequence[Measurement]) -> str:
    """Why the indicator as a whole cannot be assessed, empty if it can."""
    latest = history[-1].not_assessable if history and not history[-1].has_value else ""
    return indicator.not_assessable.get(year) or latest


def _without_results(found: IndicatorAssessment) -> IndicatorAssessment:
    """The assessment where no part has a degree: that of the parts, if one can still be measured."""
    assessments = [one.assessment for one in found.parts]
    for reason in (AssessmentReason.DEADLINE_PASSED, AssessmentReason.NO_MEASUREMENT):
        if any(one.reason_code is reason for one in assessments):
            return replace(found, status=Status.TO_MEASURE, reason_code=reason, can_change=True)
    first = assessments[0]
    return replace(
        found,
        status=first.status,
        reason_code=first.reason_code,
        not_assessable=first.not_assessable,
        can_change=first.can_change,
    )


def _assess_mean(found: IndicatorAssessment, policy: Policy, *, over: bool) -> IndicatorAssessment:
    """The mean of the degrees, by the weights of steps; offices count alike."""
    pairs = [(one.part, one.assessment) for one in found.parts]
    aggregate = assess_objective(pairs, policy, over=over)
    rate = aggregate.score or Fraction(0)
    return _concluded(found, aggregate.status, rate)


def _assess_worst(found: IndicatorAssessment, policy: Policy, *, over: bool) -> IndicatorAssessment:
    """The lowest degree: on track as long as every office is."""
    assessments = [one.assessment for one in found.measured_parts]
    rate = min(one.achievement_rate or Fraction(0) for one in assessments)
    if over or not any(one.assessment.can_change for one in found.parts):
        status = policy.final_status(rate)
    else:
        going_well = all(one.status in GOING_WELL for one in assessments)
        status = Status.ON_TRACK if going_well else Status.LATE
    return _concluded(found, status, rate)


def _concluded(found: IndicatorAssessment, status: Status, rate: Fraction) -> IndicatorAssessment:
    return replace(
        found,
        status=_of_known_parts(found, status),
        reason_code=AssessmentReason.PARTS,
        achievement=Achievement(rate, ""),
        can_change=any(one.assessment.can_change for one in found.parts),
    )


def _of_known_parts(found: IndicatorAssessment, status: Status) -> Status:
    """A target is achieved only if that is known of every part."""
    return Status.PARTLY if status is Status.ACHIEVED and found.lacks_parts else status


def _as_one(
    indicator: Indicator, found: IndicatorAssessment, target: Value, baseline: Value | None
) -> Indicator:
    """The offices that were measured as one indicator, with the sums of their targets and baselines.

    Its condition is theirs if they have the same, and it is due when the last of them is. Targets on the way
    are of all offices together.
    """
    year, parts = found.year, [one.part for one in found.measured_parts]
    conditions = {part.condition_of(year) for part in parts}
    due = max(part.due_day(year) for part in parts)
    is_whole = not found.lacks_parts
    return replace(
        indicator,
        parts=(),
        aggregation=None,
        targets={year: target},
        relative_targets={},
        baseline=baseline or (indicator.baseline if is_whole else None),
        condition=conditions.pop() if len(conditions) == 1 else indicator.condition_of(year),
        year_conditions={},
        year_units={},
        due_days={year: due} if due < date(year, 12, 31) else {},
        interim_targets=indicator.interim_targets if is_whole else {},
    )


def _assess_sum(
    found: IndicatorAssessment, indicator: Indicator, policy: Policy, today: date | None
) -> IndicatorAssessment:
    """The sum of the values against the sum of the targets, of the offices that were measured."""
    measured = found.measured_parts
    latest = [one.assessment.measurement for one in measured if one.assessment.measurement]
    target = total_of([one.part.targets.get(found.year) for one in measured])
    value = total_of([one.value for one in latest if not isinstance(one.value, NotYet | PartResults)])
    if target is None or value is None or found.measurement is None:
        return replace(
            found,
            status=Status.NOT_ASSESSABLE,
            reason_code=AssessmentReason.NOT_ASSESSABLE,
            not_assessable=NO_SUM,
            can_change=True,
        )
    baseline = total_of([one.part.baseline for one in measured])
    whole = _as_one(indicator, found, target, baseline)
    measurement = replace(found.measurement, original=value)
    result = assess_indicator(whole, found.year, [measurement], policy, today)
    return replace(
        result,
        status=_of_known_parts(found, result.status),
        history=found.history,
        parts=found.parts,
        can_change=result.can_change or found.lacks_parts,
    )
