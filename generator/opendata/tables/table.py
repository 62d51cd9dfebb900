"""Table of the open data: columns, primary key, foreign keys, and the records its rows are made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Cell, Column

#: Cells by column name, in column order.
Row = Mapping[str, Cell]

#: The first columns of every published table: rows of several bodies and periods can be put together.
_OF_PLAN: tuple[Column[Source], ...] = (
    Column("ente", "codice IPA dell'ente; vuoto finché non è noto", lambda source: source.ipa or None),
    Column("periodo", "periodo del piano", lambda source: source.plan.period, required=True),
)


class Reference(Struct, frozen=True):
    """Foreign key: columns whose cells, where not empty, occur in the key of another table.

    Body and period are not named: the tables of a package are those of one plan.
    """

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Table(Struct, frozen=True, dict=True):
    """`name` is that of its files; `title` and `description` are in Italian.

    `content` are its columns but for body and period, `content_key` those of the primary key, `records` gives
    one record per row. `by_objective`: each row depends on one objective only, and is therefore written in
    the fragments of that objective. A table that `is_wide` is a sheet of the workbook alone, without body and
    period.
    """

    name: str
    title: str
    description: str
    content: tuple[Column[Any], ...]
    records: Callable[[Source], Iterable[Any]]
    content_key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    by_objective: bool = False
    is_wide: bool = False

    @cached_property
    def _of_plan(self) -> tuple[Column[Source], ...]:
        return () if self.is_wide else _OF_PLAN

    @cached_property
    def columns(self) -> tuple[Column[Any], ...]:
        """All columns."""
        return (*self._of_plan, *self.content)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Column names."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        return (*(column.name for column in self._of_plan), *self.content_key)

    def rows(self, source: Source) -> Iterator[Row]:
        """The rows, computed lazily."""
        of_plan = [column.cell(source) for column in self._of_plan]
        names, cells = self.names, [column.cell for column in self.content]
        for record in self.records(source):
            yield dict(zip(names, [*of_plan, *(cell(record) for cell in cells)], strict=True))
