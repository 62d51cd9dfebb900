"""A table of the open data as a whole: its columns, its rows, its key, and what it refers to."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.opendata.columns import Column, Row


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose cells, where not empty, are found in the key of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`name` is that of its files; `title` and `description` are in Italian. No two rows share a `key`."""

    name: str
    title: str
    description: str
    columns: tuple[Column[Any], ...]
    rows: tuple[Row, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def where(self, column: str, value: str) -> tuple[Row, ...]:
        """The rows with this text in a column."""
        return tuple(row for row in self.rows if row[column] == value)
