"""Table of the open data: columns, primary key, foreign keys, and the records its rows are made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Cell, Column
from generator.plan.model import Plan

#: Cells by column name, in column order.
Row = Mapping[str, Cell]


class Reference(Struct, frozen=True):
    """Foreign key: columns whose cells, where not empty, occur in the key of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Table(Struct, frozen=True, dict=True):
    """`name` is that of its files; `title` and `description` are in Italian; `key` is the primary key.

    `records` gives one record per row. `count` is the number of rows of a plan; it is set where each row
    depends on one objective only, and is therefore written in the fragments of that objective.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column[Any], ...]
    records: Callable[[Source], Iterable[Any]]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    count: Callable[[Plan], int] | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Column names."""
        return tuple(column.name for column in self.columns)

    @property
    def by_objective(self) -> bool:
        """Whether each row depends on one objective."""
        return self.count is not None

    def length(self, source: Source) -> int:
        """Number of rows."""
        return sum(1 for _ in self.records(source)) if self.count is None else self.count(source.plan)

    def rows(self, source: Source) -> Iterator[Row]:
        """The rows, computed lazily."""
        names, cells = self.names, [column.cell for column in self.columns]
        for record in self.records(source):
            yield dict(zip(names, [cell(record) for cell in cells], strict=True))
