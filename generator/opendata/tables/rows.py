"""Rows of a table. Their cells lie in blocks, so that what many rows share is made and written once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from generator.opendata.tables.columns import Cell, Column

R = TypeVar("R")
S = TypeVar("S")


class Block(Struct, frozen=True, eq=False):
    """Cells side by side, under the names of their columns."""

    names: tuple[str, ...]
    cells: Sequence[Cell]

    def written(self, write: "Writer") -> str:
        """The cells as `write` writes them."""
        return write(self)


#: How a format writes cells that lie side by side.
Writer = Callable[[Block], str]


class RecurringBlock(Block, frozen=True, eq=False):
    """A block of many rows, which keeps what each format made of it."""

    _written: dict[Writer, str] = field(default_factory=dict)

    def written(self, write: Writer) -> str:
        """The cells as `write` writes them."""
        found = self._written.get(write)
        if found is None:
            found = self._written[write] = write(self)
        return found


class Row(Mapping[str, Cell]):
    """The cells of a row by the names of their columns, in their order."""

    __slots__ = ("blocks",)

    def __init__(self, *blocks: Block) -> None:
        self.blocks = blocks

    def __getitem__(self, name: str) -> Cell:
        for block in self.blocks:
            if name in block.names:
                return block.cells[block.names.index(name)]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for block in self.blocks for name in block.names)

    def __len__(self) -> int:
        return sum(len(block.names) for block in self.blocks)


class Section(Struct, Generic[R, S], frozen=True):
    """Columns side by side, over what `of` finds in a record of type `R`.

    What has the same `likeness` has the same cells in all these columns, so that they are made once and kept.
    There must be few of them; it is `None` for what is like few others.
    """

    of: Callable[[R], S]
    columns: tuple[Column[S], ...]
    likeness: Callable[[S], Hashable | None] | None = None


def row_maker(sections: Iterable[Section[R, Any]]) -> Callable[[R], Row]:
    """What makes the row of a record, cells in the order of the columns."""
    makers: list[Callable[[R], Block]] = []
    for likeness, run in groupby(sections, key=attrgetter("likeness")):
        side_by_side = tuple(run)
        if likeness:
            makers += [_recurring(section, likeness) for section in side_by_side]
        else:
            makers.append(_fresh(side_by_side))
    return lambda record: Row(*[make(record) for make in makers])


def _fresh(sections: tuple[Section[R, Any], ...]) -> Callable[[R], Block]:
    names = tuple(column.name for column in columns_of(sections))
    # All that is asked for every cell is prepared here: there are hundreds of cells to an objective.
    prepared = [(section.of, [column.cell for column in section.columns]) for section in sections]

    def block(record: R) -> Block:
        cells: list[Cell] = []
        for of, makers in prepared:
            found = of(record)
            cells += [make(found) for make in makers]
        return Block(names, cells)

    return block


def _recurring(section: Section[R, S], likeness: Callable[[S], Hashable | None]) -> Callable[[R], Block]:
    fresh = _fresh((section,))
    kept: dict[Hashable, Block] = {}

    def block(record: R) -> Block:
        like = likeness(section.of(record))
        if like is None:
            return fresh(record)
        found = kept.get(like)
        if found is None:
            made = fresh(record)
            found = kept[like] = RecurringBlock(made.names, made.cells)
        return found

    return block


def rows_of(records: Iterable[R], columns: tuple[Column[R], ...]) -> tuple[Row, ...]:
    """One row per record, cells in the order of the columns."""
    return tuple(map(row_maker((Section(_itself, columns),)), records))


def columns_of(sections: Iterable[Section[R, Any]]) -> tuple[Column[Any], ...]:
    """The columns of a table, from left to right."""
    return tuple(column for section in sections for column in section.columns)


def _itself(record: R) -> R:
    return record
