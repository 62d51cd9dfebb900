"""Computed numbers as cells: all others are exact."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from generator.opendata.tables.columns import Cell
from generator.plan.numerals import rounded, rounded_percentage, trimmed

#: Decimal digits of computed values and of percentages.
_VALUE_DIGITS, _PERCENTAGE_DIGITS = 6, 4


def percentage_cell(rate: Fraction | None, thresholds: Sequence[Fraction]) -> Cell:
    """A rate in percentage points, never rounded up to a threshold that it does not reach."""
    if rate is None:
        return None
    return trimmed(rounded_percentage(rate, _PERCENTAGE_DIGITS, thresholds))


def percentage_points(rate: Fraction) -> Decimal:
    """A rate in percentage points."""
    return number_cell(rate * 100)


def number_cell(exact: Fraction) -> Decimal:
    """A computed number, rounded to 6 decimal digits unless it is whole."""
    if exact.denominator == 1:
        return Decimal(exact.numerator)
    return trimmed(rounded(exact, _VALUE_DIGITS))
