"""What a column of the open data is, and how a value of the plan becomes a cell."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.values import Value, show

R = TypeVar("R")
S = TypeVar("S")

#: Several values of one cell are a tuple of texts.
Cell = str | Decimal | bool | int | date | tuple[str, ...] | None


class Kind(Enum):
    """What the cells of a column are; the value says it in Italian."""

    TEXT = "testo"
    ADDRESS = "indirizzo"
    LIST = "elenco di testi"
    NUMBER = "numero"
    COUNT = "numero intero"
    FLAG = "vero o falso"
    DATE = "data"
    #: A number, a date or an answer, as the unit of the row wants.
    VALUE = "numero, data, o vero o falso"
    ANY = "testo, numero, data, o vero o falso"


class Column(Struct, Generic[R], frozen=True):
    """A column over rows of type `R`. `description`, in Italian, says what it holds.

    `unit` is that of its figures, in Italian; where it is the row's own, the name of the column that
    tells. `required` cells are never empty, `values` are all that a cell may be, `pattern` is what
    its whole text matches, `least` and `most` bound its figures.
    """

    name: str
    description: str
    cell: Callable[[R], Cell]
    kind: Kind = Kind.TEXT
    unit: str = ""
    required: bool = False
    values: tuple[str, ...] = ()
    pattern: str = ""
    least: int | None = None
    most: int | None = None


def columns_of_part(part: Callable[[R], S], columns: Iterable[Column[S]]) -> tuple["Column[Any]", ...]:
    """Columns over a part of a record, as columns over the record."""
    return tuple(replace(column, cell=_of_part(part, column.cell)) for column in columns)


def _of_part(part: Callable[[R], S], cell: Callable[[S], Cell]) -> Callable[[R], Cell]:
    return lambda record: cell(part(record))


def cell_of(value: Value | None) -> Cell:
    """The machine's form of a value: exact number, day, true or false; nothing for `n.d.`.

    Percentages are percent points, amounts euro, times hours or days; of a ratio the count is
    given, its base stands in the text beside it.
    """
    return None if value is None else value.data()


def digits_of(amount: Decimal) -> str:
    """A figure digit by digit, without an exponent."""
    text = str(amount)
    return f"{amount:f}" if "E" in text else text


def text_of(value: Value | None) -> str:
    """The text of the plan to the letter; empty for an empty cell."""
    return show(value) if value is not None else ""


def paragraphs(texts: tuple[str, ...]) -> Cell:
    """Free texts in one cell, a line each; nothing where there are none."""
    return "\n".join(texts) or None
