"""The progress bar as data: where baseline, target, expected and measured value lie on one line.

Positions are tenths of a percent of the line's length, whole numbers, so that the same figures give
the same picture everywhere. What is better lies to the right, whichever way the condition points.
"""

from fractions import Fraction
from math import lcm
from operator import attrgetter

from msgspec import Struct

from generator.plan.italian.phrases import bare, quantity
from generator.plan.measurement import NotYet
from generator.plan.model import Indicator
from generator.plan.scoring.achievement import figure
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.values import YesNo, comparable

#: Tenths of a percent: the whole length of the line.
FULL = 1000


class Mark(Struct, frozen=True):
    """A mark on the line, 0 to 1000 from the left. `key`: partenza, atteso, traguardo or rilevato."""

    key: str
    text: str
    position: int


class ProgressBar(Struct, frozen=True):
    """The marks from left to right, and how much of the line is filled (`None`: nothing was measured)."""

    marks: tuple[Mark, ...]
    filled: int | None


def progress_bar(indicator: Indicator, verdict: IndicatorAssessment) -> ProgressBar | None:
    """The bar of an indicator; `None` where there is no line: no target, sì/no, one point only."""
    goal, target = verdict.goal, verdict.target
    if goal is None or target is None or isinstance(target, YesNo):
        return None
    points: list[tuple[str, str, Fraction]] = []
    if goal.baseline is not None and indicator.baseline is not None:
        points.append(("partenza", bare(indicator.baseline), goal.baseline))
    if verdict.expected is not None and verdict.expected != goal.target:
        points.append(("atteso", quantity(verdict.expected, target), verdict.expected))
    points.append(("traguardo", bare(target), goal.target))
    measured = verdict.measured
    if measured is not None and not isinstance(measured, NotYet) and comparable(measured, target):
        points.append(("rilevato", bare(measured), figure(measured) or Fraction(0)))
    return _draw(points, starts_at_zero=goal.graded, wants_less=goal.wants_less)


def _draw(
    points: list[tuple[str, str, Fraction]], *, starts_at_zero: bool, wants_less: bool
) -> ProgressBar | None:
    # Whole numbers in the same proportions: a fraction is slow to reckon with.
    scale = lcm(*(at.denominator for _, _, at in points))
    figures = [at.numerator * (scale // at.denominator) for _, _, at in points]
    # A figure is seen in proportion only from zero; a date has no zero worth showing.
    low, high = min(figures), max(figures)
    if starts_at_zero:
        low, high = min(low, 0), max(high, 0)
    if low == high:
        return None
    whole = high - low
    marks = []
    for (key, text, _), at in zip(points, figures, strict=True):
        part = high - at if wants_less else at - low
        # Rounded half up.
        marks.append(Mark(key, text, (2 * FULL * part + whole) // (2 * whole)))
    marks.sort(key=attrgetter("position"))
    return ProgressBar(tuple(marks), next((mark.position for mark in marks if mark.key == "rilevato"), None))
