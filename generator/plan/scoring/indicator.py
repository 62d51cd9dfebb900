"""From the measurements of an indicator to a verdict on its target of a year.

Nothing here reads the clock: «today» is a day that the caller gives. A measurement is held against
what was to be expected on its own day, so that the two figures are of the same date; and against the
target itself once the year is over, or once no later measurement can change the verdict.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from generator.plan.conditions import Condition
from generator.plan.measurement import Measurement, NotYet, Result
from generator.plan.model import Indicator
from generator.plan.policy import Policy, Trajectory
from generator.plan.scoring.achievement import (
    NOTHING,
    Achievement,
    TargetSpec,
    achievement_of,
    figure,
    target_spec,
)
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.scoring.trajectory import expected_by, is_on_track, is_settled, trajectory_of
from generator.plan.status import Status
from generator.plan.values import ALL_OR_NOTHING, Day, NotAvailable, Value, comparable, kind_of

NO_CONDITION = "il piano non dice se il traguardo è un minimo, un massimo o un valore esatto"


def assess(
    indicator: Indicator, year: int, measurements: Iterable[Measurement], policy: Policy, today: date | None
) -> IndicatorAssessment:
    """The verdict on the target of a year, as things stand at the end of `today`.

    `today` is `None` where nothing was ever measured. Measurements of other years and of later days are
    left aside. Whatever the values, it answers and does not raise.
    """
    target = indicator.targets.get(year)
    history = _until(today, year, measurements)
    said = [found for found in history if found.is_figure or found.not_assessable]
    latest = said[-1] if said else None
    measurement = latest if latest and latest.is_figure else None
    if target is None or isinstance(target, NotAvailable):
        status, ground = Status.NO_TARGET, AssessmentReason.NO_TARGET
        return IndicatorAssessment(year, status, ground, target, None, None, measurement, history=history)
    reason = _excuse(indicator, year, target, latest)
    if reason or indicator.condition is None:
        status, ground, reason = Status.NOT_ASSESSABLE, AssessmentReason.EXCUSED, reason or NO_CONDITION
        return IndicatorAssessment(
            year, status, ground, target, None, None, measurement, reason=reason, history=history
        )
    course = trajectory_of(indicator, target, policy)
    goal = _goal_of(indicator, indicator.condition, target, policy)
    status, ground = Status.TO_MEASURE, AssessmentReason.NO_MEASUREMENT
    verdict = IndicatorAssessment(year, status, ground, target, goal, course, measurement, history=history)
    if measurement is None or measurement.value is None:
        return verdict
    over = is_over(year, today)
    return _judge(verdict, goal, course, measurement.value, measurement.day, policy, over=over)


def is_over(year: int, today: date | None) -> bool:
    """Whether a year has ended: its last day counts."""
    return today is not None and today >= date(year, 12, 31)


def _until(today: date | None, year: int, measurements: Iterable[Measurement]) -> tuple[Measurement, ...]:
    """The measurements of the year that are known today, the earliest first."""
    if today is None:
        return ()
    known = (found for found in measurements if found.day.year == year and found.day <= today)
    return tuple(sorted(known, key=lambda found: found.day))


def _excuse(indicator: Indicator, year: int, target: Value, latest: Measurement | None) -> str:
    """Why the indicator cannot be assessed, empty if it can."""
    if declared := indicator.not_assessable.get(year):
        return declared
    if latest is None:
        return ""
    if latest.not_assessable and not latest.is_figure:
        return latest.not_assessable
    return _mismatch(latest.value, target)


def _mismatch(found: Result | None, target: Value) -> str:
    """Why a result cannot be set against a target; the loader reports it as an error before."""
    if isinstance(found, NotYet):
        return "" if isinstance(target, Day) else "«non ancora» si dice solo di una data"
    if found is None or comparable(found, target):
        return ""
    one, other = kind_of(found), kind_of(target)
    if one == other:
        return "il valore rilevato e il traguardo sono riferiti a quantità diverse"
    return f"il valore rilevato ({one}) e il traguardo ({other}) non si possono confrontare"


def _goal_of(indicator: Indicator, condition: Condition, target: Value, policy: Policy) -> TargetSpec:
    tolerance = figure(indicator.tolerance) if indicator.tolerance is not None else None
    # A share of a date or of an answer would mean nothing.
    share = NOTHING if tolerance is not None or isinstance(target, ALL_OR_NOTHING) else policy.tolerance
    goal = target_spec(condition, target, indicator.baseline, tolerance=tolerance or NOTHING, cap=policy.cap)
    return replace(goal, tolerance=abs(goal.target) * share) if share else goal


def _judge(
    verdict: IndicatorAssessment,
    goal: TargetSpec,
    course: Trajectory,
    result: Result,
    day: date,
    policy: Policy,
    *,
    over: bool,
) -> IndicatorAssessment:
    if isinstance(result, NotYet):
        return _judge_not_yet(verdict, goal, day, policy, over=over)
    value = figure(result)
    if value is None:
        return verdict
    degree = achievement_of(goal, value)
    expected = expected_by(goal, course, day)
    settled = isinstance(result, Day) or is_settled(goal, course, value)
    measured = replace(verdict, degree=degree, expected=expected, distance=value - goal.target)
    if over or settled:
        ground = AssessmentReason.YEAR_OVER if over else AssessmentReason.SETTLED
        return replace(measured, status=policy.final_status(degree.share), ground=ground)
    status = Status.ON_TRACK if is_on_track(goal, expected, value) else Status.LATE
    return replace(measured, status=status, ground=AssessmentReason.PACE)


def _judge_not_yet(
    verdict: IndicatorAssessment, goal: TargetSpec, day: date, policy: Policy, *, over: bool
) -> IndicatorAssessment:
    """An event that has not happened: too late once the last day for it has gone by."""
    measured = replace(
        verdict,
        degree=Achievement(Fraction(0), "zero finché il fatto non è avvenuto"),
        expected=goal.target,
    )
    too_late = goal.condition is not Condition.AT_LEAST and day.toordinal() > goal.target
    if over or too_late:
        ground = AssessmentReason.YEAR_OVER if over else AssessmentReason.SETTLED
        return replace(measured, status=policy.final_status(Fraction(0)), ground=ground)
    return replace(measured, status=Status.ON_TRACK, ground=AssessmentReason.PACE)
