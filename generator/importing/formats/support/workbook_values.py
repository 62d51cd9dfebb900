"""Values of workbooks: what is stored in a cell, and the text that stands for it."""

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from generator.importing.formats.support.files import clean
from generator.importing.formats.support.number_formats import (
    exact,
    moment_text,
    number_text,
    text_in_format,
    truth_text,
)

Value = Fraction | date | bool | None

#: A number after the sign of a formula: somebody wrote «=12» for a target that is equal to 12.
_CONSTANT = re.compile(r"[-+]?\d+(?:\.\d+)?%?")
_DIGITS = re.compile(r"\d(?:[\d.,'’ \u00a0\u202f]*\d)?")
_SWAPPED = str.maketrans(".,", ",.")


def shown(stored: object, code: str | None) -> tuple[str, Value]:
    """A stored value as its format shows it, and itself if it is a number, a day or a truth value."""
    if isinstance(stored, bool):
        return truth_text(stored), stored
    if isinstance(stored, int | float):
        number = exact(stored)
        return number_text(number, code), number
    if isinstance(stored, datetime):
        return moment_text(stored, code), stored.date()
    if isinstance(stored, date):
        return moment_text(stored, code), stored
    if isinstance(stored, time | timedelta):
        return moment_text(stored), None
    return clean(text_in_format(str(stored), code)), None


def constant_formula(formula: str) -> str:
    """A formula without its sign as its author wrote it, if it is only a number: `= 12`; else nothing."""
    number = formula.strip()
    return f"= {number.replace('.', ',')}" if _CONSTANT.fullmatch(number) else ""


def in_italian(text: str, value: Fraction) -> str:
    """The text of a number as an Italian writes it, if the program that wrote it spoke another language.

    Which of dot and comma opens the decimals is told by the value: «1,250.5» and «1.250,5» are 1250.5.
    """
    digits = _DIGITS.search(text)
    amount = abs(value) * (100 if "%" in text else 1)
    if digits and _is_rounded(digits[0], amount, decimal=","):
        return text
    if digits and _is_rounded(digits[0], amount, decimal="."):
        return text.translate(_SWAPPED)
    return number_text(value, "0.##########%" if "%" in text else None)


def day_text(text: str, moment: datetime) -> str:
    """A day as an Italian writes it; only the month and the year where its text has no day."""
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    return moment_text(moment, "dd/mm/yyyy" if not text or moment.day in numbers else "mmmm yyyy")


def _is_rounded(digits: str, amount: Fraction, decimal: str) -> bool:
    """Whether digits are an amount, rounded at their last place."""
    whole, _, part = digits.rpartition(decimal) if decimal in digits else (digits, "", "")
    whole, part = re.sub(r"\D", "", whole), re.sub(r"\s", "", part)
    if digits.count(decimal) > 1 or not whole.isdecimal() or (part and not part.isdecimal()):
        return False
    return abs(Fraction(f"{whole}.{part or 0}") - amount) * 2 <= Fraction(1, 10 ** len(part))
