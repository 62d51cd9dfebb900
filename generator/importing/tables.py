"""Tables of cells: what the reader of every format makes of a document."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

from msgspec import Struct


class Cell(Struct, frozen=True):
    """A cell of a table, or a paragraph of a document, which is a row of one cell.

    `text` is what a reader of the document sees, in the Italian form, with its line breaks. `place` is where
    it stands within the table, as an editor finds it: `C7`, `riga 12`. A merged range has its text in every
    cell, and `merged` in all but the first. `value` is the number, the day or the truth value that a workbook
    stores, None for a text. `note` is a comment attached to the cell. `hidden` cells are in a hidden row,
    column or sheet. `level` is that of a heading, or of a list item where `is_item` is set, from 1; 0 for any
    other cell. `problem` says what could not be read of the cell, and the remedy: `formula senza il suo
    valore: …`. `formula` is the one that a workbook computed the value from.

    Text files keep their markup (`**x**`, `<b>x</b>`, `\\_`). In other documents the bold beginning of a cell
    that goes on in plain type stands between `**`, because nothing else may part a name from its formula.
    """

    text: str
    place: str
    value: Fraction | date | bool | None = None
    merged: bool = False
    hidden: bool = False
    note: str = ""
    level: int = 0
    problem: str = ""
    is_item: bool = False
    formula: str = ""


class Table(Struct, frozen=True):
    """Rows of cells, of the same length but for paragraphs.

    `place` is where the table stands in the file: `foglio Piano`, `pagina 3`; empty where the places of its
    cells are enough. `name` is its title in the document, such as the name of a sheet.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: str = ""
    name: str = ""


class TableFormat(Struct, frozen=True):
    """A format of documents: the endings of its files, in lower case with their dot, and its reader.

    `read` takes a path and raises `ImportingError` for what is not of the format, is too large, encrypted or
    made to do harm. Paragraphs and tables are in the order of the document: a document of running text is one
    table, or one table for each table and one for the text between two.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[Path], tuple[Table, ...]]
