"""The conditions under which a target is met, as words of the editors and symbols of plan documents."""

from enum import Enum


class Condition(Enum):
    """A condition; its value is the word that editors write and the open data carry."""

    AT_LEAST = "almeno"
    AT_MOST = "al massimo"
    EQUAL = "pari a"
    BY = "entro"
    MORE_THAN = "più di"
    LESS_THAN = "meno di"
    BETWEEN = "tra"

    @property
    def is_strict(self) -> bool:
        """Whether a value equal to the target does not meet it."""
        return self in (Condition.MORE_THAN, Condition.LESS_THAN)

    @property
    def wants_less(self) -> bool:
        """Whether a smaller value is a better one."""
        return self in (Condition.AT_MOST, Condition.BY, Condition.LESS_THAN)

    @property
    def wants_more(self) -> bool:
        """Whether a larger value is a better one; «pari a» and «tra» want neither."""
        return self in (Condition.AT_LEAST, Condition.MORE_THAN)


class Direction(Enum):
    """Where a value is to go (verso), for an indicator without a condition that says it."""

    UP = "aumenta"
    DOWN = "diminuisce"


SYMBOLS: dict[str, Condition] = {
    ">=": Condition.AT_LEAST,
    "=>": Condition.AT_LEAST,
    "≥": Condition.AT_LEAST,
    "<=": Condition.AT_MOST,
    "=<": Condition.AT_MOST,
    "≤": Condition.AT_MOST,
    "=": Condition.EQUAL,
    ">": Condition.MORE_THAN,
    "<": Condition.LESS_THAN,
}

#: The symbol of a plan document for each condition that has one.
STANDARD_SYMBOLS: dict[Condition, str] = {
    Condition.AT_LEAST: ">=",
    Condition.AT_MOST: "<=",
    Condition.EQUAL: "=",
    Condition.BY: "<=",
    Condition.MORE_THAN: ">",
    Condition.LESS_THAN: "<",
}
_SYMBOLS_OF_WORDS = {condition.value: sign for condition, sign in STANDARD_SYMBOLS.items()}

#: Other words for a condition, in documents and by mistake, for messages.
SYNONYMS: dict[str, Condition] = {
    "maggiore di": Condition.MORE_THAN,
    "superiore a": Condition.MORE_THAN,
    "oltre": Condition.MORE_THAN,
    "minore di": Condition.LESS_THAN,
    "inferiore a": Condition.LESS_THAN,
    "maggiore o uguale a": Condition.AT_LEAST,
    "non meno di": Condition.AT_LEAST,
    "non inferiore a": Condition.AT_LEAST,
    "minimo": Condition.AT_LEAST,
    "minore o uguale a": Condition.AT_MOST,
    "non più di": Condition.AT_MOST,
    "non superiore a": Condition.AT_MOST,
    "massimo": Condition.AT_MOST,
    "fino a": Condition.AT_MOST,
    "uguale a": Condition.EQUAL,
    "entro il": Condition.BY,
    "fra": Condition.BETWEEN,
    "compreso tra": Condition.BETWEEN,
    "compreso fra": Condition.BETWEEN,
    "compresa tra": Condition.BETWEEN,
    "compresa fra": Condition.BETWEEN,
}


def symbol(text: str) -> str:
    """The condition as in a plan document: a word becomes its symbol, if it has one."""
    return _SYMBOLS_OF_WORDS.get(text, text)
