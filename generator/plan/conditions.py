"""The four conditions under which a target is met, as words of the editors and symbols of plan documents."""

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

#: The symbol of a plan document for each condition.
STANDARD_SYMBOLS: dict[Condition, str] = {
    Condition.AT_LEAST: ">=",
    Condition.AT_MOST: "<=",
    Condition.EQUAL: "=",
    Condition.BY: "<=",
}
_SYMBOLS_OF_WORDS = {condition.value: sign for condition, sign in STANDARD_SYMBOLS.items()}


def read_condition(text: str, unit: "Unit | None") -> Condition | None:
    """The condition of a word or symbol; `<=` means «entro» with a unit that has that condition."""
    if text in _WORDS:
        return _WORDS[text]
    condition = SYMBOLS.get(text)
    if condition is Condition.AT_MOST and unit and Condition.BY in unit.definition.conditions:
        return Condition.BY
    return condition


def symbol(text: str) -> str:
    """The condition as in a plan document: a word becomes its symbol, a symbol stays as it is."""
    return _SYMBOLS_OF_WORDS.get(text, text)
