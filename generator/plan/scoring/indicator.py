"""Assessment of an indicator: from its measurements to a status for the target of a year.

Nothing here reads the clock: `today` is given by the caller. During the year a measurement is compared with
the value expected on its own day; with the target once the year is over, or once no later measurement can
change the status.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from generator.plan.conditions import Condition
from generator.plan.measurement import Measurement, NotYet, Result
from generator.plan.model import Indicator
from generator.plan.policy import Policy, Status, Trajectory
from generator.plan.scoring.achievement import NOTHING, Achievement, TargetSpec, achievement_of, target_spec
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.scoring.trajectory import expected_by, is_on_track, is_settled, trajectory_of
from generator.plan.values import Day, NotAvailable, Value, comparable, exact_value, kind_of

NO_CONDITION = "il piano non dice se il traguardo è un minimo, un massimo o un valore esatto"


def assess_indicator(
    indicator: Indicator, year: int, measurements: Iterable[Measurement], policy: Policy, today: date | None
) -> IndicatorAssessment:
    """The assessment for a year as of the end of `today`, `None` where nothing was ever measured.

    Measurements of other years and of later days are ignored. Never raises, whatever the values.
    """
    target = indicator.targets.get(year)
    history = _until(today, year, measurements)
    results = [one for one in history if one.has_value or one.not_assessable]
    latest = results[-1] if results else None
    measurement = latest if latest and latest.has_value else None

    def without_result(
        status: Status, reason_code: AssessmentReason, not_assessable: str = ""
    ) -> IndicatorAssessment:
        return IndicatorAssessment(
            year,
            status,
            reason_code,
            target,
            measurement=measurement,
            not_assessable=not_assessable,
            history=history,
        )

    if target is None or isinstance(target, NotAvailable):
        return without_result(Status.NO_TARGET, AssessmentReason.NO_TARGET)
    not_assessable = _not_assessable(indicator, year, target, latest)
    if not_assessable or indicator.condition is None:
        reason = not_assessable or NO_CONDITION
        return without_result(Status.NOT_ASSESSABLE, AssessmentReason.NOT_ASSESSABLE, reason)
    trajectory = trajectory_of(indicator, target, policy)
    spec = _target_spec_of(indicator, indicator.condition, target, policy)
    assessment = replace(
        without_result(Status.TO_MEASURE, AssessmentReason.NO_MEASUREMENT),
        target_spec=spec,
        trajectory=trajectory,
    )
    if measurement is None or measurement.value is None:
        return assessment
    over = is_over(year, today)
    return _assess_result(assessment, spec, trajectory, measurement.value, measurement.day, policy, over=over)


def is_over(year: int, today: date | None) -> bool:
    """Whether a year has ended, which it has on its last day."""
    return today is not None and today >= date(year, 12, 31)


def _until(today: date | None, year: int, measurements: Iterable[Measurement]) -> tuple[Measurement, ...]:
    """The measurements of the year up to today, the earliest first."""
    if today is None:
        return ()
    known = (one for one in measurements if one.day.year == year and one.day <= today)
    return tuple(sorted(known, key=lambda one: one.day))


def _not_assessable(indicator: Indicator, year: int, target: Value, latest: Measurement | None) -> str:
    """Why the indicator cannot be assessed, empty if it can."""
    if declared := indicator.not_assessable.get(year):
        return declared
    if latest is None:
        return ""
    if latest.not_assessable and not latest.has_value:
        return latest.not_assessable
    return _mismatch(latest.value, target)


def _mismatch(result: Result | None, target: Value) -> str:
    """Why a result cannot be compared with a target, empty if it can. The loader reports it as E404."""
    if isinstance(result, NotYet):
        return "" if isinstance(target, Day) else "«non ancora» si dice solo di una data"
    if result is None or comparable(result, target):
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
    assessment: IndicatorAssessment,
    spec: TargetSpec,
    trajectory: Trajectory,
    result: Result,
    day: date,
    policy: Policy,
    *,
    over: bool,
) -> IndicatorAssessment:
    if isinstance(result, NotYet):
        return _assess_not_yet(assessment, spec, day, policy, over=over)
    value = exact_value(result)
    if value is None:
        return assessment
    achievement = achievement_of(spec, value)
    expected = expected_by(spec, trajectory, day)
    settled = isinstance(result, Day) or is_settled(spec, trajectory, value)
    measured = replace(assessment, achievement=achievement, expected=expected, distance=value - spec.target)
    if over or settled:
        return _final(measured, policy.final_status(achievement.rate), over=over)
    status = Status.ON_TRACK if is_on_track(spec, expected, value) else Status.LATE
    return replace(measured, status=status, reason_code=AssessmentReason.EXPECTED_VALUE)


def _assess_not_yet(
    assessment: IndicatorAssessment, spec: TargetSpec, day: date, policy: Policy, *, over: bool
) -> IndicatorAssessment:
    """An event that has not happened is too late after its last day."""
    measured = replace(
        assessment,
        achievement=Achievement(Fraction(0), "zero finché il fatto non è avvenuto"),
        expected=spec.target,
    )
    too_late = spec.condition is not Condition.AT_LEAST and day.toordinal() > spec.target
    if over or too_late:
        return _final(measured, policy.final_status(Fraction(0)), over=over)
    return replace(measured, status=Status.ON_TRACK, reason_code=AssessmentReason.EXPECTED_VALUE)


def _final(assessment: IndicatorAssessment, status: Status, *, over: bool) -> IndicatorAssessment:
    reason_code = AssessmentReason.YEAR_OVER if over else AssessmentReason.SETTLED
    return replace(assessment, status=status, reason_code=reason_code)
