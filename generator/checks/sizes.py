"""Sizes of numbers: far from one another, and the reading that would bring them near.

A separator read the wrong way, lost thousands and a value given in thousands are all a factor of 1000.
"""

import re
from collections.abc import Collection
from fractions import Fraction

#: Ratio from which two numbers are far from one another, and up to which they are near.
FAR, NEAR = 100, 10
# No group of thousands begins with zero: `0,485` can only be read in one way.
_ONE_SEPARATOR = re.compile(r"[^0-9]*[1-9][0-9]{0,2}([.,])[0-9]{3}[^0-9]*")


def ratio(one: Fraction, other: Fraction) -> Fraction:
    """The ratio of the larger to the smaller absolute value; both are not zero."""
    small, large = sorted((abs(one), abs(other)))
    return large / small


def other_reading(text: str, number: Fraction, others: Collection[Fraction]) -> str:
    """The text with the other separator, if only that is near all other numbers; else empty."""
    match = _ONE_SEPARATOR.fullmatch(text)
    if not match or not number or not others:
        return ""
    factor = Fraction(1000) if match[1] == "," else Fraction(1, 1000)
    if all(ratio(number, other) > FAR and ratio(number * factor, other) < NEAR for other in others):
        return text.replace(match[1], "." if match[1] == "," else ",")
    return ""


def is_thousandth(small: Fraction, large: Fraction) -> bool:
    """Whether a number is about a thousandth of another, as where thousands got lost."""
    return abs(small) < abs(large) and ratio(small, large) > FAR and ratio(small * 1000, large) < NEAR


def may_have_lost_thousands(number: Fraction) -> bool:
    """Whether a number may be what a program made of thousands: `12.000` is 12 to it."""
    return abs(number) < 1000 and number.denominator == 1
