"""The kinds of value of which there can be more or less, and the range between two of them."""

from decimal import Decimal
from fractions import Fraction

from generator.plan.conditions import Condition
from generator.plan.italian import phrases
from generator.plan.italian.phrases import Noun, duration
from generator.plan.numerals import DECIMAL_PLACES, MOST_PLACES, places_apart, show_numeral, show_rounded
from generator.plan.value_base import ValueBase, signed


class Number(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A bare number; the indicator says what it counts."""

    KIND = "numero"
    ACCUMULATES = True

    amount: Decimal
    grouped: bool = True
    prefix: str = ""

    def text(self) -> str:
        """As written."""
        return self.prefix + show_numeral(self.amount, grouped=self.grouped)

    def numeric_value(self) -> Decimal:
        """The number."""
        return self.amount

    def in_words(self) -> str:
        """`7`."""
        return show_numeral(self.amount, grouped=self.grouped)


class Quantity(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A number of something that the unit names: `4,20` days. Negative days are «in advance».

    `suffix` is what follows the number, where the document repeats the unit: ` kWh`, `/5`.
    """

    ACCUMULATES = True
    DIVISIBLE = True

    amount: Decimal
    noun: Noun
    grouped: bool = True
    suffix: str = ""

    def kind(self) -> str:
        """`numero di giorni`."""
        return f"numero di {self.noun.plural}"

    def text(self) -> str:
        """As written."""
        return self._numeral() + self.suffix

    def numeric_value(self) -> Decimal:
        """The number."""
        return self.amount

    def reference(self) -> Noun:
        """What is counted."""
        return self.noun

    def in_words(self) -> str:
        """`4,20 giorni`."""
        return self.noun.counted(self._numeral(), self.amount)

    def number_in_words(self, number: Fraction, places: int = DECIMAL_PLACES) -> str:
        """`1 giorno`."""
        return self.noun.counted(show_rounded(number, places), number)

    def _numeral(self) -> str:
        return show_numeral(self.amount, grouped=self.grouped)


class Hours(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A length of time. `amount` is in hours, or in whole minutes if it was written as a `clock`: `08:00`."""

    KIND = "numero di ore"
    ACCUMULATES = True
    DIVISIBLE = True

    amount: Decimal
    grouped: bool = True
    clock: bool = False

    def text(self) -> str:
        """As written."""
        if self.clock:
            hours, minutes = divmod(int(self.amount), 60)
            return f"{hours:02}:{minutes:02}"
        return show_numeral(self.amount, grouped=self.grouped)

    def numeric_value(self) -> Decimal:
        """Hours, cut at the digits of a decimal where minutes are no finite part of an hour."""
        return self.amount / 60 if self.clock else self.amount

    def exact_value(self) -> Fraction:
        """Hours."""
        return Fraction(self.amount) / (60 if self.clock else 1)

    def in_words(self) -> str:
        """`6 ore`, `1 ora e 30 minuti`."""
        if self.clock:
            return duration(int(self.amount))
        return phrases.HOURS.counted(self.text(), self.amount)

    def number_in_words(self, number: Fraction, places: int = DECIMAL_PLACES) -> str:
        """`6,5 ore`; `6 ore e 30 minuti` beside a value that is written so, where the minutes are whole."""
        minutes = number * 60
        if self.clock and minutes.denominator == 1:
            return duration(int(minutes))
        return phrases.HOURS.counted(show_rounded(number, places), number)

    def operand(self, number: Fraction) -> str:
        """`6,5`; `6 ore e 30 minuti` beside a value that is written so."""
        return self.number_in_words(number, MOST_PLACES) if self.clock else show_rounded(number, MOST_PLACES)


class Percentage(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """`points` are percent points: `9,85%` is 9.85. `sign` is what follows (`%`, ` %`, nothing)."""

    KIND = "percentuale"
    WORDING = phrases.PERCENTAGE_WORDING

    points: Decimal
    grouped: bool = True
    sign: str = "%"

    def text(self) -> str:
        """As written."""
        return show_numeral(self.points, grouped=self.grouped) + self.sign

    def numeric_value(self) -> Decimal:
        """Percent points."""
        return self.points

    def in_words(self) -> str:
        """`9,85%`."""
        return show_numeral(self.points, grouped=self.grouped) + "%"

    def number_in_words(self, number: Fraction, places: int = DECIMAL_PLACES) -> str:
        """`9,85%`."""
        return show_rounded(number, places) + "%"

    def distance_in_words(self, distance: Fraction) -> str:
        """`-16 punti percentuali`."""
        # «-16%» of what? A difference of percentages is in points.
        points = "punto percentuale" if abs(distance) == 1 else "punti percentuali"
        return f"{signed(distance)}{show_rounded(distance, places_apart(distance, Fraction(0)))} {points}"

    def past(self) -> str:
        """«era il 9,85%»."""
        return f"era {self.in_sentence()}"


class Amount(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """Euro. `sign` is the text after the number, `prefix` the text before it."""

    KIND = "importo in euro"

    euro: Decimal
    grouped: bool = True
    prefix: str = ""
    sign: str = " €"

    def text(self) -> str:
        """As written."""
        return self.prefix + show_numeral(self.euro, grouped=self.grouped) + self.sign

    def numeric_value(self) -> Decimal:
        """Euro."""
        return self.euro

    def in_words(self) -> str:
        """`27.300,00 euro`."""
        return show_numeral(self.euro, grouped=self.grouped) + " euro"

    def number_in_words(self, number: Fraction, places: int = DECIMAL_PLACES) -> str:
        """`27.300 euro`."""
        return show_rounded(number, places) + " euro"


class Ratio(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A count out of a named base: `286/10.000 imprese attive`. `grouped` is of count and base."""

    KIND = "rapporto"
    ACCUMULATES = True

    count: Decimal
    base: Decimal
    of: str
    grouped: tuple[bool, bool] = (True, True)

    def text(self) -> str:
        """As written."""
        count, base = self._numerals()
        return f"{count}/{base} {self.of}"

    def numeric_value(self) -> Decimal:
        """The count; comparable ratios have the same base."""
        return self.count

    def reference(self) -> tuple[Decimal, str]:
        """The base."""
        return self.base, self.of

    def in_words(self) -> str:
        """`286 ogni 10.000 imprese attive`."""
        count, base = self._numerals()
        return f"{count} ogni {base} {self.of}"

    def _numerals(self) -> tuple[str, str]:
        count_grouped, base_grouped = self.grouped
        return show_numeral(self.count, grouped=count_grouped), show_numeral(self.base, grouped=base_grouped)


#: A value of which there can be more or less, and so the bound of a range.
Bound = Number | Quantity | Hours | Percentage | Amount | Ratio


class Range(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A target with a lower and an upper bound, both included: `80% – 90%`; `separator` is as written.

    In data it has no value of its own: the bounds have their columns.
    """

    KIND = "intervallo"

    low: Bound
    high: Bound
    separator: str = " – "

    def text(self) -> str:
        """As written."""
        return f"{self.low.text()}{self.separator}{self.high.text()}"

    def numeric_value(self) -> Decimal:
        """The lower bound."""
        return self.low.numeric_value()

    def exact_value(self) -> Fraction | None:
        """The lower bound."""
        return self.low.exact_value()

    def data(self) -> None:
        """None: two numbers are no value."""

    def reference(self) -> object:
        """That of the bounds."""
        return self.low.reference()

    def in_words(self) -> str:
        """`80% – 90%`."""
        return f"{self.low.in_words()} – {self.high.in_words()}"

    def in_sentence(self, preposition: str = "") -> str:
        """`tra l'80% e il 90%`."""
        return f"{preposition} tra {self.low.in_sentence()} e {self.high.in_sentence()}".strip()

    def number_in_words(self, number: Fraction, places: int = DECIMAL_PLACES) -> str:
        """In the unit of the bounds."""
        return self.low.number_in_words(number, places)

    def operand(self, number: Fraction) -> str:
        """In the unit of the bounds."""
        return self.low.operand(number)

    def distance_in_words(self, distance: Fraction) -> str:
        """`3 punti percentuali oltre il massimo`, from the bound that is missed."""
        if not distance:
            return "nessuno: il valore è tra il minimo e il massimo"
        size = self.low.distance_in_words(abs(distance)).removeprefix("+")
        return f"{size} {'oltre il massimo' if distance > 0 else 'sotto il minimo'}"

    def as_target(self, condition: Condition) -> str:
        """`tra l'80% e il 90%`, whatever the condition."""
        del condition
        return self.in_sentence()

    def as_commitment(self, condition: Condition) -> str:
        """`a restare tra l'80% e il 90%`, whatever the condition."""
        del condition
        return f"a restare {self.in_sentence()}"

    def _meaning(self) -> object:
        return self.low, self.high
