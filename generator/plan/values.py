"""The kinds of value of an indicator: exact, comparable, written as in the document, said in Italian.

Two values are equal when they mean the same, however they are spelled. The fields that keep only the
spelling let `show` return the document's own text, to the letter.
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from msgspec import Struct

from generator.plan.conditions import Condition
from generator.plan.italian import phrases
from generator.plan.italian.phrases import Expression, KindWording, Noun, duration, long_date, with_article
from generator.plan.numerals import DECIMAL_PLACES, MOST_PLACES, places_apart, show_numeral, show_rounded

#: Day zero of a spreadsheet's serial dates.
SERIAL_EPOCH = date(1899, 12, 30)


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
        return _signed(distance) + self.number_in_words(distance, places_apart(distance, Fraction(0)))

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

    def __hash__(self) -> int:
        return hash((type(self), self._meaning()))


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
        return f"{_signed(distance)}{show_rounded(distance, places_apart(distance, Fraction(0)))} {points}"

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


class Day(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A date. `spelling` is a pattern with `dd`, `mm`, `yyyy`; `serial` is a spreadsheet's number of days."""

    KIND = "data"
    IS_QUANTITY = False
    WORDING = phrases.DATE_WORDING

    day: date
    spelling: str = "dd/mm/yyyy"

    def text(self) -> str:
        """As written."""
        if self.spelling == "serial":
            return str((self.day - SERIAL_EPOCH) // timedelta(days=1))
        month, number = self.day.month, self.day.day
        parts = {
            "yyyy": f"{self.day.year:04}",
            "mm": f"{month:02}",
            "m": str(month),
            "dd": f"{number:02}",
            "d": str(number),
        }
        separator = next(sign for sign in "/.-" if sign in self.spelling)
        return separator.join(parts[part] for part in self.spelling.split(separator))

    def numeric_value(self) -> Decimal:
        """The ordinal of the day."""
        return Decimal(self.day.toordinal())

    def data(self) -> date:
        """The date."""
        return self.day

    def in_words(self) -> str:
        """`31 gennaio 2025`."""
        return long_date(self.day)

    def distance_in_words(self, distance: Fraction) -> str:
        """`3 giorni dopo`."""
        days = abs(int(distance))
        if not days:
            return "nessuno: il giorno stesso"
        return f"{phrases.DAYS.counted(str(days), days)} {'dopo' if distance > 0 else 'prima'}"

    def past(self) -> str:
        """«la data era il 31 gennaio 2024»."""
        return f"la data era {self.in_sentence()}"


class YesNo(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """Sì or no, in the spelling of the document."""

    KIND = "sì/no"
    IS_QUANTITY = False
    HAS_SCALE = False
    WORDING = phrases.ANSWER_WORDING

    answer: bool
    spelling: str = ""

    def text(self) -> str:
        """As written."""
        return self.spelling or ("sì" if self.answer else "no")

    def numeric_value(self) -> Decimal:
        """1 or 0."""
        return Decimal(int(self.answer))

    def data(self) -> bool:
        """True for sì."""
        return self.answer

    def in_words(self) -> str:
        """`«sì»`; `«On»` as written."""
        if self.spelling.casefold() in ("on", "off"):
            return f"«{self.spelling}»"
        return "«sì»" if self.answer else "«no»"

    def past(self) -> str:
        """«la risposta era «sì»»."""
        return f"la risposta era {self.in_words()}"


class ScaleWord(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A word of a scale (`media` of bassa, media, alta), as written. Its number is its place, from 1."""

    KIND = "parola di una scala"
    IS_QUANTITY = False
    HAS_SCALE = False
    WORDING = phrases.SCALE_WORDING

    word: str
    scale: tuple[str, ...]

    def text(self) -> str:
        """As written."""
        return self.word

    def numeric_value(self) -> Decimal:
        """The place in the scale, from 1."""
        return Decimal([one.casefold() for one in self.scale].index(self.word.casefold()) + 1)

    def reference(self) -> tuple[str, ...]:
        """The scale."""
        return self.scale

    def in_words(self) -> str:
        """`«media»`."""
        return f"«{self.word}»"

    def past(self) -> str:
        """«il giudizio era «media»»."""
        return f"il giudizio era {self.in_words()}"


class Text(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """A target or result in words, which nobody can compute with."""

    KIND = "testo"
    IS_QUANTITY = False
    HAS_SCALE = False
    WORDING = phrases.TEXT_WORDING

    words: str

    def text(self) -> str:
        """As written."""
        return self.words

    def numeric_value(self) -> None:
        """None: there is no number."""

    def in_words(self) -> str:
        """`«protocollo firmato»`."""
        return f"«{self.words}»"

    def past(self) -> str:
        """«la situazione era «protocollo firmato»»."""
        return f"la situazione era {self.in_words()}"

    def _meaning(self) -> object:
        return self.words


class NotAvailable(ValueBase, frozen=True, eq=False, tag=True, gc=False):
    """`n.d.`: the document says that there is no value, which is not the same as an empty cell."""

    KIND = "n.d."
    IS_QUANTITY = False
    HAS_SCALE = False

    spelling: str = "n.d."

    def text(self) -> str:
        """As written."""
        return self.spelling

    def numeric_value(self) -> None:
        """None: there is no number."""

    def in_words(self) -> str:
        """As written."""
        return self.spelling


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


#: A value of any kind. A new kind is a new class, added here.
Value = (
    Number
    | Quantity
    | Hours
    | Percentage
    | Amount
    | Ratio
    | Day
    | YesNo
    | Range
    | ScaleWord
    | Text
    | NotAvailable
)


def kind_of(value: Value) -> str:
    """The kind of a value, in the words of the editors' guide and of the open data."""
    return value.kind()


def show(value: Value) -> str:
    """The text of a value, the exact inverse of `units.read_value`."""
    return value.text()


def numeric_value(value: Value) -> Decimal | None:
    """The number that orders values of a kind: the ordinal of a date, 0 or 1 for no or sì; none for `n.d.`"""
    return value.numeric_value()


def exact_value(value: Value) -> Fraction | None:
    """The number of a value as a fraction, `None` for `n.d.`."""
    return value.exact_value()


def lower_bound(value: Value) -> Value:
    """The lower bound of a range; any other value is its own."""
    return value.low if isinstance(value, Range) else value


def comparable(one: Value, other: Value) -> bool:
    """Whether two values can be compared: same kind (a range's is its bounds'), same base, a number each."""
    one, other = lower_bound(one), lower_bound(other)
    return (
        type(one) is type(other)
        and one.reference() == other.reference()
        and not isinstance(one, NotAvailable)
    )


def _signed(distance: Fraction) -> str:
    return "+" if distance > 0 else ""
