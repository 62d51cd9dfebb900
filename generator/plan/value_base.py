"""What all kinds of value have in common: what other modules ask about a kind."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from msgspec import Struct

from generator.plan.conditions import Condition
from generator.plan.italian import phrases
from generator.plan.italian.phrases import Expression, KindWording, with_article
from generator.plan.numerals import DECIMAL_PLACES, MOST_PLACES, places_apart, show_rounded


class ValueBase(Struct, frozen=True, eq=False):
    """Base class of the kinds of value: what is declared here is all that other modules ask about a kind.

    `KIND` is its name in messages and open data. `IS_QUANTITY`: a part of it can be achieved, and it may
    grow during the year. `HAS_SCALE`: the distance between two values means something. `ACCUMULATES`: a
    running total can be of this kind; `DIVISIBLE`: such a total may have decimals. `WORDING` says it in
    sentences.
    """

    KIND: ClassVar[str] = ""
    IS_QUANTITY: ClassVar[bool] = True
    HAS_SCALE: ClassVar[bool] = True
    ACCUMULATES: ClassVar[bool] = False
    DIVISIBLE: ClassVar[bool] = False
    WORDING: ClassVar[KindWording] = phrases.QUANTITY_WORDING

    def kind(self) -> str:
        """The name of the kind in Italian."""
        return self.KIND

    def text(self) -> str:
        """The text as it was written."""
        raise NotImplementedError

    def numeric_value(self) -> Decimal | None:
        """The number that orders values of the kind, if there is one."""
        raise NotImplementedError

    def exact_value(self) -> Fraction | None:
        """The same number, exact: all computations use it."""
        amount = self.numeric_value()
        return None if amount is None else Fraction(amount)

    def data(self) -> Decimal | date | bool | None:
        """The value in open data: a number in the unit of the kind, unless it is a date or an answer."""
        return self.numeric_value()

    def reference(self) -> object:
        """What two values of the kind must share to be comparable."""
        return None

    def in_words(self) -> str:
        """The value with its unit and no article: `7`, `9,85%`, `4,20 giorni`, `31 gennaio 2025`, `«sì»`."""
        raise NotImplementedError

    def number_in_words(self, number: Fraction, places: int = DECIMAL_PLACES) -> str:
        """A computed number in the unit of this value, for quantities."""
        return show_rounded(number, places)

    def operand(self, number: Fraction) -> str:
        """A number in a computation about this value."""
        return show_rounded(number, MOST_PLACES)

    def distance_in_words(self, distance: Fraction) -> str:
        """A distance from this value, in its unit: `-3`, `+1,5 giorni`; for kinds with a scale."""
        return signed(distance) + self.number_in_words(distance, places_apart(distance, Fraction(0)))

    def in_sentence(self, preposition: str = "") -> str:
        """The value after a preposition or none: `l'80%`, `al 31 gennaio 2025`, `a 7`."""
        if self.WORDING.takes_article:
            return with_article(self.in_words(), preposition)
        return f"{preposition} {self.in_words()}".strip()

    def past(self) -> str:
        """What the value was: «erano 7», «era il 9,85%», «la data era il 31 gennaio 2024»."""
        amount = self.numeric_value()
        if amount is None or amount < 0:
            return f"il valore era {self.in_words()}"
        return f"{'era' if amount == 1 else 'erano'} {self.in_words()}"

    def as_target(self, condition: Condition) -> str:
        """A target with its condition: `almeno l'80%`, `pari a 3`, `entro il 31 gennaio 2025`, `«sì»`."""
        return self._express(self.WORDING.targets[condition])

    def as_commitment(self, condition: Condition) -> str:
        """What a body commits itself to: `ad almeno l'80%`, `a un valore pari a 3`, `a un «sì»`."""
        return self._express(self.WORDING.commitments[condition])

    def _express(self, expression: Expression) -> str:
        return f"{expression.words} {self.in_sentence(expression.preposition)}".strip()

    def _meaning(self) -> object:
        return self.exact_value(), self.reference()

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ValueBase) and type(self) is type(other) and self._meaning() == other._meaning()
        )

    def __ne__(self, other: object) -> bool:
        # The base class of structs has its own, which compares identities here.
        return not self == other

    def __hash__(self) -> int:
        return hash((type(self), self._meaning()))


def signed(distance: Fraction) -> str:
    """The sign of a positive distance; a negative one has its own."""
    return "+" if distance > 0 else ""
