"""Expected value during the year, by the trajectory of the indicator."""

from datetime import date
from fractions import Fraction

from generator.plan.conditions import Condition
from generator.plan.model import Indicator
from generator.plan.policy import Policy, Trajectory
from generator.plan.scoring.achievement import TargetSpec, is_met
from generator.plan.values import Value, lower_bound, numeric_value


def elapsed_share(day: date) -> Fraction:
    """The share of its year that has passed at the end of a day: 1 on 31 December."""
    days_in_year = date(day.year, 12, 31).timetuple().tm_yday
    return Fraction(day.timetuple().tm_yday, days_in_year)


def trajectory_of(indicator: Indicator, target: Value, policy: Policy) -> Trajectory:
    """The trajectory of an indicator: its own, or that of its type where its values can be a running total.

    A total of a number has no decimals and is never negative: `1,4` full-time equivalents of type «Volume»
    are a level. A date and an answer have no trajectory but `LEVEL`.
    """
    target = lower_bound(target)
    amount = numeric_value(target)
    if amount is None or not target.IS_QUANTITY:
        return Trajectory.LEVEL
    trajectory = indicator.trajectory
    if trajectory is None:
        trajectory = policy.trajectories.get(indicator.type, Trajectory.LEVEL)
        if trajectory is Trajectory.CUMULATIVE and not _may_be_total(indicator, target):
            return Trajectory.LEVEL
    return Trajectory.LEVEL if trajectory is Trajectory.CUMULATIVE and amount < 0 else trajectory


def expected_by(spec: TargetSpec, trajectory: Trajectory, day: date) -> Fraction:
    """The value expected at the end of a day of the target's year.

    A linear trajectory from a baseline that already meets the target is the target itself: nobody is
    expected to get worse.
    """
    if trajectory is Trajectory.CUMULATIVE:
        return spec.target * elapsed_share(day)
    start = spec.baseline
    if trajectory is Trajectory.LINEAR and start is not None and not is_met(spec, start):
        return start + (spec.for_value(start).target - start) * elapsed_share(day)
    return spec.target


def is_on_track(spec: TargetSpec, expected: Fraction, value: Fraction) -> bool:
    """Whether a value is no worse than expected: for «pari a», on its way to the target and not past it.

    For a range it is in the range, or on its way there. The target of a strict condition is not enough.
    """
    if spec.upper is not None:
        return _is_in_range(spec, expected, value, spec.upper)
    if spec.condition.is_strict and value == expected == spec.target:
        return False
    if spec.condition is not Condition.EQUAL:
        return value <= expected if spec.wants_less else value >= expected
    low, high = sorted((expected, spec.target))
    return low <= value <= high or is_met(spec, value)


def _is_in_range(spec: TargetSpec, expected: Fraction, value: Fraction, upper: Fraction) -> bool:
    """Whether a value is between the expected one and the far bound; from above, `expected` lies above it."""
    if expected >= upper > spec.target:
        return spec.target <= value <= expected
    return expected <= value <= upper


def is_settled(spec: TargetSpec, trajectory: Trajectory, value: Fraction, rate: Fraction) -> bool:
    """Whether no larger value can change the status or the rate of a running total, which only grows.

    Beyond «al massimo» the rate goes on falling until it is zero, and beyond «almeno» it rises to the cap.
    """
    if trajectory is not Trajectory.CUMULATIVE:
        return False
    if spec.condition is Condition.EQUAL:
        return value > spec.target + spec.tolerance
    if spec.wants_less or spec.upper is not None:
        # Below the minimum, and in the range, a total can still grow.
        return (spec.upper is None or value > spec.upper) and not is_met(spec, value) and rate == 0
    return is_met(spec, value) and rate == (spec.cap if spec.graded and spec.target > 0 else 1)


def _may_be_total(indicator: Indicator, target: Value) -> bool:
    if not indicator.unit.definition.accumulates or not target.ACCUMULATES:
        return False
    amounts = [numeric_value(value) for value in (indicator.baseline, target) if value is not None]
    return target.DIVISIBLE or all(
        amount is None or amount == amount.to_integral_value() for amount in amounts
    )
