"""The units of measure, each with all that depends on it: spellings, readers, messages, conditions.

A known unit is an entry of the registry. Any other text is a unit of the plan's own, for numbers.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from msgspec import Struct

from generator.plan.conditions import SYMBOLS, Condition
from generator.plan.errors import NotANumber, UnitMismatch, UnreadableValue, ValueProblem
from generator.plan.italian import phrases
from generator.plan.italian.phrases import Noun
from generator.plan.value_parser import (
    Reader,
    quantity,
    read_amount,
    read_answer,
    read_bare_percentage,
    read_clock,
    read_day,
    read_euro,
    read_hours,
    read_not_available,
    read_number,
    read_percentage,
    read_ratio,
    read_serial_day,
    read_text,
    word_of,
)
from generator.plan.values import (
    Amount,
    Bound,
    Day,
    Hours,
    Number,
    Percentage,
    Range,
    Ratio,
    Value,
    YesNo,
    comparable,
    kind_of,
)

_QUANTITY_CONDITIONS = (
    Condition.AT_LEAST,
    Condition.AT_MOST,
    Condition.EQUAL,
    Condition.MORE_THAN,
    Condition.LESS_THAN,
    Condition.BETWEEN,
)
#: What may stand between the bounds of a range; a hyphen may also be a sign, or part of a date.
_BETWEEN = re.compile(r"\s*[-–—]\s*|\s+(?:e|a)\s+")
#: Longest unit that is not in the registry, in characters: longer ones belong in the formula.
MAX_UNIT_LENGTH = 40
#: The singular of units that plans write out, for «1 minuto».
_SINGULARS = {
    "anni": "anno",
    "chilometri": "chilometro",
    "giornate": "giornata",
    "litri": "litro",
    "mesi": "mese",
    "metri": "metro",
    "minuti": "minuto",
    "punti": "punto",
    "settimane": "settimana",
    "tonnellate": "tonnellata",
}
#: «punti su 5»: values may repeat the maximum, as in `3,95/5`.
_OUT_OF = re.compile(r"su (\d{1,5})", re.ASCII)


class UnitDefinition(Struct, frozen=True):
    """What a unit declares.

    `spellings`, in lower case, are the others than its symbol. `readers` are tried in order, the most common
    first; `n.d.` is read with every unit. `example` says in messages which value is wanted; `error` is
    raised for a text that is no value at all. `conditions` fit the unit, the usual one first. `kind`
    completes «non va con …» where values are no quantities, and is empty otherwise. `accumulates`: the
    value may be a running total of the year. `implied` is the condition of a target without one.
    `misspellings` are what people write for the unit and could be no other.
    """

    spellings: tuple[str, ...]
    readers: tuple[Reader, ...]
    example: str
    error: type[ValueProblem] = NotANumber
    conditions: tuple[Condition, ...] = _QUANTITY_CONDITIONS
    kind: str = ""
    accumulates: bool = False
    implied: Condition | None = None
    misspellings: tuple[str, ...] = ()

    @property
    def is_quantity(self) -> bool:
        """Whether values are quantities, so that one can be nearer to the target than another."""
        return not self.kind


class Unit(Struct, frozen=True):
    """A unit of measure. `symbol` is the canonical spelling of a known unit, or else the text of the plan.

    `scale` are the words of a scale, from the lowest to the highest; the symbol is then «scala».
    """

    symbol: str
    scale: tuple[str, ...] = ()

    @property
    def definition(self) -> UnitDefinition:
        """What the unit declares: from the registry, or that of a number in a unit of the plan's own."""
        if self.scale:
            return _scale_definition(self.scale)
        return _BY_SYMBOL.get(self.symbol) or _own_definition(self.symbol)

    @property
    def label(self) -> str:
        """The symbol; of a scale also its words."""
        return f"{self.symbol}: {', '.join(self.scale)}" if self.scale else self.symbol


NUMBER = Unit("n.")
PERCENT = Unit("%")
EURO = Unit("€")
DATE = Unit("data")
YES_NO = Unit("sì/no")
HOURS = Unit("h")
DAYS = Unit("gg")
TEXT = Unit("testo")

_REGISTRY: Mapping[Unit, UnitDefinition] = {
    # Plans write percentages and dates under «n.» too: they are read as what they are, and rule W310 warns.
    NUMBER: UnitDefinition(
        ("n", "num.", "numero", "quantitativo"),
        (read_number, read_percentage, read_day, read_ratio),
        "un numero, come 1.150 o 9,85",
        accumulates=True,
        misspellings=("nr", "nr.", "n°", "num", "nro"),
    ),
    PERCENT: UnitDefinition(
        ("percentuale",),
        (read_percentage, read_bare_percentage),
        "una percentuale, come 9,85%",
        misspellings=("perc", "perc.", "percento", "per cento"),
    ),
    EURO: UnitDefinition(
        ("euro",), (read_amount,), "un importo, come 27.300,00 €", misspellings=("eur", "euri")
    ),
    # «entro» is the heading of a column of dates in some tables.
    DATE: UnitDefinition(
        ("entro",),
        (read_day, read_serial_day),
        "una data, come 31/01/2025",
        error=UnreadableValue,
        conditions=(Condition.BY, Condition.AT_LEAST),
        kind="una data",
        misspellings=("date", "dta"),
    ),
    YES_NO: UnitDefinition(
        ("si/no", "on/off"),
        (read_answer,),
        "sì o no",
        error=UnreadableValue,
        conditions=(Condition.EQUAL,),
        kind="sì/no",
        implied=Condition.EQUAL,
        misspellings=("s/n", "sì", "si", "sì-no", "si-no"),
    ),
    HOURS: UnitDefinition(
        ("hh", "ore"),
        (read_clock, read_hours),
        "un numero di ore, come 6 o 08:00",
        error=UnreadableValue,
        accumulates=True,
        misspellings=("ora", "hr", "h."),
    ),
    DAYS: UnitDefinition(
        ("gg.", "giorni"),
        (quantity(phrases.DAYS),),
        "un numero di giorni, come 4,20",
        misspellings=("g", "g."),
    ),
    # What nobody can compute: who evaluates declares the degree.
    TEXT: UnitDefinition(
        ("testuale",),
        (read_text,),
        "un testo, come protocollo firmato",
        error=UnreadableValue,
        conditions=(Condition.EQUAL,),
        kind="un testo",
        implied=Condition.EQUAL,
    ),
}
_BY_SYMBOL = {unit.symbol: known for unit, known in _REGISTRY.items()}
#: The units that the generator knows. Any other text is a unit of the plan's own.
KNOWN_UNITS = tuple(_REGISTRY)

#: Spelling in a plan → known unit.
SPELLINGS: Mapping[str, Unit] = {
    spelling: unit for unit, known in _REGISTRY.items() for spelling in (unit.symbol, *known.spellings)
}
_MISSPELLINGS = {text: unit for unit, known in _REGISTRY.items() for text in known.misspellings}
#: Word of an editor → condition.
CONDITION_WORDS: dict[str, Condition] = {condition.value: condition for condition in Condition}
#: The symbols of the known units, as messages and guides list them.
UNIT_LIST = ", ".join(unit.symbol for unit in KNOWN_UNITS)

#: The unit of a value that is written without one.
_UNITS_OF_KINDS: Mapping[type[Value], Unit] = {
    Number: NUMBER,
    Ratio: NUMBER,
    Percentage: PERCENT,
    Amount: EURO,
    Day: DATE,
    YesNo: YES_NO,
    Hours: HOURS,
}

#: What tells the kind of a value that its unit does not admit.
_ANY_READER: tuple[Reader, ...] = (
    read_day,
    read_ratio,
    read_percentage,
    read_answer,
    read_clock,
    read_euro,
    read_number,
)


def read_unit(text: str) -> Unit:
    """The known unit of a spelling, in any case, or a unit of the plan's own."""
    return SPELLINGS.get(text.casefold()) or Unit(text)


def misspelt_unit(text: str) -> str:
    """The spelling of a known unit that a text seems to mean; empty for a known unit and an honest other.

    A misspelt unit must be found: its values would be read as bare numbers.
    """
    folded = text.casefold()
    if folded in SPELLINGS:
        return ""
    if folded in _MISSPELLINGS:
        return _MISSPELLINGS[folded].symbol
    # Short texts are near to everything: «kg» is not «gg».
    near = get_close_matches(folded, SPELLINGS, n=1, cutoff=0.8) if len(folded) > 3 else []
    return near[0] if near else ""


def is_own_unit(text: str) -> bool:
    """Whether a text can be a unit of the plan's own: some letters or signs, no sentence."""
    return len(text) <= MAX_UNIT_LENGTH and any(not (one.isdigit() or one in " .,-/") for one in text)


def unit_of_text(text: str) -> Unit | None:
    """The unit that a value tells by itself (`80%`, `31/01/2025`, `19 – 21`); `None` where it tells none."""
    value = _first_value(_ANY_READER, text, [])
    if value is None:
        bounds = (_first_value(_ANY_READER, text[match.end() :], []) for match in _BETWEEN.finditer(text))
        value = next((bound for bound in bounds if isinstance(bound, Bound)), None)
    return None if value is None else _UNITS_OF_KINDS.get(type(value))


def scale_of(words: Iterable[str]) -> Unit:
    """The unit of the words of a scale, from the lowest to the highest."""
    return Unit("scala", tuple(words))


@lru_cache(maxsize=256)
def _scale_definition(scale: tuple[str, ...]) -> UnitDefinition:
    return UnitDefinition(
        (),
        (word_of(scale),),
        f"una parola della scala: {', '.join(scale)}",
        error=UnreadableValue,
        conditions=(Condition.EQUAL, Condition.AT_LEAST, Condition.AT_MOST),
        kind="una scala",
        implied=Condition.EQUAL,
    )


@lru_cache(maxsize=256)
def _own_definition(symbol: str) -> UnitDefinition:
    """A number in a unit of the plan's own, with or without the unit after it."""
    suffixes = [symbol]
    if match := _OUT_OF.search(symbol):
        suffixes.append(f"/{match[1]}")
    first, space, rest = symbol.partition(" ")
    singular = _SINGULARS.get(first.casefold(), first)
    reader = quantity(Noun(f"{singular}{space}{rest}", symbol), tuple(suffixes))
    return UnitDefinition((), (reader,), "un numero, come 1.150 o 9,85")


def read_condition(text: str, unit: Unit | None) -> Condition | None:
    """The condition of a word or symbol; `<=` means «entro» with a unit that has that condition."""
    if text in CONDITION_WORDS:
        return CONDITION_WORDS[text]
    condition = SYMBOLS.get(text)
    if condition is Condition.AT_MOST and unit and Condition.BY in unit.definition.conditions:
        return Condition.BY
    return condition


def read_value(text: str, unit: Unit) -> Value:
    """The value of the text of a cell; the exact inverse of `values.show`.

    Raises a `ValueProblem`: `UnitMismatch` when the text is a valid value of a kind that the unit does not
    admit, one of the others when it is no value at all.
    """
    problems: list[ValueProblem] = []
    value = _first_value((*unit.definition.readers, read_not_available), text, problems)
    if value is not None:
        return value
    other = _first_value(_ANY_READER, text, problems)
    if other is not None:
        raise UnitMismatch(text, kind_of(other))
    for problem in problems:
        if not isinstance(problem, NotANumber):
            raise problem
    raise unit.definition.error(text)


def read_range(text: str, unit: Unit) -> Range | None:
    """The range of a text with two values of one quantity: `80% – 90%`, `19-21`, `-5 e -2`.

    `None` where no place, or more than one, divides the text into two.
    """
    found = [
        Range(low, high, separator=match[0])
        for match in _BETWEEN.finditer(text)
        if (low := _bound(text[: match.start()], unit)) is not None
        and (high := _bound(text[match.end() :], unit)) is not None
        and comparable(low, high)
    ]
    return found[0] if len(found) == 1 else None


def _bound(text: str, unit: Unit) -> Bound | None:
    value = _first_value(unit.definition.readers, text, [])
    return value if isinstance(value, Bound) else None


def _first_value(readers: Iterable[Reader], text: str, problems: list[ValueProblem]) -> Value | None:
    """The value from the first reader that understands the text; the problems of the others are collected."""
    for reader in readers:
        try:
            value = reader(text)
        except ValueProblem as problem:
            problems.append(problem)
        else:
            if value is not None:
                return value
    return None
