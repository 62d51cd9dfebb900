"""Conditions in texts: signs and words before or after a value."""

import re
from collections.abc import Mapping

from generator.plan.conditions import SYMBOLS, SYNONYMS, Condition

_ARTICLE = r"(?:il |lo |la |i |gli |le |l['’] ?|di |del |dell['’] ?|della |al |all['’] ?|alle )"
WORDS_BEFORE = re.compile(rf"(?:{_ARTICLE}|tutt[eio] (?:le|gli|i) )", re.IGNORECASE)
_MORE_CONDITIONS: Mapping[str, Condition] = {
    **SYNONYMS,
    **{condition.value: condition for condition in Condition},
    "maggiore o uguale al": Condition.AT_LEAST,
    "maggiore uguale a": Condition.AT_LEAST,
    "superiore o uguale a": Condition.AT_LEAST,
    "superiore o pari a": Condition.AT_LEAST,
    "non inferiore al": Condition.AT_LEAST,
    "non minore di": Condition.AT_LEAST,
    "minimo": Condition.AT_LEAST,
    "min.": Condition.AT_LEAST,
    "min": Condition.AT_LEAST,
    "inferiore o uguale a": Condition.AT_MOST,
    "minore o uguale a": Condition.AT_MOST,
    "maggiore o uguale a": Condition.AT_LEAST,
    "inferiore o pari a": Condition.AT_MOST,
    "minore uguale a": Condition.AT_MOST,
    "non superiore al": Condition.AT_MOST,
    "non maggiore di": Condition.AT_MOST,
    "non oltre": Condition.AT_MOST,
    "max.": Condition.AT_MOST,
    "max": Condition.AT_MOST,
    "superiore al": Condition.MORE_THAN,
    "maggiore del": Condition.MORE_THAN,
    "inferiore al": Condition.LESS_THAN,
    "minore del": Condition.LESS_THAN,
    "pari al": Condition.EQUAL,
    "uguale al": Condition.EQUAL,
    "entro e non oltre il": Condition.BY,
    "entro la data del": Condition.BY,
    "entro": Condition.BY,
}
_CONDITION = re.compile(
    "("
    + "|".join(sorted(map(re.escape, (*SYMBOLS, *_MORE_CONDITIONS)), key=len, reverse=True))
    + r")(?![\w])\s*(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
#: «> =», «>/=», «maggiore/uguale a», «minore uguale».
_OR_EQUAL = re.compile(r"^([<>])(?: |\s*/\s*)=\s*")
_OR_EQUAL_WORDS = re.compile(
    r"^(maggiore|minore|superiore|inferiore)(?:\s*/\s*| o | od | )(?:uguale|eguale|pari)\b(?: a\b| al\b)?\s*",
    re.IGNORECASE,
)
SIGN = re.compile(
    "(" + "|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True)) + r")\s*(\S.*)", re.DOTALL
)
_AFTER = re.compile(
    r"(.+?) ?\(?\b(o più|o superiore|e oltre|minimo|min\.|massimo|max\.|o meno|o inferiore)\)?", re.IGNORECASE
)
_AFTER_WORDS = {
    "o più": Condition.AT_LEAST,
    "o superiore": Condition.AT_LEAST,
    "e oltre": Condition.AT_LEAST,
    "minimo": Condition.AT_LEAST,
    "min.": Condition.AT_LEAST,
    "massimo": Condition.AT_MOST,
    "max.": Condition.AT_MOST,
    "o meno": Condition.AT_MOST,
    "o inferiore": Condition.AT_MOST,
}


def split_condition(line: str) -> tuple[Condition | None, str]:
    """The condition before or after a value, and the value."""
    line = _OR_EQUAL_WORDS.sub(r"\1 o uguale a ", _OR_EQUAL.sub(r"\1= ", line, count=1), count=1)
    if match := SIGN.fullmatch(line):
        return SYMBOLS[match[1]], match[2]
    if match := _CONDITION.fullmatch(line):
        word = match[1].casefold()
        condition = SYMBOLS.get(word) or _MORE_CONDITIONS[word]
        return condition, WORDS_BEFORE.sub("", match[2], count=1) if starts_with_article(match[2]) else match[
            2
        ]
    if match := _AFTER.fullmatch(line):
        return _AFTER_WORDS[match[2].casefold()], match[1]
    return None, line


def starts_with_article(text: str) -> bool:
    """Whether an article, or «tutti», stands before a number."""
    match = WORDS_BEFORE.match(text)
    return bool(match and re.match(r"[\d€n−-]", text[match.end() :]))


def condition_of(text: str) -> Condition | None:
    """The condition of a word or a sign in a column of its own; `None` if it is none."""
    folded = text.strip().casefold()
    return SYMBOLS.get(folded) or _MORE_CONDITIONS.get(folded)
