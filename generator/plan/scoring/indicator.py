"""Assessment of an indicator: from its measurements to a status for the target of a year.

Nothing here reads the clock: `today` is given by the caller. During the year a measurement is compared with
the value expected on its own day; with the target once the year is over, or once no later measurement can
change status and rate. That a date has not come by its deadline is only known from a measurement of a later
day: without one, nothing is known.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator
from generator.plan.measurement import Declaration, Measurement, NotYet, PartResults, Result
from generator.plan.policy import FINAL, Policy, Status
from generator.plan.scoring.achievement import (
    NOTHING,
    Achievement,
    TargetSpec,
    achievement_of,
    is_met,
    target_spec,
)
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.scoring.trajectory import (
    Expectation,
    expected_by,
    is_on_track,
    is_settled,
    trajectory_of,
)
from generator.plan.values import Day, NotAvailable, ScaleWord, Text, Value, comparable, exact_value, kind_of

NOT_DECLARED = "il traguardo è un testo, e chi valuta non ha dichiarato il grado"
NO_CONDITION = "il piano non dice se il traguardo è un minimo, un massimo o un valore esatto"


def assess_indicator(
    indicator: Indicator, year: int, measurements: Iterable[Measurement], policy: Policy, today: date | None
) -> IndicatorAssessment:
    """The assessment for a year as of the end of `today`, `None` where nothing was ever measured.

    Measurements of other years and of later days are ignored. Never raises, whatever the values.
    """
    target = indicator.targets.get(year)
    history = measurements_until(today, year, measurements)
    latest = that_counts(history, indicator.due_day(year))
    measurement = latest if latest and latest.has_value else None
    found = IndicatorAssessment(
        year,
        Status.NO_TARGET,
        AssessmentReason.NO_TARGET,
        target,
        measurement=measurement,
        history=history,
        due=indicator.due_day(year),
    )
    relative = indicator.relative_targets.get(year)
    over = today is not None and today >= found.due
    is_declared = measurement is not None and measurement.declaration.rate is not None
    if relative is not None and relative.base is None:
        if is_declared and year not in indicator.not_assessable:
            return _declared(found, policy, over=over)
        return replace(
            found,
            status=Status.NOT_ASSESSABLE,
            reason_code=AssessmentReason.NOT_ASSESSABLE,
            not_assessable=relative.missing_base(year),
        )
    if target is None or isinstance(target, NotAvailable):
        return found
    condition = indicator.condition_of(year)
    if condition is None and is_declared and year not in indicator.not_assessable:
        return _declared(found, policy, over=over)
    declared = indicator.not_assessable.get(year) or ("" if condition else NO_CONDITION)
    not_assessable = declared or _not_assessable(target, latest)
    if not_assessable or condition is None:
        return replace(
            found,
            status=Status.NOT_ASSESSABLE,
            reason_code=AssessmentReason.NOT_ASSESSABLE,
            not_assessable=not_assessable,
            can_change=not declared and not found.is_measured_when_due(latest),
        )
    if isinstance(target, Text):
        return _assess_text(found, policy, over=over)
    spec = _target_spec_of(indicator, condition, target, policy)
    found = replace(
        found,
        status=Status.TO_MEASURE,
        reason_code=AssessmentReason.NO_MEASUREMENT,
        target_spec=spec,
        trajectory=trajectory_of(indicator, target, policy),
        can_change=True,
    )
    if today and _is_deadline_unknown(spec, target, measurement, today):
        return replace(found, reason_code=AssessmentReason.DEADLINE_PASSED)
    if measurement is None or measurement.value is None:
        has_passed = year in indicator.due_days and today is not None and today > found.due
        return replace(found, reason_code=AssessmentReason.DEADLINE_PASSED) if has_passed else found
    expectation = expected_by(
        spec,
        trajectory_of(indicator, target, policy),
        measurement.day,
        _interim_points(indicator, year, target),
        indicator.due_days.get(year),
    )
    return _assess_result(found, spec, measurement.value, expectation, policy, over=over)


def that_counts(history: Iterable[Measurement], due: date) -> Measurement | None:
    """The last measurement by the day that the target is due, or else the first one after it."""
    results = [one for one in history if one.has_value or one.not_assessable]
    by_then = [one for one in results if one.day <= due]
    return by_then[-1] if by_then else next(iter(results), None)


def _interim_points(indicator: Indicator, year: int, target: Value) -> list[tuple[date, Fraction]]:
    """The interim targets of a year as exact numbers, of those that compare with its target."""
    if not target.IS_QUANTITY:
        return []
    return [
        (day, number)
        for day, value in indicator.interim_targets_of(year)
        if comparable(value, target) and (number := exact_value(value)) is not None
    ]


def _assess_text(found: IndicatorAssessment, policy: Policy, *, over: bool) -> IndicatorAssessment:
    """The assessment of a target in words, which is what who evaluates has declared."""
    measurement = found.measurement
    can_change = not found.is_measured_when_due(measurement)
    if measurement is None:
        return replace(
            found, status=Status.TO_MEASURE, reason_code=AssessmentReason.NO_MEASUREMENT, can_change=True
        )
    if measurement.declaration.rate is None:
        return replace(
            found,
            status=Status.NOT_ASSESSABLE,
            reason_code=AssessmentReason.NOT_ASSESSABLE,
            not_assessable=NOT_DECLARED,
            can_change=can_change,
        )
    return _declared(found, policy, over=over)


def _declared(found: IndicatorAssessment, policy: Policy, *, over: bool) -> IndicatorAssessment:
    """The declared status and degree; before the year's end a full degree is on track."""
    declared = found.measurement.declaration if found.measurement else Declaration()
    rate, status = min(declared.rate or NOTHING, policy.cap), declared.status
    if over and status not in FINAL:
        status = policy.final_status(rate)
    elif status is None:
        status = Status.ON_TRACK if rate >= policy.achieved else Status.LATE
    return replace(
        found,
        status=status,
        reason_code=AssessmentReason.DECLARED,
        achievement=Achievement(rate, "dichiarato da chi valuta"),
        can_change=not found.is_measured_when_due(found.measurement),
    )


def is_over(year: int, today: date | None) -> bool:
    """Whether a year has ended, which it has on its last day."""
    return today is not None and today >= date(year, 12, 31)


def measurements_until(
    today: date | None, year: int, measurements: Iterable[Measurement]
) -> tuple[Measurement, ...]:
    """The measurements of the year up to today, the earliest first."""
    if today is None:
        return ()
    known = (one for one in measurements if one.day.year == year and one.day <= today)
    return tuple(sorted(known, key=lambda one: one.day))


def _is_deadline_unknown(
    spec: TargetSpec, target: Value, measurement: Measurement | None, today: date
) -> bool:
    """Whether a deadline has passed, and nothing was measured after it that tells whether it was kept."""
    if not isinstance(target, Day) or spec.condition.wants_more or today <= target.day:
        return False
    if measurement is None:
        return True
    return isinstance(measurement.value, NotYet) and measurement.day <= target.day


def _not_assessable(target: Value, latest: Measurement | None) -> str:
    """Why a result cannot be assessed, empty if it can."""
    if latest is None:
        return ""
    if latest.not_assessable and not latest.has_value:
        return latest.not_assessable
    return _mismatch(latest.value, target)


def _mismatch(result: Result | None, target: Value) -> str:
    """Why a result cannot be compared with a target, empty if it can. The loader reports it as E404."""
    if isinstance(result, NotYet):
        return "" if isinstance(target, Day) else "«non ancora» si dice solo di una data"
    if result is None or isinstance(result, PartResults) or comparable(result, target):
        return ""
    one, other = kind_of(result), kind_of(target)
    if one == other:
        return "il valore rilevato e il traguardo sono riferiti a quantità diverse"
    return f"il valore rilevato ({one}) e il traguardo ({other}) non si possono confrontare"


def _target_spec_of(indicator: Indicator, condition: Condition, target: Value, policy: Policy) -> TargetSpec:
    tolerance = exact_value(indicator.tolerance) if indicator.tolerance is not None else None
    # A share of a date or of an answer would mean nothing.
    share = policy.tolerance if tolerance is None and target.IS_QUANTITY else NOTHING
    spec = target_spec(condition, target, indicator.baseline, tolerance=tolerance or NOTHING, cap=policy.cap)
    return replace(spec, tolerance=abs(spec.target) * share) if share else spec


def _assess_result(
    found: IndicatorAssessment,
    spec: TargetSpec,
    result: Result,
    expectation: Expectation,
    policy: Policy,
    *,
    over: bool,
) -> IndicatorAssessment:
    measurement, trajectory = found.measurement, found.trajectory
    if measurement is None or trajectory is None:
        return found
    if isinstance(result, NotYet):
        return _assess_not_yet(found, spec, measurement.day, policy, over=over)
    if isinstance(result, PartResults) or (value := exact_value(result)) is None:
        return found
    achievement = achievement_of(spec, value)
    expected = expectation.value
    if isinstance(result, ScaleWord) and measurement.declaration.rate is not None and not is_met(spec, value):
        return _declared(replace(found, expected=spec.target, exact_measured=value), policy, over=over)
    settled = isinstance(result, Day) or is_settled(spec, trajectory, value, achievement.rate)
    measured = replace(
        found,
        achievement=achievement,
        expected=expected,
        expectation=expectation,
        exact_measured=value,
        can_change=not settled and not found.is_measured_when_due(measurement),
    )
    if over or settled:
        return _at_the_end(measured, policy.final_status(achievement.rate), over=over)
    status = Status.ON_TRACK if is_on_track(spec, expected, value) else Status.LATE
    return replace(measured, status=status, reason_code=AssessmentReason.EXPECTED_VALUE)


def _assess_not_yet(
    found: IndicatorAssessment, spec: TargetSpec, day: date, policy: Policy, *, over: bool
) -> IndicatorAssessment:
    """An event that has not happened is too late after its last day."""
    too_late = not spec.condition.wants_more and day.toordinal() > spec.target
    measured = replace(
        found,
        achievement=Achievement(Fraction(0), "zero finché il fatto non è avvenuto"),
        expected=spec.target,
        can_change=not too_late and not found.is_measured_when_due(found.measurement),
    )
    if over or too_late:
        return _at_the_end(measured, policy.final_status(Fraction(0)), over=over)
    return replace(measured, status=Status.ON_TRACK, reason_code=AssessmentReason.EXPECTED_VALUE)


def _at_the_end(found: IndicatorAssessment, status: Status, *, over: bool) -> IndicatorAssessment:
    reason_code = AssessmentReason.YEAR_OVER if over else AssessmentReason.SETTLED
    return replace(found, status=status, reason_code=reason_code)
