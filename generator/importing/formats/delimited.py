"""CSV and TSV: rows of texts with a separator between them."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from generator.importing.formats.support.files import clean, decode, read_document
from generator.importing.formats.support.grids import coordinate, grid_rows, too_many_cells
from generator.importing.formats.support.limits import MAX_CELLS, MAX_FIELDS
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Cell, Table, TableFormat

_SEPARATORS = ";,\t|"
#: Characters of a cell: more are a quotation mark that is never closed.
_MAX_CELL = 131_072


def read_delimited(path: Path) -> tuple[Table, ...]:
    """One table, whose places are those that a spreadsheet program shows."""
    text = decode(read_document(path), path)
    separator, text = _separator(text, path)
    cells = {}
    for row, fields in enumerate(_rows(text, separator, path), 1):
        for column, field in enumerate(fields, 1):
            if shown := clean(field):
                cells[row, column] = Cell(shown, coordinate(row, column))
        if len(cells) > MAX_CELLS:
            raise too_many_cells(path)
    return (Table(grid_rows(cells, (), path)),)


def _separator(text: str, path: Path) -> tuple[str, str]:
    """The separator, and the text without the first line that some programs write to declare it.

    The separator is the one with which the most rows have the same number of cells.
    """
    first, _, rest = text.partition("\n")
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1], rest
    found = [separator for separator in _SEPARATORS if separator in text]
    return max(found, key=lambda separator: _regularity(_rows(text, separator, path)), default=";"), text


def _regularity(rows: Iterable[list[str]]) -> tuple[float, int]:
    """Share of the rows that have the most frequent number of cells, if more than one, and that number."""
    lengths = Counter(len(row) for row in rows if any(field.strip() for field in row))
    length, count = max(
        ((length, count) for length, count in lengths.items() if length > 1),
        key=lambda pair: (pair[1], pair[0]),
        default=(0, 0),
    )
    return count / max(lengths.total(), 1), length


def _rows(text: str, separator: str, path: Path) -> list[list[str]]:
    """The rows; an error if a quotation mark is never closed, which would hide all rows after it."""
    end = "fine del documento"
    rows = []
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(io.StringIO(f"{text}\n{end}\n", newline=""), delimiter=separator)
    try:
        line = fields = 0
        for row in reader:
            if row != [end]:
                opened = line + 1
            line = reader.line_num
            rows.append(row)
            fields += len(row)
            if fields > MAX_FIELDS:
                raise too_many_cells(path)
    except csv.Error as error:
        raise _never_closed(path, line + 1) from error
    if rows.pop() != [end]:
        raise _never_closed(path, opened)
    return rows


def _never_closed(path: Path, line: int) -> ImportingError:
    return ImportingError(f"{path}: riga {line}: le virgolette di una cella non si chiudono")


FORMAT = TableFormat("CSV", (".csv", ".tsv", ".tab"), read_delimited)
