"""Readers from the text of a cell to a value, one for each spelling of a kind.

A reader returns `None` for a text of another kind, and raises a `ValueProblem` for a text of its kind that is
wrong: a day that is not in the calendar, a number the English way.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from generator.plan.errors import ImpossibleDate, NotANumber
from generator.plan.italian.phrases import Noun
from generator.plan.numerals import Numeral, read_numeral
from generator.plan.values import (
    SERIAL_EPOCH,
    Amount,
    Day,
    Hours,
    NotAvailable,
    Number,
    Percentage,
    Quantity,
    Ratio,
    ScaleWord,
    Text,
    Value,
    YesNo,
)

_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
#: Years that a plan can mean; others are typing errors, as in `31/12/0205`.
_PLAUSIBLE_YEARS = range(1900, 2101)
_SERIAL = re.compile(r"[1-9]\d{4}", re.ASCII)
# The spaces that word processors put before a sign: no-break, figure, thin, narrow no-break.
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_NOT_AVAILABLE = re.compile(rf"n\.?{_SPACE}?d\.?|n\.{_SPACE}?a\.?", re.IGNORECASE)
_PERCENTAGE = re.compile(rf"([^%]*?)({_SPACE}?%)")
_AMOUNT = re.compile(rf"(€{_SPACE}?)?([^€]*?)({_SPACE}?€)?")
#: What is counted holds no other ratio: `286/10.000 imprese – 290/10.000 imprese` are two values.
_RATIO = re.compile(r"([\d.,]+)/([\d.,]+) (?!.*\d/)(\S.*)", re.ASCII)
_COUNTED = re.compile(rf"(n\.?{_SPACE})(\S+)", re.IGNORECASE)
_NUMBER_START = re.compile(r"[-−+]?[.,]?[0-9]")
_CLOCK = re.compile(r"(\d{2,4}):([0-5]\d)", re.ASCII)
_YES = {"sì", "si", "si'", "sí", "on"}
_NO = {"no", "off"}

Reader = Callable[[str], Value | None]


def read_not_available(text: str) -> NotAvailable | None:
    """`n.d.`, or `n.a.`, whatever the unit."""
    return NotAvailable(text) if _NOT_AVAILABLE.fullmatch(text) else None


def read_day(text: str) -> Day | None:
    """`31/01/2025`, `31.12.2025` or `2025-01-31`; raises `ImpossibleDate`."""
    if match := _DAY.fullmatch(text):
        day, separator, month, year = match.groups()
        spelling = separator.join(("dd" if len(day) == 2 else "d", "mm" if len(month) == 2 else "m", "yyyy"))
    elif match := _ISO_DAY.fullmatch(text):
        year, month, day = match.groups()
        spelling = "yyyy-mm-dd"
    else:
        return None
    if int(year) not in _PLAUSIBLE_YEARS:
        raise ImpossibleDate(text)
    try:
        return Day(date(int(year), int(month), int(day)), spelling)
    except ValueError as error:
        raise ImpossibleDate(text) from error


def read_serial_day(text: str) -> Day | None:
    """A spreadsheet's serial number of a date whose cell format was lost: 45900 is 31 August 2025."""
    return Day(SERIAL_EPOCH + timedelta(days=int(text)), "serial") if _SERIAL.fullmatch(text) else None


def read_percentage(text: str) -> Percentage | None:
    """`9,85%`."""
    if text.endswith("%") and (match := _PERCENTAGE.fullmatch(text)):
        numeral = read_numeral(match[1])
        return Percentage(numeral.amount, numeral.grouped, sign=match[2])
    return None


def read_bare_percentage(text: str) -> Percentage | None:
    """A number without the sign, where the unit already says percent."""
    numeral = None if _PERCENTAGE.fullmatch(text) else _read_numeral(text)
    return None if numeral is None else Percentage(numeral.amount, numeral.grouped, sign="")


def read_amount(text: str) -> Amount | None:
    """`359.584,97 €`; the sign may be missing where the unit already says euro."""
    match = _AMOUNT.fullmatch(text)
    if match is None or not _NUMBER_START.match(match[2]):
        return None
    if match[1] and match[3]:
        raise NotANumber(text)
    numeral = read_numeral(match[2])
    return Amount(numeral.amount, numeral.grouped, prefix=match[1] or "", sign=match[3] or "")


def read_euro(text: str) -> Amount | None:
    """An amount with its currency sign."""
    return read_amount(text) if "€" in text else None


def read_ratio(text: str) -> Ratio | None:
    """`286/10.000 imprese attive`."""
    if "/" in text and (match := _RATIO.fullmatch(text)):
        count, base = read_numeral(match[1]), read_numeral(match[2])
        if not base.amount:
            raise NotANumber(text)
        return Ratio(count.amount, base.amount, match[3], (count.grouped, base.grouped))
    return None


def read_number(text: str) -> Number | None:
    """`11.383.804`, `n. 1`."""
    prefix = ""
    if match := _COUNTED.fullmatch(text):
        prefix, text = match[1], match[2]
    numeral = _read_numeral(text)
    return None if numeral is None else Number(numeral.amount, numeral.grouped, prefix)


def read_text(text: str) -> Text | None:
    """Any words."""
    return None if read_not_available(text) or not text.strip() else Text(text)


def word_of(scale: tuple[str, ...]) -> Reader:
    """The reader of a word of a scale, in any case."""
    return partial(_read_word, scale)


def _read_word(scale: tuple[str, ...], text: str) -> ScaleWord | None:
    known = {word.casefold() for word in scale}
    return ScaleWord(text, scale) if text.casefold() in known else None


def quantity(noun: Noun, suffixes: tuple[str, ...] = ()) -> Reader:
    """The reader of a number whose unit says what it counts: `4,20`; `suffixes` may follow: `4,20 kWh`."""
    pattern = "|".join(f"{_SPACE}?{re.escape(suffix)}" for suffix in suffixes)
    return partial(_read_quantity, noun, re.compile(f"({pattern})$"))


def read_clock(text: str) -> Hours | None:
    """`08:00`, a length of time and not a time of the day."""
    if match := _CLOCK.fullmatch(text):
        return Hours(Decimal(int(match[1]) * 60 + int(match[2])), clock=True)
    return None


def read_hours(text: str) -> Hours | None:
    """`6`, where the unit says hours."""
    numeral = _read_numeral(text)
    return None if numeral is None else Hours(numeral.amount, numeral.grouped)


def read_answer(text: str) -> YesNo | None:
    """`sì`, `si`, `SI`, `no`; `On`, `Off`."""
    word = text.casefold()
    return YesNo(word in _YES, spelling=text) if word in _YES | _NO else None


def _read_quantity(noun: Noun, suffixes: re.Pattern[str], text: str) -> Quantity | None:
    match = suffixes.search(text)
    suffix = match[1] if match else ""
    numeral = _read_numeral(text.removesuffix(suffix))
    return None if numeral is None else Quantity(numeral.amount, noun, numeral.grouped, suffix)


def _read_numeral(text: str) -> Numeral | None:
    """A numeral; `None` for a text that does not start like a number."""
    return read_numeral(text) if _NUMBER_START.match(text) else None
