"""What a column of the open data is, and how a value of the plan becomes a cell."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from generator.plan.values import (
    Amount,
    Day,
    Days,
    Hours,
    NotAvailable,
    Number,
    Percentage,
    Ratio,
    Value,
    YesNo,
    show,
)

R = TypeVar("R")

#: Dates travel as ISO text; several values of one cell as a tuple of texts.
Cell = str | Decimal | bool | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column over rows of type `R`. `description`, in Italian, says what it holds and in what unit."""

    name: str
    description: str
    cell: Callable[[R], Cell]


Row = dict[str, Cell]


def rows_of(records: tuple[R, ...], columns: tuple[Column[R], ...]) -> tuple[Row, ...]:
    """One row per record, cells in the order of the columns."""
    return tuple({column.name: column.cell(record) for column in columns} for record in records)


def cell_of(value: Value | None) -> Cell:
    """The machine's form of a value: exact number, ISO date, true or false; nothing for `n.d.`.

    Percentages are percent points, amounts euro, times hours or days; of a ratio the count is
    given, its base stands in the text beside it.
    """
    match value:
        case (
            Number(amount)
            | Percentage(amount)
            | Amount(amount)
            | Days(amount)
            | Hours(amount)
            | Ratio(amount)
        ):
            return amount
        case Day(day):
            return day.isoformat()
        case YesNo(answer):
            return answer
        case NotAvailable() | None:
            return None


def text_of(value: Value | None) -> str:
    """The text of the plan to the letter; empty for an empty cell."""
    return show(value) if value is not None else ""
