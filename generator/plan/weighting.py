"""Weights of the indicators of an objective: how a plan gives them, and how a page says them."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from generator.plan.numerals import MOST_PLACES, show_rounded
from generator.plan.values import Number, Percentage

_SPACE = "\N{NO-BREAK SPACE}"
#: A weight as the act writes it; `None` where all indicators count alike.
Weight = Percentage | Number


class Weighting(Enum):
    """How a plan gives the weights; the value is the word of piano.yml.

    Percentages of an objective sum to 100. Points are any positive numbers: what counts is their share of
    the sum. Without weights all indicators count alike.
    """

    PERCENT = "percentuale"
    POINTS = "punti"
    EQUAL = "uguali"


def exact_weight(weight: Weight | None) -> Fraction:
    """The weight as a number: one where the act gives none, so that all count alike."""
    return Fraction(1) if weight is None else Fraction(_amount(weight))


def weighting_of(weights: Iterable[Weight | None]) -> Weighting:
    """How the weights are given, where piano.yml does not say."""
    for weight in weights:
        match weight:
            case Percentage():
                return Weighting.PERCENT
            case Number():
                return Weighting.POINTS
    return Weighting.EQUAL


def share_of(weight: Weight | None, weights: Iterable[Weight | None]) -> Fraction:
    """The part that a weight has in the sum of all."""
    return exact_weight(weight) / sum(map(exact_weight, weights), Fraction(0))


def weight_in_words(weight: Weight | None, weights: Iterable[Weight | None]) -> str:
    """`16,7%`; `3 su 10`, of points, on one line; empty where all count alike."""
    match weight:
        case Percentage():
            return weight.text()
        case Number():
            total = sum(map(exact_weight, weights), Fraction(0))
            return f"{weight.text()}{_SPACE}su{_SPACE}{show_rounded(total, MOST_PLACES)}"
        case _:
            return ""


def _amount(weight: Weight) -> Fraction:
    return Fraction(weight.points if isinstance(weight, Percentage) else weight.amount)
