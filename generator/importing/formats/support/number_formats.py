"""Number formats of workbooks: a stored value as the workbook shows it in Italian.

The codes are those of ECMA-376 part 1, 18.8.31; older workbooks have the same.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from generator.plan.italian.phrases import MONTHS
from generator.plan.numerals import rounded, show_numeral, trimmed

#: Significant digits that a workbook keeps of a number, and that a cell without a format shows.
_PRECISION = 15
_GENERAL_DIGITS = 10

#: Literal text: quoted, after a backslash, or a currency. `_x` leaves the width of x, `*x` fills with x.
_LITERAL = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^-\]]*)[^\]]*\]|_.|\*.', re.DOTALL
)
#: A colour or a condition.
_BRACKETS = re.compile(r"\[[^\]]*\]")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
#: The place of the number: whole part with its thousands, decimals, exponent, denominator.
_NUMBER = re.compile(
    r"(?P<whole>[0#?][0#?,]*)?(?P<decimals>\.[0#?]*)?(?P<exponent>E[+-]?[0#?]+)?(?P<fraction>\s*[?#]+/[?#\d]+)?"
    r"(?P<scale>,*)"
)
_GENERAL = re.compile("General|Standard", re.IGNORECASE)
#: Literal characters are moved to a private plane of Unicode, where no code is mistaken in them.
_PRIVATE = 0xF0000


def exact(number: float) -> Fraction:
    """The number that a workbook means by a binary one: 0.30000000000000004 is 3/10.

    Raises `ValueError` for what is no number.
    """
    return Fraction(number) if isinstance(number, int) else Fraction(f"{number:.{_PRECISION}g}")


@lru_cache(maxsize=10_000)
def number_text(number: Fraction, code: str | None) -> str:
    """A number in its format: 34/100 with `0%` is «34%», 1250000 with `#,##0.00` is «1.250.000,00»."""
    section, signed = _section(number, _sections(code or "General"))
    section = _GENERAL.sub("\0", _BRACKETS.sub("", section))
    place = next((match for match in _NUMBER.finditer(section) if match[0].strip(",")), None)
    number *= 100 ** section.count("%")
    if place is None:
        shown = _general(abs(number))
        text = section.replace("\0", shown)
    else:
        shown = _digits(abs(number), place)
        text = section[: place.start()] + shown + re.sub("[0#?]", "", section[place.end() :])
    sign = "-" if number < 0 and not signed and re.search("[1-9]", shown) and text != section else ""
    return sign + _plain(text).strip()


def text_in_format(text: str, code: str | None) -> str:
    """A text in a format that adds words to it: `"entro "@`."""
    section = _sections(code or "")[-1]
    return _plain(_BRACKETS.sub("", section)).replace("@", text).strip() if "@" in section else text


def moment_text(moment: date | time | timedelta, code: str | None = None) -> str:
    """A day, a time or a duration: «30/06/2026», «30/06/2026 14:30», «giugno 2026» in a format of months."""
    if isinstance(moment, timedelta):
        minutes = moment // timedelta(minutes=1)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(moment, time):
        return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    shown = _BRACKETS.sub("", _LITERAL.sub("", code or "dd/mm/yyyy")).casefold()
    if not re.search("[dgh]", shown) and re.search("[ya]", shown):
        month = f"{MONTHS[moment.month - 1]} " if "m" in shown else ""
        return f"{month}{moment.year:04d}"
    day = f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
    if isinstance(moment, datetime) and moment.time() != time():
        return f"{day} {moment_text(moment.time())}"
    return day


def truth_text(truth: bool) -> str:
    """A truth value as a workbook shows it."""
    return "VERO" if truth else "FALSO"


@lru_cache(maxsize=1000)
def _sections(code: str) -> list[str]:
    """The sections of a format, in which literal text cannot be mistaken for anything else."""

    def moved(match: re.Match[str]) -> str:
        if match[0].startswith(("_", "*")):
            return " " if match[0][0] == "_" else ""
        text = match["quoted"] or match["escaped"] or match["currency"] or ""
        return "".join(chr(_PRIVATE + ord(character)) for character in text if ord(character) < 0x10000)

    return _LITERAL.sub(moved, code).split(";")


def _plain(text: str) -> str:
    return "".join(
        chr(ord(character) - _PRIVATE) if ord(character) >= _PRIVATE else character for character in text
    )


def _section(number: Fraction, sections: list[str]) -> tuple[str, bool]:
    """The section for a number, and whether it writes the sign itself."""
    if len(sections) == 1:
        return sections[0], False
    conditions = [(section, _CONDITION.search(section)) for section in sections]
    if any(condition for _, condition in conditions):
        for section, condition in conditions:
            if condition is None or _holds(number, condition[1], Fraction(condition[2])):
                return section, False
        return sections[-1], False
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(number: Fraction, sign: str, bound: Fraction) -> bool:
    below, equal = number < bound, number == bound
    return (equal and "=" in sign) or (below and "<" in sign) or (not below and not equal and ">" in sign)


def _digits(number: Fraction, place: re.Match[str]) -> str:
    """A number that is not negative, in the digits of its format."""
    if place["fraction"]:
        return _general(number)
    whole = place["whole"] or ""
    pattern = whole.rstrip(",")
    scale = len(whole) - len(pattern) + len(place["scale"])
    decimals = (place["decimals"] or "").removeprefix(".")
    number /= 1000**scale
    if place["exponent"]:
        return _scientific(number, len(decimals))
    digits, _, part = show_numeral(rounded(number, len(decimals)), grouped="," in pattern).partition(",")
    required = len(decimals.rstrip("#?"))
    part = part[:required] + part[required:].rstrip("0")
    digits = "" if digits == "0" and "0" not in pattern and (part or pattern) else digits
    digits = digits.rjust(pattern.count("0"), "0") if "," not in pattern else digits
    return f"{digits or '0'},{part}" if part else digits


def _general(number: Fraction) -> str:
    """A number that is not negative, without a format."""
    if number >= 10**_PRECISION or 0 < number < Fraction(1, 10**_GENERAL_DIGITS):
        return _scientific(number, 5)
    places = _GENERAL_DIGITS - len(str(int(number)))
    return show_numeral(trimmed(rounded(number, max(0, places))), grouped=False)


def _scientific(number: Fraction, decimals: int) -> str:
    mantissa, _, exponent = f"{Decimal(number.numerator) / number.denominator:.{decimals}E}".partition("E")
    return f"{mantissa.replace('.', ',')}E{int(exponent):+03d}"
