"""The four conditions under which a target is met, as words of the editors and symbols of plan documents."""

from enum import Enum


class Condition(Enum):
    """A condition; its value is the word that editors write and the open data carry."""

    AT_LEAST = "almeno"
    AT_MOST = "al massimo"
    EQUAL = "pari a"
    BY = "entro"


SYMBOLS: dict[str, Condition] = {
    ">=": Condition.AT_LEAST,
    "=>": Condition.AT_LEAST,
    "≥": Condition.AT_LEAST,
    "<=": Condition.AT_MOST,
    "=<": Condition.AT_MOST,
    "≤": Condition.AT_MOST,
    "=": Condition.EQUAL,
}

#: The symbol of a plan document for each condition.
STANDARD_SYMBOLS: dict[Condition, str] = {
    Condition.AT_LEAST: ">=",
    Condition.AT_MOST: "<=",
    Condition.EQUAL: "=",
    Condition.BY: "<=",
}
_SYMBOLS_OF_WORDS = {condition.value: sign for condition, sign in STANDARD_SYMBOLS.items()}


def symbol(text: str) -> str:
    """The condition as in a plan document: a word becomes its symbol, a symbol stays as it is."""
    return _SYMBOLS_OF_WORDS.get(text, text)
