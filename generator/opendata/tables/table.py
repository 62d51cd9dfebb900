"""A table of the open data as a whole: its columns, its rows, its key, and what it refers to."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, overload

from msgspec import Struct

from generator.opendata.tables.columns import Column
from generator.opendata.tables.rows import Row
from generator.plan.model import Objective


class Reference(Struct, frozen=True):
    """Columns whose cells, where not empty, are found in the key of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class RowsByObjective(Sequence[Row]):
    """The rows of all objectives, one after the other, made when they are asked for."""

    def __init__(
        self, objectives: Sequence[Objective], of: Callable[[Objective], tuple[Row, ...]], length: int
    ) -> None:
        self.objectives = objectives
        self.of = of
        self._length = length

    def __iter__(self) -> Iterator[Row]:
        for objective in self.objectives:
            yield from self.of(objective)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """The row or rows there; those before are made too."""
        if isinstance(index, int):
            return next(islice(self, range(self._length)[index], None))
        wanted = range(self._length)[index]
        return tuple(islice(self, wanted.start, wanted.stop, wanted.step))


class Table(Struct, frozen=True, dict=True):
    """`name` is that of its files; `title` and `description` are in Italian. No two rows share a `key`."""

    name: str
    title: str
    description: str
    columns: tuple[Column[Any], ...]
    rows: Sequence[Row]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)
