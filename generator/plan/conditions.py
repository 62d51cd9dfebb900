"""When a target counts as met: the four conditions, as words and as the symbols of plan documents."""

from enum import Enum

from generator.plan.units import Unit


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

_WORDS: dict[str, Condition] = {condition.value: condition for condition in Condition}

#: The symbol of the plan document where the editor wrote the word.
STANDARD_SYMBOLS: dict[Condition, str] = {
    Condition.AT_LEAST: ">=",
    Condition.AT_MOST: "<=",
    Condition.EQUAL: "=",
    Condition.BY: "<=",
}
_SYMBOLS_OF_WORDS = {condition.value: sign for condition, sign in STANDARD_SYMBOLS.items()}


def read_condition(text: str, unit: Unit | None) -> Condition | None:
    """The condition that a word or a symbol stands for; «at most» a date means «by» that date."""
    if text in _WORDS:
        return _WORDS[text]
    condition_of_symbol = SYMBOLS.get(text)
    if condition_of_symbol is Condition.AT_MOST and unit is Unit.DATE:
        return Condition.BY
    return condition_of_symbol


def symbol(text: str) -> str:
    """The text as a plan document would have it: symbols stay as they are, words become symbols."""
    return _SYMBOLS_OF_WORDS.get(text, text)
