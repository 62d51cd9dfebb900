"""Expected value during the year, by the trajectory of the indicator."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator
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


class Expectation(Struct, frozen=True):
    """The value expected at the end of a day, on the way from one point to the next, each with its day.

    `value` is `None` as long as nothing is due. A value that is due from a day on has one point only.
    """

    value: Fraction | None
    start: Fraction = Fraction(0)
    start_day: date = date.min
    end: Fraction = Fraction(0)
    end_day: date = date.min

    @property
    def is_on_the_way(self) -> bool:
        """Whether the value lies between two points."""
        return self.start_day < self.end_day and self.value not in (None, self.end)


def expected_by(
    spec: TargetSpec,
    trajectory: Trajectory,
    day: date,
    interim: Sequence[tuple[date, Fraction]] = (),
    due: date | None = None,
) -> Expectation:
    """What is expected at the end of a day of the target's year.

    A total, and a line from the baseline, go straight from point to point: the `interim` targets, and the
    target on the day that it is `due`. A level is that of the last point, and nothing before the first;
    without interim targets and a due day within the year it is the target itself all the time.
    A linear trajectory from a baseline that already meets the target is a level: nobody is expected to get
    worse.
    """
    last_day = due or date(day.year, 12, 31)
    start = _start_of(spec, trajectory)
    end = spec.target if start is None else spec.for_value(start).target
    points = (*interim, (last_day, end))
    if start is None:
        if not interim and due is None:
            return Expectation(spec.target)
        passed = [(on, value) for on, value in points if on <= day]
        return _reached(*passed[-1]) if passed else Expectation(None)
    before = (date(day.year - 1, 12, 31), start)
    for on, value in points:
        if day <= on:
            share = Fraction((day - before[0]).days, (on - before[0]).days)
            return Expectation(before[1] + (value - before[1]) * share, before[1], before[0], value, on)
        before = on, value
    return _reached(last_day, end)


def _reached(day: date, value: Fraction) -> Expectation:
    """What is expected from the day of a point on."""
    return Expectation(value, end=value, end_day=day)


def _start_of(spec: TargetSpec, trajectory: Trajectory) -> Fraction | None:
    """Where a trajectory starts at the beginning of the year; `None` for a level."""
    if trajectory is Trajectory.CUMULATIVE:
        return Fraction(0)
    start = spec.baseline if trajectory is Trajectory.LINEAR else None
    return None if start is None or is_met(spec, start) else start


def is_on_track(spec: TargetSpec, expected: Fraction | None, value: Fraction) -> bool:
    """Whether a value is no worse than expected: for «pari a», on its way to the target and not past it.

    For a range it is in the range, or on its way there. The target of a strict condition is not enough.
    Everything is on track as long as nothing is expected.
    """
    if expected is None:
        return True
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
