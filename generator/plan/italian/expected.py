"""The value expected on the day of a measurement, rounded so that it does not contradict the comparison."""

from fractions import Fraction
from math import ceil, floor

from generator.plan.numerals import DECIMAL_PLACES, places_apart
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.values import Number, Ratio, Value, lower_bound


def expected_in_words(assessment: IndicatorAssessment) -> str:
    """`49,59%`, with as many decimals as tell it from the measured value; of whole things `3`, not `2,98`."""
    expected, target = assessment.expected, assessment.target
    if expected is None or target is None:
        return ""
    whole = whole_expected(assessment)
    if whole is not None:
        return target.number_in_words(Fraction(whole))
    value = assessment.exact_measured
    places = DECIMAL_PLACES if value is None else places_apart(value, expected)
    return target.number_in_words(expected, places)


def _is_count(target: Value | None) -> bool:
    return target is not None and isinstance(lower_bound(target), Number | Ratio)


def whole_expected(assessment: IndicatorAssessment) -> int | None:
    """The whole number that suffices, where whole things are counted and the expected value is a fraction."""
    spec, expected = assessment.target_spec, assessment.expected
    if spec is None or expected is None or not _is_count(assessment.target):
        return None
    counts = (spec.target, spec.upper, spec.baseline, assessment.exact_measured)
    if expected.denominator == 1 or any(one is not None and one.denominator != 1 for one in counts):
        return None
    return floor(expected) if spec.wants_less or spec.target < expected else ceil(expected)
