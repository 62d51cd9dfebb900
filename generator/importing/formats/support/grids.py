"""Grid: cells by row and column, from which a table is made."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from generator.importing.formats.support.limits import MAX_CELLS
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
    filled = {**cells, **dict(_merged_cells(cells, merged, path, place))}
    rows = _with_gaps({row for row, _ in filled})
    columns = _with_gaps({column for _, column in filled})
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


def sheet_table(cells: Mapping[Position, Cell], merged: Iterable[Range], path: Path, name: str) -> Table:
    """The table of a sheet of a workbook."""
    return Table(grid_rows(cells, merged, path), f"foglio {name}", name)


def _merged_cells(
    cells: Mapping[Position, Cell],
    merged: Iterable[Range],
    path: Path,
    place: Callable[[int, int], str],
) -> Iterable[tuple[Position, Cell]]:
    """The cells of merged ranges but the first, within the rows and columns that have a text."""
    last_row = max((row for row, _ in cells), default=0)
    last_column = max((column for _, column in cells), default=0)
    count = 0
    for (top, left), (bottom, right) in merged:
        first = cells.get((top, left))
        if first is None:
            continue
        for row in range(top, min(bottom, last_row) + 1):
            for column in range(left, min(right, last_column) + 1):
                if (row, column) != (top, left):
                    count += 1
                    if count > MAX_CELLS:
                        raise too_many_cells(path)
                    yield (
                        (row, column),
                        replace(first, place=place(row, column), merged=True, note="", problem=""),
                    )


def _with_gaps(numbers: set[int]) -> list[int]:
    """The numbers in order, and of those that are left out between two the first."""
    result: list[int] = []
    previous = 0
    for number in sorted(numbers):
        if number > previous + 1 and previous:
            result.append(previous + 1)
        result.append(number)
        previous = number
    return result
