"""What is to be expected part-way through the year, by the course that the figure takes."""

from datetime import date
from fractions import Fraction

from generator.plan.conditions import Condition
from generator.plan.model import Indicator
from generator.plan.policy import Policy, Trajectory
from generator.plan.scoring.achievement import TargetSpec, holds
from generator.plan.units import Unit
from generator.plan.values import ALL_OR_NOTHING, Hours, Number, Ratio, Value, numeric_value

_COUNTED = (Number, Hours, Ratio)


def elapsed_share(day: date) -> Fraction:
    """How much of its year has gone by at the end of a day: 1 on 31 December."""
    days_in_year = date(day.year, 12, 31).timetuple().tm_yday
    return Fraction(day.timetuple().tm_yday, days_in_year)


def trajectory_of(indicator: Indicator, target: Value, policy: Policy) -> Trajectory:
    """The course of an indicator: its own, or that of its type where its values can be a count.

    A count has no decimals and is never negative: `1,4` full-time equivalents of type «Volume» are
    a level. A date, an answer and a level that starts from nowhere have no course but `LEVEL`.
    """
    amount = numeric_value(target)
    if amount is None or isinstance(target, ALL_OR_NOTHING):
        return Trajectory.LEVEL
    course = indicator.course
    if course is None:
        course = policy.courses.get(indicator.type, Trajectory.LEVEL)
        if course is Trajectory.CUMULATIVE and not _may_be_counted(indicator, target):
            return Trajectory.LEVEL
    return Trajectory.LEVEL if course is Trajectory.CUMULATIVE and amount < 0 else course


def expected_by(goal: TargetSpec, course: Trajectory, day: date) -> Fraction:
    """The value to be expected at the end of a day of the target's year.

    Nobody is expected to walk back: where the baseline already meets the target, a linear course is
    the target itself.
    """
    if course is Trajectory.CUMULATIVE:
        return goal.target * elapsed_share(day)
    if course is Trajectory.LINEAR and goal.baseline is not None and not holds(goal, goal.baseline):
        return goal.baseline + (goal.target - goal.baseline) * elapsed_share(day)
    return goal.target


def is_on_track(goal: TargetSpec, expected: Fraction, value: Fraction) -> bool:
    """Whether a value is no worse than expected: for «pari a», on its way to the target and not past it."""
    if goal.condition is not Condition.EQUAL:
        return value <= expected if goal.wants_less else value >= expected
    low, high = sorted((expected, goal.target))
    return low <= value <= high or holds(goal, value)


def is_settled(goal: TargetSpec, course: Trajectory, value: Fraction) -> bool:
    """Whether a count, which only grows, has already decided the matter."""
    if course is not Trajectory.CUMULATIVE:
        return False
    if goal.condition is Condition.EQUAL:
        return value > goal.target + goal.tolerance
    return holds(goal, value) != goal.wants_less


def _may_be_counted(indicator: Indicator, target: Value) -> bool:
    if indicator.unit not in (Unit.NUMBER, Unit.HOURS) or not isinstance(target, _COUNTED):
        return False
    amounts = [numeric_value(value) for value in (indicator.baseline, target) if value is not None]
    return isinstance(target, Hours) or all(a is None or a == a.to_integral_value() for a in amounts)
