"""Italian grammar of numbers and dates: articles, prepositions, plurals, and the wording of kinds of value.

«Il 9,85%», «l'80%», «lo 0,86%»; «entro l'8 ottobre», «al 1° marzo»: the article depends on how the number
is pronounced, so eight, eleven and eighty are elided and a hundred and ten is not.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from generator.plan.conditions import Condition

#: Names of the months.
MONTHS = [
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

#: A number pronounced «zero», and the whole part of a number.
_ZERO = re.compile(r"0(?!\d)")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")
#: What is no number, such as «meno dello 0,1%», takes no article.
_NUMBER = re.compile(r"[-−]?\d")

#: A preposition joined with the article il, l', lo.
_JOINED = {
    "": ("il ", "l'", "lo "),
    "a": ("al ", "all'", "allo "),
    "di": ("del ", "dell'", "dello "),
    "da": ("dal ", "dall'", "dallo "),
}


class Noun(Struct, frozen=True):
    """What a number counts, in the singular and the plural."""

    singular: str
    plural: str

    def counted(self, number: str, amount: Decimal | Fraction | int) -> str:
        """A written number with the noun: `1 giorno`, `4,20 giorni`."""
        return f"{number} {self.singular if amount == 1 else self.plural}"


DAYS, HOURS, MINUTES = Noun("giorno", "giorni"), Noun("ora", "ore"), Noun("minuto", "minuti")


class Expression(Struct, frozen=True):
    """Words before a value, and the preposition that joins them: `pari`, `a` → «pari all'80%»."""

    words: str
    preposition: str = ""


class KindWording(Struct, frozen=True):
    """How the values of a kind are said.

    `takes_article`: `l'80%`, but `7`. `targets` complete «il traguardo è …», `commitments` complete
    «l'ente si è impegnato …», both by condition. «Tra» is said of a range, which has its own words.
    """

    targets: Mapping[Condition, Expression]
    commitments: Mapping[Condition, Expression]
    takes_article: bool = False


QUANTITY_TARGETS = {
    Condition.AT_LEAST: Expression("almeno"),
    Condition.AT_MOST: Expression("al massimo"),
    Condition.EQUAL: Expression("pari", "a"),
    Condition.BY: Expression("al massimo"),
    Condition.MORE_THAN: Expression("più", "di"),
    Condition.LESS_THAN: Expression("meno", "di"),
    Condition.BETWEEN: Expression("pari", "a"),
}
QUANTITY_COMMITMENTS = {
    Condition.AT_LEAST: Expression("ad almeno"),
    Condition.AT_MOST: Expression("a non superare"),
    Condition.EQUAL: Expression("a un valore pari", "a"),
    Condition.BY: Expression("a non superare"),
    Condition.MORE_THAN: Expression("a superare"),
    Condition.LESS_THAN: Expression("a restare sotto"),
    Condition.BETWEEN: Expression("a un valore pari", "a"),
}
QUANTITY_WORDING = KindWording(QUANTITY_TARGETS, QUANTITY_COMMITMENTS)
PERCENTAGE_WORDING = KindWording(QUANTITY_TARGETS, QUANTITY_COMMITMENTS, takes_article=True)
DATE_WORDING = KindWording(
    {
        Condition.AT_LEAST: Expression("non prima", "di"),
        Condition.AT_MOST: Expression("entro"),
        Condition.EQUAL: Expression("pari", "a"),
        Condition.BY: Expression("entro"),
        Condition.MORE_THAN: Expression("dopo"),
        Condition.LESS_THAN: Expression("prima", "di"),
        Condition.BETWEEN: Expression("pari", "a"),
    },
    {
        Condition.AT_LEAST: Expression("a una data non anteriore", "a"),
        Condition.AT_MOST: Expression("a provvedere entro"),
        Condition.EQUAL: Expression("alla data", "di"),
        Condition.BY: Expression("a provvedere entro"),
        Condition.MORE_THAN: Expression("a provvedere dopo"),
        Condition.LESS_THAN: Expression("a provvedere prima", "di"),
        Condition.BETWEEN: Expression("alla data", "di"),
    },
    takes_article=True,
)
_SCALE_TARGETS = {Condition.AT_LEAST: Expression("almeno"), Condition.AT_MOST: Expression("al massimo")}
_SCALE_COMMITMENTS = {
    Condition.AT_LEAST: Expression("a un giudizio almeno"),
    Condition.AT_MOST: Expression("a un giudizio al massimo"),
}
ANSWER_WORDING = KindWording(
    dict.fromkeys(Condition, Expression("")), dict.fromkeys(Condition, Expression("a un"))
)


TEXT_WORDING = KindWording(
    dict.fromkeys(Condition, Expression("")), dict.fromkeys(Condition, Expression("a questo:"))
)
SCALE_WORDING = KindWording(
    {**dict.fromkeys(Condition, Expression("")), **_SCALE_TARGETS},
    {**dict.fromkeys(Condition, Expression("a un giudizio")), **_SCALE_COMMITMENTS},
)


def long_date(day: date) -> str:
    """`31 gennaio 2025`, `1° marzo 2025`."""
    number = "1°" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def duration(minutes: int) -> str:
    """A number of minutes in hours and minutes: `8 ore`, `1 ora e 30 minuti`, `-20 minuti`."""
    whole, rest = divmod(abs(minutes), 60)
    parts = [HOURS.counted(str(whole), whole)] if whole or not rest else []
    if rest:
        parts.append(MINUTES.counted(str(rest), rest))
    return ("-" if minutes < 0 else "") + " e ".join(parts)


def with_article(text: str, preposition: str = "") -> str:
    """A number or date with its article, joined with a preposition if one is given (`a`, `da`, `di`)."""
    if not _NUMBER.match(text):
        return f"{preposition} {text}".strip()
    plain, elided, before_zero = _JOINED[preposition]
    if _starts_with_vowel(text):
        return elided + text
    return (before_zero if _ZERO.match(text) else plain) + text


def _starts_with_vowel(text: str) -> bool:
    """Whether a number, pronounced, begins with a vowel: uno, otto, undici, ottanta, ottomila, undicimila."""
    match = _WHOLE.match(text)
    if match is None:
        return False
    digits = match[0].replace(".", "")
    leading = digits[: (len(digits) - 1) % 3 + 1]
    return leading[0] == "8" or leading == "11" or (digits == "1" and not text.startswith("1°"))
