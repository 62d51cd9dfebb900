"""Rows of a spreadsheet (ECMA-376, SpreadsheetML) with typed cells and fixed style numbers.

Rows and cells have no references (`r`), so that fragments can be joined; empty cells are therefore written.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from generator.opendata.csv_format import field_of
from generator.opendata.tables.columns import Cell, digits_of
from generator.opendata.tables.table import Row

#: Maximum number of characters in a cell, and the end of a truncated text.
CELL_LIMIT, TRUNCATED = 32_767, "… (il testo intero è nel CSV)"
#: Maximum number of digits of a spreadsheet number; a longer number is written as text.
DIGITS = 15
#: Style numbers; the style of a number is `NUMBER` plus the number of its decimal digits.
PLAIN, HEADER, DAY, TEXT_LIKE_FORMULA, NUMBER = 0, 1, 2, 3, 4
#: A text that begins with one of these becomes a formula when the cell is edited.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
#: First day with a correct serial number (spreadsheets count a 29 February 1900), and day zero.
_FIRST_DAY, _EPOCH = date(1900, 3, 1), date(1899, 12, 30).toordinal()
#: Start of a text that a spreadsheet would read as an escaped character, such as `_x0041_`.
_ESCAPED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_EMPTY = "<c/>"
#: Height of a line, and the largest of a row (ECMA-376), in points.
_LINE, _HIGHEST = 15, 409
_STYLES = ("", *(f' s="{style}"' for style in range(1, NUMBER + DIGITS + 1)))


def sheet_rows(rows: Iterable[Row], widths: Sequence[int]) -> str:
    """The rows of a table, without the header; `widths` are those of the columns, in characters."""
    return "".join(
        f"<row{_height(row.values(), widths)}>{''.join(map(_cell, row.values()))}</row>" for row in rows
    )


def header_row(names: Iterable[str], widths: Sequence[int]) -> str:
    """The header row."""
    names = tuple(names)
    return f"<row{_height(names, widths)}>{''.join(text_cell(name, HEADER) for name in names)}</row>"


def _height(cells: Iterable[Cell], widths: Sequence[int]) -> str:
    """The height for the longest text of a row: not every spreadsheet finds it out by itself."""
    lines = max(
        (
            sum(-(-len(line) // width) or 1 for line in cell[:CELL_LIMIT].split("\n"))
            for cell, width in zip(cells, widths, strict=True)
            # An address may be cut: nobody reads it.
            if isinstance(cell, str) and (len(cell) > width or "\n" in cell) and not cell.startswith("http")
        ),
        default=1,
    )
    return f' ht="{min(lines * _LINE, _HIGHEST)}" customHeight="1"' if lines > 1 else ""


def text_cell(text: str, style: int = PLAIN) -> str:
    """A text cell; one that looks like a formula has the style that keeps it a text when edited."""
    if len(text) > CELL_LIMIT:
        text = text[: CELL_LIMIT - len(TRUNCATED)] + TRUNCATED
    if text.startswith(_FORMULA_SIGNS):
        style = TEXT_LIKE_FORMULA
    escaped = _ESCAPED.sub("_x005F_", text) if "_x" in text else text
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = ' xml:space="preserve"' if escaped.strip() != escaped or "\n" in escaped else ""
    return f'<c{_STYLES[style]} t="inlineStr"><is><t{space}>{escaped}</t></is></c>'


def _cell(cell: Cell) -> str:
    match cell:
        case None | "" | ():
            return _EMPTY
        case str():
            return text_cell(cell)
        case Decimal():
            return _number(cell)
        case bool():
            return f'<c t="b"><v>{int(cell)}</v></c>'
        case int():
            return f"<c><v>{cell}</v></c>"
        case date() if cell >= _FIRST_DAY:
            return f'<c s="{DAY}"><v>{cell.toordinal() - _EPOCH}</v></c>'
        case _:
            return text_cell(field_of(cell))


def _number(amount: Decimal) -> str:
    text = digits_of(amount)
    # The length of the text is a cheap upper bound of the number of digits.
    if len(text) > DIGITS and len(amount.as_tuple().digits) > DIGITS:
        return text_cell(text)
    decimals = min(len(text.partition(".")[2]), DIGITS)
    return f'<c s="{NUMBER + decimals}"><v>{text}</v></c>'
