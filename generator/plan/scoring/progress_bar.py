"""Progress bar as data: baseline, target, expected and measured value on one line.

Positions are integers in tenths of a percent of the line's length, so that equal values give an equal picture
everywhere. Better values are to the right, whichever way the condition points.
"""

from fractions import Fraction
from math import floor
from operator import attrgetter

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.italian.expected import expected_in_words
from generator.plan.measurement import NotYet, PartResults
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.values import Range, comparable, exact_value

#: Length of the line, in tenths of a percent.
FULL = 1000


class BarMarker(Struct, frozen=True):
    """A marker on the line, 0 to 1000 from the left. `key`: partenza, atteso, traguardo or rilevato."""

    key: str
    text: str
    position: int


class ProgressBar(Struct, frozen=True):
    """Markers from left to right, and the filled length (`None`: nothing was measured)."""

    markers: tuple[BarMarker, ...]
    filled: int | None


def progress_bar(indicator: Indicator, assessment: IndicatorAssessment) -> ProgressBar | None:
    """The bar of an indicator; `None` where there is no line: no target, sì/no, one point only."""
    spec, target = assessment.target_spec, assessment.target
    if spec is None or target is None or not target.HAS_SCALE:
        return None
    points: list[tuple[str, str, Fraction]] = []
    if spec.baseline is not None and indicator.baseline is not None:
        points.append(("partenza", indicator.baseline.in_words(), spec.baseline))
    if assessment.expected is not None and assessment.expected != spec.target:
        points.append(("atteso", expected_in_words(assessment), assessment.expected))
    if isinstance(target, Range):
        points.append(("traguardo", f"minimo {target.low.in_words()}", spec.target))
        points.append(
            ("traguardo", f"massimo {target.high.in_words()}", exact_value(target.high) or Fraction(0))
        )
    else:
        points.append(("traguardo", target.in_words(), spec.target))
    measured = assessment.measured
    if (
        measured is not None
        and not isinstance(measured, NotYet | PartResults)
        and comparable(measured, target)
    ):
        points.append(("rilevato", measured.in_words(), exact_value(measured) or Fraction(0)))
    return _draw(points, starts_at_zero=spec.graded, wants_less=spec.wants_less)


def _draw(
    points: list[tuple[str, str, Fraction]], *, starts_at_zero: bool, wants_less: bool
) -> ProgressBar | None:
    # Lengths are proportional to quantities only from zero; a date has no meaningful zero.
    ends = [value for _, _, value in points] + ([Fraction(0)] if starts_at_zero else [])
    low, high = min(ends), max(ends)
    if low == high:
        return None
    markers = []
    for key, text, value in points:
        share = (high - value if wants_less else value - low) / (high - low)
        markers.append(BarMarker(key, text, floor(share * FULL + Fraction(1, 2))))
    markers.sort(key=attrgetter("position"))
    return ProgressBar(
        tuple(markers), next((marker.position for marker in markers if marker.key == "rilevato"), None)
    )
