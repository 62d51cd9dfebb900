"""Comparison of a target with the baseline, before anything has been measured.

It needs no result, so it can be shown from the first day: does the body promise more than it already does,
the same, or less? The words are neutral; a lower target may have good reasons.
"""

from enum import Enum

from generator.plan.model import Indicator
from generator.plan.scoring.achievement import target_spec
from generator.plan.values import Day, Range, comparable, exact_value


class StartingPoint(Enum):
    """How a target compares with the baseline; the value is the word of pages and open data."""

    IMPROVES = "migliora"
    HOLDS = "mantiene"
    FALLS_BACK = "arretra"
    NOT_COMPARABLE = "non confrontabile"


def starting_point(indicator: Indicator, year: int) -> StartingPoint:
    """The comparison for the target of a year.

    Not comparable: a date (every year has its own), an indicator without condition, baseline or target, or
    with the two of different kinds. «Pari a» improves when the target lies above the baseline.
    """
    baseline, target = indicator.baseline, indicator.targets.get(year)
    condition = indicator.condition_of(year)
    if baseline is None or target is None or condition is None:
        return StartingPoint.NOT_COMPARABLE
    if isinstance(target, Day) or not comparable(baseline, target):
        return StartingPoint.NOT_COMPARABLE
    start, end = exact_value(baseline), exact_value(target)
    if start is None or end is None:
        return StartingPoint.NOT_COMPARABLE
    if isinstance(target, Range):
        # Whoever starts within the range is to stay there, whoever starts outside is to get there.
        return (
            StartingPoint.HOLDS
            if target_spec(condition, target, baseline).distance(start) == 0
            else StartingPoint.IMPROVES
        )
    if start == end:
        return StartingPoint.HOLDS
    return StartingPoint.IMPROVES if (end < start) == condition.wants_less else StartingPoint.FALLS_BACK
