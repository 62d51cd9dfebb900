"""A table of the open data: its columns, its key, what it refers to, and where its rows come from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from generator.opendata.tables.columns import Cell, Column
from generator.opendata.uris import Uris
from generator.plan.model import Plan
from generator.plan.scoring.assessment import PlanAssessment

#: The cells of a row by the names of their columns, in their order.
Row = Mapping[str, Cell]


class Source(Struct, frozen=True):
    """What rows are made of: a plan, or one objective of it alone, assessed on a day; and its addresses."""

    plan: Plan
    assessment: PlanAssessment
    uris: Uris


class Reference(Struct, frozen=True):
    """Columns whose cells, where not empty, are found in the key of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Table(Struct, frozen=True, dict=True):
    """`name` is that of its files; `title` and `description` are in Italian. No two rows share a `key`.

    `records` are what the rows are made of, one each. Where each row depends on one objective, and is written
    as a part of its fragment, `count` says how many rows a plan has.
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
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def by_objective(self) -> bool:
        """Whether each row depends on one objective."""
        return self.count is not None

    def length(self, source: Source) -> int:
        """How many rows there are."""
        return sum(1 for _ in self.records(source)) if self.count is None else self.count(source.plan)

    def rows(self, source: Source) -> Iterator[Row]:
        """The rows of a plan, or of one objective, made as they are asked for."""
        names, cells = self.names, [column.cell for column in self.columns]
        for record in self.records(source):
            yield dict(zip(names, [cell(record) for cell in cells], strict=True))
