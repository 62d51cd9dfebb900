"""Comparison of a target with the baseline, before anything has been measured.

It needs no result, so it can be shown from the first day: does the body promise more than it already does,
the same, or less? The words are neutral; a lower target may have good reasons.
"""

from collections.abc import Sequence
from enum import Enum

from msgspec.structs import replace

from generator.plan.conditions import Condition, Direction
from generator.plan.indicator import Indicator
from generator.plan.parts import Aggregation
from generator.plan.scoring.achievement import target_spec
from generator.plan.values import Day, Range, ScaleWord, Value, comparable, exact_value, total_of


class StartingPoint(Enum):
    """How a target compares with the baseline; the value is the word of pages and open data."""

    IMPROVES = "migliora"
    HOLDS = "mantiene"
    FALLS_BACK = "arretra"
    NOT_COMPARABLE = "non confrontabile"


def starting_point(indicator: Indicator, year: int) -> StartingPoint:
    """The comparison for the target of a year.

    Not comparable: a date (every year has its own), an indicator without condition or direction, baseline or
    target, or with the two of different kinds. Where offices have baselines of their own, each is compared
    with its own target, or their sums; they are not comparable if some improve and others fall back. Steps
    have no baselines: only the target of the indicator is compared, if it has one.
    """
    offices = () if indicator.has_steps else indicator.parts_of(year)
    if all(office.baseline is None for office in offices):
        return _of_values(indicator, year)
    if indicator.aggregation is Aggregation.SUM:
        return _of_sums(indicator, offices, year)
    points = {_of_values(office, year) for office in offices}
    others = points - {StartingPoint.HOLDS}
    if len(others) > 1:
        return StartingPoint.NOT_COMPARABLE
    return others.pop() if others else StartingPoint.HOLDS


def _of_sums(indicator: Indicator, offices: Sequence[Indicator], year: int) -> StartingPoint:
    target = total_of([office.targets.get(year) for office in offices])
    conditions = {office.condition_of(year) for office in offices}
    if target is None or len(conditions) > 1:
        return StartingPoint.NOT_COMPARABLE
    baseline = total_of([office.baseline for office in offices])
    (condition,) = conditions
    return _of_values(
        replace(
            indicator, baseline=baseline, targets={year: target}, condition=condition, year_conditions={}
        ),
        year,
    )


def _of_values(indicator: Indicator, year: int) -> StartingPoint:
    baseline, target = indicator.baseline, indicator.targets.get(year)
    if baseline is None or target is None or isinstance(target, Day) or not comparable(baseline, target):
        return StartingPoint.NOT_COMPARABLE
    start, end = exact_value(baseline), exact_value(target)
    if start is None or end is None:
        return StartingPoint.NOT_COMPARABLE
    if isinstance(target, Range):
        # Whoever starts within the range is to stay there, whoever starts outside is to get there.
        is_within = target_spec(Condition.BETWEEN, target, baseline).distance(start) == 0
        return StartingPoint.HOLDS if is_within else StartingPoint.IMPROVES
    wants_less = _wants_less(indicator, target, indicator.condition_of(year))
    if wants_less is None and not (start == end and indicator.condition_of(year)):
        return StartingPoint.NOT_COMPARABLE
    if start == end:
        return StartingPoint.HOLDS
    return StartingPoint.IMPROVES if (end < start) == wants_less else StartingPoint.FALLS_BACK


def _wants_less(indicator: Indicator, target: Value, condition: Condition | None) -> bool | None:
    """Whether a smaller value is a better one: by the condition, else by the direction; `None`: not known.

    «Pari a» without a direction wants more of a quantity. Of a scale it does not tell the better end.
    """
    if condition is not None and (condition.wants_less or condition.wants_more):
        return condition.wants_less
    if indicator.direction is not None:
        return indicator.direction is Direction.DOWN
    return None if condition is None or isinstance(target, ScaleWord) else False
