"""Values and dates in running Italian, with the article or preposition that their sound asks for.

«Il 9,85%», «l'80%», «lo 0,86%»; «entro l'8 ottobre», «al 1° marzo»: what counts is how the figure is
read aloud, so that eight, eleven and eighty take an apostrophe and a hundred and ten does not.
"""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from generator.plan.conditions import Condition
from generator.plan.measurement import NotYet, Result
from generator.plan.numerals import show_numeral
from generator.plan.scoring.rounding import show_figure
from generator.plan.values import (
    Amount,
    Day,
    Days,
    Hours,
    NotAvailable,
    Number,
    Percentage,
    Ratio,
    Value,
    YesNo,
)

_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]

#: A figure that is read «zero», and the whole part of a figure.
_ZERO = re.compile(r"0(?!\d)")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")

#: A preposition joined with the article il, l', lo.
_JOINED = {
    "": ("il ", "l'", "lo "),
    "a": ("al ", "all'", "allo "),
    "di": ("del ", "dell'", "dello "),
    "da": ("dal ", "dall'", "dallo "),
}


def long_date(day: date) -> str:
    """`31 gennaio 2025`, `1° marzo 2025`."""
    number = "1°" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def with_article(figure: str, preposition: str = "") -> str:
    """A figure or date with its article, joined with a preposition if one is given (`a`, `da`, `di`)."""
    plain, elided, before_zero = _JOINED[preposition]
    if _starts_with_vowel(figure):
        return elided + figure
    return (before_zero if _ZERO.match(figure) else plain) + figure


def bare(found: Result) -> str:
    """A value with its unit and no article: `7`, `9,85%`, `4,20 giorni`, `31 gennaio 2025`, `«sì»`."""
    match found:
        case Number(amount, grouped):
            return show_numeral(amount, grouped=grouped)
        case Percentage(points, grouped):
            return show_numeral(points, grouped=grouped) + "%"
        case Amount(euro, grouped):
            return show_numeral(euro, grouped=grouped) + " euro"
        case Days(days, grouped):
            return _counted(show_numeral(days, grouped=grouped), days, "giorno", "giorni")
        case Hours(hours, grouped, clock):
            return (
                _clock(hours)
                if clock
                else _counted(show_numeral(hours, grouped=grouped), hours, "ora", "ore")
            )
        case Ratio(count, base, of, (count_grouped, base_grouped)):
            part, whole = show_numeral(count, grouped=count_grouped), show_numeral(base, grouped=base_grouped)
            return f"{part} ogni {whole} {of}"
        case Day(day):
            return long_date(day)
        case YesNo(answer):
            return "«sì»" if answer else "«no»"
        case NotAvailable(spelling) | NotYet(spelling):
            return spelling


def phrase(found: Result, preposition: str = "") -> str:
    """A value as it stands in a sentence, after a preposition or none.

    Percentages and dates take the article: `l'80%`, `al 31 gennaio 2025`, `a 7`.
    """
    if isinstance(found, (Percentage, Day)):
        return with_article(bare(found), preposition)
    return f"{preposition} {bare(found)}".strip()


def aim(condition: Condition, target: Value) -> str:
    """A target with its condition: `almeno l'80%`, `pari a 3`, `entro il 31 gennaio 2025`, `«sì»`."""
    if isinstance(target, YesNo):
        return bare(target)
    match condition, target:
        case Condition.AT_LEAST, Day():
            return f"non prima {phrase(target, 'di')}"
        case ((Condition.AT_MOST | Condition.BY), Day()):
            return f"entro {phrase(target)}"
        case Condition.AT_LEAST, _:
            return f"almeno {phrase(target)}"
        case Condition.EQUAL, _:
            return f"pari {phrase(target, 'a')}"
        case _:
            return f"al massimo {phrase(target)}"


def quantity(exact: Fraction, like: Result, places: int = 2) -> str:
    """A figure that was worked out, in the unit of a value of the same indicator."""
    if isinstance(like, Day):
        return long_date(date.fromordinal(int(exact)))
    if isinstance(like, YesNo):
        return "«sì»" if exact else "«no»"
    figure = show_figure(exact, places)
    match like:
        case Percentage():
            return figure + "%"
        case Amount():
            return figure + " euro"
        case Days():
            return f"{figure} giorno" if exact == 1 else f"{figure} giorni"
        case Hours():
            return f"{figure} ora" if exact == 1 else f"{figure} ore"
        case _:
            return figure


def _counted(figure: str, amount: Decimal, one: str, many: str) -> str:
    return f"{figure} {one if amount == 1 else many}"


def _clock(hours: Decimal) -> str:
    minutes = int((hours * 60).to_integral_value())
    whole, rest = divmod(minutes, 60)
    shown = f"{whole} {'ora' if whole == 1 else 'ore'}"
    return f"{shown} e {rest} {'minuto' if rest == 1 else 'minuti'}" if rest else shown


def _starts_with_vowel(figure: str) -> bool:
    """Whether a figure, read aloud, begins with a vowel: uno, otto, undici, ottanta, ottomila, undicimila."""
    match = _WHOLE.match(figure)
    if match is None:
        return False
    digits = match[0].replace(".", "")
    leading = digits[: (len(digits) - 1) % 3 + 1]
    return leading[0] == "8" or leading == "11" or (digits == "1" and not figure.startswith("1°"))
