"""Italian numerals: reading into exact decimals, rounding, writing. All rounding is done here.

A dot groups thousands and a comma opens the decimals. English spellings (`1.5`, `1,000.5`) are refused,
never guessed.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

from msgspec import Struct

from generator.plan.errors import EnglishNumber, NotANumber

# Word processors put a real minus sign (U+2212) for the hyphen: both are read, the hyphen is shown.
# ASCII only: otherwise `\d` also matches Arabic or Bengali digits.
_NUMERAL = re.compile(r"([-−]?)(0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*)(?:,(\d+))?", re.ASCII)
_ENGLISH = re.compile(r"[-−]?(\d{1,3}(,\d{3})+(\.\d+)?|\d*\.\d+)", re.ASCII)

#: Longer numbers are typing errors, and would slow down exact arithmetic.
MAX_DIGITS = 30
#: Decimals of a percentage on a page, and of a computed number.
PERCENTAGE_PLACES = 1
DECIMAL_PLACES = 2
#: Decimals of a number in a computation: enough to show any two numbers of a plan as different.
MOST_PLACES = 12


class Numeral(Struct, frozen=True):
    """An exact decimal. `grouped`: thousands are separated by dots."""

    amount: Decimal
    grouped: bool


def read_numeral(text: str) -> Numeral:
    """Read `11.383.804` or `-21,77`; trailing zeros are kept (`48.567,0`).

    Raises `EnglishNumber` where dot and comma are used the English way, `NotANumber` otherwise.
    """
    match = _NUMERAL.fullmatch(text)
    if match is None:
        raise EnglishNumber(text) if _ENGLISH.fullmatch(text) else NotANumber(text)
    sign, whole, decimals = match.groups()
    digits = whole.replace(".", "")
    if len(digits) + len(decimals or "") > MAX_DIGITS:
        raise NotANumber(text)
    number = f"{digits}.{decimals}" if decimals else digits
    amount = Decimal(number)
    # `-0` is 0: a zero has no sign, neither on a page nor in the data.
    if sign and amount:
        amount = -amount
    # Up to three digits do not show whether the writer groups: grouping is the default.
    return Numeral(amount, grouped="." in whole or len(digits) <= 3)


def show_numeral(amount: Decimal, *, grouped: bool = True) -> str:
    """An exact decimal in Italian, with all its decimals; `ValueError` if it is not finite."""
    if not amount.is_finite():
        raise ValueError(f"only finite numbers can be shown, not {amount}")
    # Python groups with commas and opens the decimals with a dot.
    whole, _, decimals = (f"{amount:,f}" if grouped else f"{amount:f}").partition(".")
    if grouped:
        whole = whole.replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


def rounded(exact: Fraction, places: int) -> Decimal:
    """Rounded half away from zero: 0,125 → 0,13 and -0,125 → -0,13."""
    scaled = floor(abs(exact) * 10**places + Fraction(1, 2))
    sign = "-" if exact < 0 and scaled else ""
    return Decimal(f"{sign}{scaled}E-{places}")


def rounded_percentage(share: Fraction, places: int, barriers: Iterable[Fraction] = ()) -> Decimal:
    """A fraction of one as percent points, never rounded up to 100 or to a barrier (a fraction of one).

    99,96% of a target is not the target, and 69,96% is not 70%: such a share is rounded down, so
    that the number shown agrees with the status shown beside it. What is not zero gets as many digits as it
    takes to show.
    """
    points = share * 100
    if points > 0:
        places = places_apart(points, Fraction(0), places)
    near = rounded(points, places)
    if any(points < barrier * 100 <= near for barrier in (Fraction(1), *barriers)):
        return Decimal(f"{floor(points * 10**places)}E-{places}")
    return near


def places_apart(one: Fraction, other: Fraction, least: int = DECIMAL_PLACES) -> int:
    """Number of decimals, at least `least`, that shows two numbers as different, if they are."""
    if one == other:
        return least
    apart = (places for places in range(least, MOST_PLACES) if rounded(one, places) != rounded(other, places))
    return next(apart, MOST_PLACES)


def show_percentage(share: Fraction, barriers: Iterable[Fraction] = ()) -> str:
    """A fraction of one as an Italian percentage with at most one decimal: `66,7%`, `meno dello 0,1%`."""
    if share > 0 and not rounded(share * 100, PERCENTAGE_PLACES):
        return "meno dello 0,1%"
    return show_numeral(trimmed(rounded_percentage(share, PERCENTAGE_PLACES, barriers))) + "%"


def show_rounded(exact: Fraction, places: int = DECIMAL_PLACES) -> str:
    """A computed number in Italian, with at most so many decimals: `49,59`, `50`."""
    return show_numeral(trimmed(rounded(exact, places)))


def half_unit(number: Decimal) -> Decimal:
    """Half a unit of the last written digit: 0,5 of `33`, 0,05 of `33,3`."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def trimmed(amount: Decimal) -> Decimal:
    """A decimal without trailing zeros after the point."""
    whole = amount.to_integral_value()
    return whole if amount == whole else Decimal(f"{amount:f}".rstrip("0"))
