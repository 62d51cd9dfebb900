"""From exact fractions to the decimals that are shown: the only place where anything is rounded."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

from generator.plan.numerals import show_numeral

#: Decimals of a percentage on a page, and of a figure that is worked out.
SHARE_PLACES = 1
FIGURE_PLACES = 2


def rounded(exact: Fraction, places: int) -> Decimal:
    """Half away from zero, as schools teach: 0,125 → 0,13 and -0,125 → -0,13."""
    scaled = floor(abs(exact) * 10**places + Fraction(1, 2))
    sign = "-" if exact < 0 and scaled else ""
    return Decimal(f"{sign}{scaled}E-{places}")


def rounded_share(share: Fraction, places: int, barriers: Iterable[Fraction] = ()) -> Decimal:
    """A share as percent points that never reach a barrier from below.

    99,96% of a target is not the target, and 69,96% is not 70%: such a share is rounded down, so
    that what is shown agrees with the verdict beside it.
    """
    points = share * 100
    near = rounded(points, places)
    if any(points < barrier * 100 <= near for barrier in (Fraction(1), *barriers)):
        return Decimal(f"{floor(points * 10**places)}E-{places}")
    return near


def show_share(share: Fraction, barriers: Iterable[Fraction] = ()) -> str:
    """A share as Italian pages write it, with one decimal: `66,7%`, `100%`."""
    return show_numeral(trimmed(rounded_share(share, SHARE_PLACES, barriers))) + "%"


def show_figure(exact: Fraction, places: int = FIGURE_PLACES) -> str:
    """A figure that was worked out, to so many decimals and no more than it has: `49,59`, `50`."""
    return show_numeral(trimmed(rounded(exact, places)))


def trimmed(amount: Decimal) -> Decimal:
    """A decimal without the zeros at its end that say nothing."""
    whole = amount.to_integral_value()
    return whole if amount == whole else Decimal(f"{amount:f}".rstrip("0"))
