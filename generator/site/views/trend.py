"""View of the trend of an indicator in its plan: baseline, targets of the years, and every measurement."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from math import floor
from typing import TypeGuard

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement
from generator.plan.values import Range, Value, bounds_of, comparable, exact_value

#: Width and height of the drawing, and the margin above the highest and below the lowest point.
_SIDE, _MARGIN = 1000, 120


class TrendLine(Struct, frozen=True):
    """A line of the drawing, as (x, y) from the upper left corner. `key` is that of its style."""

    key: str
    points: tuple[tuple[int, int], ...]


class TrendLabel(Struct, frozen=True):
    """What a line shows, with its figure: «rilevato il 30/06/2025», «5»."""

    key: str
    label: str
    text: str


class Trend(Struct, frozen=True):
    """The lines of the drawing, and the labels of those of the year of the assessment."""

    lines: tuple[TrendLine, ...]
    labels: tuple[TrendLabel, ...]


class _Mark(Struct, frozen=True):
    """A value that holds from a day to another."""

    key: str
    first: date
    last: date
    value: Value


def trend_of(
    indicator: Indicator, measurements: Sequence[Measurement], year: int, baseline_year: int
) -> Trend | None:
    """The trend of an indicator; `None` where no quantity was measured, or where values are of two kinds."""
    found = ((one.day, one.value) for one in measurements)
    measured = [_Mark("valori", day, day, value) for day, value in found if _is_quantity(value)]
    if not measured:
        return None
    measured.sort(key=lambda mark: mark.first)
    baseline = [*_baseline(indicator, baseline_year)]
    targets = [*_targets(indicator)]
    marks = (*baseline, *targets, *measured)
    if any(not comparable(mark.value, marks[0].value) for mark in marks):
        return None
    days = min(mark.first for mark in marks), max(mark.last for mark in marks)
    numbers = sorted(_number(mark.value) for mark in marks)
    ends = numbers[0], numbers[-1]

    def point(day: date, value: Value) -> tuple[int, int]:
        return _across(day, *days), _down(_number(value), *ends)

    walks = (
        TrendLine("valori", tuple(point(mark.first, mark.value) for mark in walk))
        for walk in _walks(baseline, measured)
    )
    steps = (TrendLine(one.key, (point(one.first, one.value), point(one.last, one.value))) for one in targets)
    start = (TrendLine(one.key, (point(one.first, one.value),)) for one in baseline)
    return Trend((*steps, *walks, *start), tuple(_labels(baseline, targets, measured, year)))


def _walks(baseline: Sequence[_Mark], measured: Sequence[_Mark]) -> Iterator[Sequence[_Mark]]:
    """The values that a line may join: those of one year, and those of the ends of years.

    What is counted from the first day of each year falls in between, and not because things got worse.
    """
    for _, of_year in groupby(measured, key=lambda mark: mark.first.year):
        yield [*of_year]
    at_ends = [mark for mark in measured if (mark.first.month, mark.first.day) == (12, 31)]
    if at_ends:
        yield [*baseline, *at_ends]


def _labels(
    baseline: Sequence[_Mark], targets: Sequence[_Mark], measured: Sequence[_Mark], year: int
) -> Iterator[TrendLabel]:
    yield from (TrendLabel(one.key, f"partenza {one.first.year}", one.value.in_words()) for one in baseline)
    of_year = [one.value.in_words() for one in targets if one.first.year == year]
    if of_year:
        text = f"tra {of_year[0]} e {of_year[1]}" if len(of_year) > 1 else of_year[0]
        yield TrendLabel(targets[0].key, f"traguardo {year}", text)
    last = measured[-1]
    yield TrendLabel("valori", f"rilevato il {last.first:%d/%m/%Y}", last.value.in_words())


def _baseline(indicator: Indicator, baseline_year: int) -> Iterator[_Mark]:
    value = indicator.baseline
    if value is not None and _is_quantity(value):
        day = date(indicator.baseline_year or baseline_year, 12, 31)
        yield _Mark("partenza", day, day, value)


def _targets(indicator: Indicator) -> Iterator[_Mark]:
    """The target of each year, for the whole year; both bounds of a range."""
    for year, target in sorted(indicator.targets.items()):
        for bound in bounds_of(target):
            if _is_quantity(bound):
                yield _Mark("traguardi-0", date(year, 1, 1), date(year, 12, 31), bound)


def _is_quantity(value: object) -> TypeGuard[Value]:
    if not isinstance(value, Value) or isinstance(value, Range):
        return False
    return value.IS_QUANTITY and exact_value(value) is not None


def _number(value: Value) -> Fraction:
    return exact_value(value) or Fraction(0)


def _across(day: date, first: date, last: date) -> int:
    """The place of a day, with room for the dots at both ends."""
    if first == last:
        return _SIDE // 2
    share = Fraction((day - first).days, (last - first).days)
    return 20 + floor(share * (_SIDE - 40) + Fraction(1, 2))


def _down(number: Fraction, lowest: Fraction, highest: Fraction) -> int:
    if lowest == highest:
        return _SIDE // 2
    share = (highest - number) / (highest - lowest)
    return _MARGIN + floor(share * (_SIDE - 2 * _MARGIN) + Fraction(1, 2))
