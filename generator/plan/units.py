"""The units of measure, each with all that depends on it: spellings, readers, messages, conditions.

A new unit is a new member of `Unit`. One that counts something (`km`) reads its values with `quantity`.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Self

from msgspec import Struct

from generator.plan.conditions import SYMBOLS, Condition
from generator.plan.errors import NotANumber, UnitMismatch, UnreadableValue, ValueProblem
from generator.plan.italian.phrases import DAYS
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
)
from generator.plan.values import Value, kind_of

_QUANTITY_CONDITIONS = (Condition.AT_LEAST, Condition.AT_MOST, Condition.EQUAL)


class UnitDefinition(Struct, frozen=True):
    """What a unit declares.

    `symbol` is the canonical spelling, used in the open data; `spellings` are the others, in lower case.
    `readers` are tried in order, the most common first; `n.d.` is read with every unit. `example` says in
    messages which value is wanted; `error` is raised for a text that is no value at all. `conditions` fit
    the unit, the usual one first. `kind` completes «non va con …» where values are no quantities, and is
    empty otherwise. `accumulates`: the value may be a running total of the year.
    """

    symbol: str
    spellings: tuple[str, ...]
    readers: tuple[Reader, ...]
    example: str
    error: type[ValueProblem] = NotANumber
    conditions: tuple[Condition, ...] = _QUANTITY_CONDITIONS
    kind: str = ""
    accumulates: bool = False

    @property
    def is_quantity(self) -> bool:
        """Whether values are quantities, so that one can be nearer to the target than another."""
        return not self.kind


class Unit(Enum):
    """A unit; its value is the symbol."""

    _value_: str
    definition: UnitDefinition

    def __new__(cls, definition: UnitDefinition) -> Self:
        """A member whose value is the symbol of its definition."""
        member = object.__new__(cls)
        member._value_ = definition.symbol
        member.definition = definition
        return member

    # Plans write percentages and dates under «n.» too: they are read as what they are, and rule W310 warns.
    NUMBER = UnitDefinition(
        "n.",
        ("n", "num.", "numero"),
        (read_number, read_percentage, read_day, read_ratio),
        "un numero, come 1.150 o 9,85",
        accumulates=True,
    )
    PERCENT = UnitDefinition("%", (), (read_percentage, read_bare_percentage), "una percentuale, come 9,85%")
    EURO = UnitDefinition("€", ("euro",), (read_amount,), "un importo, come 27.300,00 €")
    # «entro» is the heading of a column of dates in some tables.
    DATE = UnitDefinition(
        "data",
        ("entro",),
        (read_day, read_serial_day),
        "una data, come 31/01/2025",
        error=UnreadableValue,
        conditions=(Condition.BY, Condition.AT_LEAST),
        kind="una data",
    )
    YES_NO = UnitDefinition(
        "sì/no",
        ("si/no",),
        (read_answer,),
        "sì o no",
        error=UnreadableValue,
        conditions=(Condition.EQUAL,),
        kind="sì/no",
    )
    HOURS = UnitDefinition(
        "h",
        ("hh", "ore"),
        (read_clock, read_hours),
        "un numero di ore, come 6 o 08:00",
        error=UnreadableValue,
        accumulates=True,
    )
    DAYS = UnitDefinition("gg", ("gg.", "giorni"), (quantity(DAYS),), "un numero di giorni, come 4,20")


#: Spelling in a plan → unit.
SPELLINGS: dict[str, Unit] = {
    spelling: unit for unit in Unit for spelling in (unit.value, *unit.definition.spellings)
}
#: Word of an editor → condition.
_CONDITION_WORDS: dict[str, Condition] = {condition.value: condition for condition in Condition}
#: The symbols of all units, as messages and guides list them.
UNIT_LIST = ", ".join(unit.value for unit in Unit)

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


def read_unit(text: str) -> Unit | None:
    """The unit of a spelling, in any case; `None` if there is none."""
    return SPELLINGS.get(text.casefold())


def read_condition(text: str, unit: Unit | None) -> Condition | None:
    """The condition of a word or symbol; `<=` means «entro» with a unit that has that condition."""
    if text in _CONDITION_WORDS:
        return _CONDITION_WORDS[text]
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
