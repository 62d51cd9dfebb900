"""Columns of the open data, and the conversion of values of the plan to cells."""

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

#: Units: of percentages; the column with the unit of the row.
POINTS, OF_ROW = "punti percentuali", "unita"

#: A tuple holds the several texts of one cell.
Cell = str | Decimal | bool | int | date | tuple[str, ...] | None


class Kind(Enum):
    """Data type of a column; the value is its label in Italian."""

    TEXT = "testo"
    ADDRESS = "indirizzo"
    LIST = "elenco di testi"
    NUMBER = "numero"
    COUNT = "numero intero"
    FLAG = "vero o falso"
    DATE = "data"
    #: A number, a date or a boolean, depending on the unit of the row: in the sheets only.
    VALUE = "numero, data, o vero o falso"


class Column(Struct, Generic[R], frozen=True):
    """A column of a table whose records have type `R`; `cell` computes its cell from a record.

    `description` is in Italian. `unit` is the unit of its numbers, in Italian, or the name of the column that
    holds the unit of each row. `required` cells are never empty, `values` are the admitted texts, `pattern`
    is a regular expression for the whole text, `minimum` and `maximum` are the bounds of numbers.
    """

    name: str
    description: str
    cell: Callable[[R], Cell]
    kind: Kind = Kind.TEXT
    unit: str = ""
    required: bool = False
    values: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    maximum: int | None = None


def columns_of_part(part: Callable[[R], S], columns: Iterable[Column[S]]) -> tuple["Column[Any]", ...]:
    """Columns of a part of a record, as columns of the record."""
    return tuple(replace(column, cell=_of_part(part, column.cell)) for column in columns)


def _of_part(part: Callable[[R], S], cell: Callable[[S], Cell]) -> Callable[[R], Cell]:
    return lambda record: cell(part(record))


def cell_of(value: Value | None) -> Cell:
    """The typed form of a value: exact number, day or boolean; `None` for `n.d.`.

    Percentages are in percentage points, amounts in euro, durations in hours or days. Of a ratio it is the
    numerator; the text column beside it has the denominator.
    """
    return None if value is None else value.data()


def digits_of(amount: Decimal) -> str:
    """A decimal number without an exponent."""
    text = str(amount)
    return f"{amount:f}" if "E" in text else text


def text_of(value: Value | None) -> str:
    """The text of the plan verbatim; empty if there is no value."""
    return show(value) if value is not None else ""


def paragraphs(texts: tuple[str, ...]) -> Cell:
    """Free texts in one cell, one a line; `None` if there are none."""
    return "\n".join(texts) or None
