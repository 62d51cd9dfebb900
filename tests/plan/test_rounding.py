"""What is shown of an exact number never says more than it is."""

from decimal import Decimal
from fractions import Fraction

import pytest

from generator.plan.numerals import rounded, rounded_percentage, show_percentage, show_rounded

SHARES = [
    ("2/3", "66,7%"),
    ("1/3", "33,3%"),
    ("1", "100%"),
    ("0", "0%"),
    ("1/2", "50%"),
    ("9999/10000", "99,9%"),
    ("6999/10000", "69,9%"),
    ("6995/10000", "69,9%"),
    ("7/10", "70%"),
    ("7001/10000", "70%"),
    ("8995/10000", "90%"),
    ("6/5", "120%"),
    ("1/10000", "meno dello 0,1%"),
    ("49/100000", "meno dello 0,1%"),
    ("1/2000", "0,1%"),
]
NUMBERS = [
    ("181/365", "0,5"),
    ("724/365", "1,98"),
    ("1/8", "0,13"),
    ("-1/8", "-0,13"),
    ("12500", "12.500"),
    ("-1/1000", "0"),
]


@pytest.mark.parametrize(("share", "shown"), SHARES)
def test_a_share_never_reaches_a_threshold_from_below(share: str, shown: str) -> None:
    assert show_percentage(Fraction(share), (Fraction(7, 10), Fraction(1))) == shown


@pytest.mark.parametrize(("exact", "shown"), NUMBERS)
def test_a_number_is_rounded_half_away_from_zero(exact: str, shown: str) -> None:
    assert show_rounded(Fraction(exact)) == shown


def test_no_digit_is_lost_in_long_numbers() -> None:
    assert rounded(Fraction(10**30 + 1), 2) == Decimal(f"{10**30 + 1}.00")


def test_the_places_asked_for() -> None:
    assert rounded_percentage(Fraction(1, 3), 4) == Decimal("33.3333")


def test_more_places_where_it_takes_more_to_show_that_something_is_there() -> None:
    assert rounded_percentage(Fraction(1, 10_000_000), 4) == Decimal("0.00001")
