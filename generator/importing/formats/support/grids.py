"""Grid: cells by row and column, from which a table is made."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace

from generator.importing.formats.support.limits import MAX_CELLS, MAX_SHEETS
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Cell, Table

#: Row and column, from 1.
Position = tuple[int, int]
#: A merged range: its first and its last cell.
Range = tuple[Position, Position]
Row = tuple[Cell, ...]


def column_name(column: int) -> str:
    """The letters of a column, from 1: `A`, `Z`, `AA`."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def coordinate(row: int, column: int) -> str:
    """The place of a cell in a sheet: `C7`."""
    return f"{column_name(column)}{row}"


def place_in_document(row: int, column: int) -> str:
    """The place of a cell in a table that shows no coordinates: `riga 7, colonna 3`."""
    return f"riga {row}, colonna {column}"


def grid_rows(
    cells: Mapping[Position, Cell],
    merged: Iterable[Range],
    path: Path,
    place: Callable[[int, int], str] = coordinate,
) -> tuple[Row, ...]:
    """The rows of a grid, from its cells that are not empty, and the name of a place in it.

    Merged ranges are filled. Of several empty rows or columns one is left, which separates as they did: a
    sheet may have a million of them.
    """
    own_rows, own_columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    filled = {**cells, **dict(_merged_cells(cells, merged, own_rows, own_columns, path, place))}
    rows, columns = _with_gaps(own_rows), _with_gaps(own_columns)
    if len(rows) * len(columns) > MAX_CELLS:
        raise too_many_cells(path)
    return tuple(
        tuple(filled.get((row, column)) or Cell("", place(row, column)) for column in columns) for row in rows
    )


def too_many_cells(path: Path) -> ImportingError:
    """The error of a document with more cells than any plan has."""
    return ImportingError(
        f"{path}: le celle sono più di {MAX_CELLS // 1000 * 1000:,}".replace(",", ".")
        + ": lasciare nel documento solo la tabella del piano"
    )


def too_many_sheets(path: Path) -> ImportingError:
    """The error of a workbook with more sheets than any plan has."""
    return ImportingError(
        f"{path}: i fogli sono più di {MAX_SHEETS}: lasciare nel documento solo quelli del piano"
    )


def sheet_table(cells: Mapping[Position, Cell], merged: Iterable[Range], path: Path, name: str) -> Table:
    """The table of a sheet of a workbook."""
    return Table(grid_rows(cells, merged, path), f"foglio {name}", name)


def _merged_cells(
    cells: Mapping[Position, Cell],
    merged: Iterable[Range],
    rows: Sequence[int],
    columns: Sequence[int],
    path: Path,
    place: Callable[[int, int], str],
) -> Iterator[tuple[Position, Cell]]:
    """The cells of merged ranges but the first, in the rows and columns that have another text."""
    count = 0
    for (top, left), (bottom, right) in merged:
        first = cells.get((top, left))
        if first is None:
            continue
        inside = _between(columns, left, right)
        for row in _between(rows, top, bottom):
            count += len(inside)
            if count > MAX_CELLS:
                raise too_many_cells(path)
            for column in inside:
                if (row, column) != (top, left):
                    copy = replace(first, place=place(row, column), merged=True, note="", problem="")
                    yield (row, column), copy


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Those of ordered numbers that are in a range."""
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


def _with_gaps(numbers: Sequence[int]) -> list[int]:
    """Ordered numbers, and of those that are left out between two the first."""
    result = list(numbers[:1])
    for previous, number in pairwise(numbers):
        if number > previous + 1:
            result.append(previous + 1)
        result.append(number)
    return result
