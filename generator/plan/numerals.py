"""Numbers as Italian documents write them, read into exact decimals and shown again.

A dot groups thousands and a comma opens the decimals. What would be a number only to an
English eye (`1.5`, `1,000.5`) is refused, never guessed.
"""

import re
from decimal import Decimal

from msgspec import Struct

from generator.plan.errors import EnglishNumber, NotANumber

# Word processors put a real minus sign (U+2212) for the hyphen: both are read, the hyphen is shown.
# ASCII: to Python `\d` is also an Arabic or a Bengali digit, which nobody here means.
_NUMERAL = re.compile(r"([-−]?)(0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*)(?:,(\d+))?", re.ASCII)
_ENGLISH = re.compile(r"[-−]?(\d{1,3}(,\d{3})+(\.\d+)?|\d*\.\d+)", re.ASCII)

#: Longer figures are typing errors, and would only slow down what follows.
MAX_DIGITS = 30


class Numeral(Struct, frozen=True):
    """An exact decimal, with the one choice of spelling that it does not imply."""

    amount: Decimal
    grouped: bool


def read_numeral(text: str) -> Numeral:
    """Read `11.383.804` or `-21,77`; decimals that were written are kept (`48.567,0`).

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
    amount = Decimal(f"-{number}" if sign in ("-", "−") else number)
    # Four digits and more show whether the writer groups; shorter ones cannot, and follow custom.
    return Numeral(amount, grouped="." in whole or len(digits) <= 3)


def show_numeral(amount: Decimal, *, grouped: bool = True) -> str:
    """Write an exact decimal in Italian, with all the decimals it has."""
    text = str(amount)
    # What most figures of a plan are: nothing to group, no decimals, no sign.
    if len(text) <= 3 and text.isdigit():
        return text
    if not amount.is_finite():
        raise ValueError(f"only finite numbers can be shown, not {amount}")
    # To the machine it is the comma that groups and the dot that opens the decimals.
    whole, _, decimals = (f"{amount:,f}" if grouped else f"{amount:f}").partition(".")
    if grouped:
        whole = whole.replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole
