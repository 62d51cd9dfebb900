"""Sizes of numbers: one that is a thousand times larger or smaller than its neighbours may be read wrong."""

import re
from collections.abc import Sequence
from fractions import Fraction

#: Ratio from which two numbers are far from one another, and up to which they are near.
_FAR, _NEAR = 100, 10
_NUMBER = re.compile(r"[-−+]?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?: ?[%€])?")
_ONE_SEPARATOR = re.compile(r"[^0-9]*[1-9][0-9]{0,2}([.,])[0-9]{3}[^0-9]*")


def number_in(text: str) -> Fraction:
    """The size of a number in the Italian spelling; 0 for another text."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Fraction(0)
    whole, decimals = match[1].replace(".", ""), match[2] or ""
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def may_be_misread(text: str, others: Sequence[str]) -> bool:
    """Whether only the other reading of a dot or a comma brings a number near to all others."""
    match = _ONE_SEPARATOR.fullmatch(text)
    number, sizes = (
        number_in(text),
        [size for other in others for part in other.split(" e ") if (size := number_in(part))],
    )
    if match is None or not number or not sizes:
        return False
    factor = Fraction(1000) if match[1] == "," else Fraction(1, 1000)
    return all(_ratio(number, size) > _FAR and _ratio(number * factor, size) < _NEAR for size in sizes)


def _ratio(one: Fraction, other: Fraction) -> Fraction:
    small, large = sorted((one, other))
    return large / small
