"""Rows of a spreadsheet (ECMA-376, SpreadsheetML), each cell typed, in styles that have fixed numbers.

A row says nothing of where it stands, so that rows can be made apart and joined; an empty cell is written
to keep the place of those after it.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.opendata.csv_format import field_of
from generator.opendata.tables.columns import Cell, digits_of
from generator.opendata.tables.table import Row

#: The most characters that a cell can hold, and what ends a text that was cut there.
CELL_LIMIT, CUT = 32_767, "… (il testo intero è nel CSV)"
#: A spreadsheet keeps no more digits; a longer figure is written as text rather than changed.
DIGITS = 15
#: The numbers of the styles: of figures it is that of no decimals, and one more for each decimal.
PLAIN, HEADER, DAY, TEXT_LIKE_FORMULA, FIGURE = 0, 1, 2, 3, 4
#: A spreadsheet takes for a formula what begins with these, when somebody edits the cell.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
#: Where spreadsheets begin to count days without a mistake of theirs, and their day zero.
_FIRST_DAY, _EPOCH = date(1900, 3, 1), date(1899, 12, 30).toordinal()
#: What a spreadsheet would take for a character given by its number.
_ESCAPED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_EMPTY = "<c/>"
_STYLES = ("", *(f' s="{style}"' for style in range(1, FIGURE + DIGITS + 1)))


def sheet_rows(rows: Iterable[Row]) -> str:
    """The rows of a table."""
    return "".join(f"<row>{''.join(map(_cell, row.values()))}</row>" for row in rows)


def header_row(names: Iterable[str]) -> str:
    """The row of the names."""
    return f"<row>{''.join(text_cell(name, HEADER) for name in names)}</row>"


def text_cell(text: str, style: int = PLAIN) -> str:
    """A cell with a text; one that looks like a formula is marked as a text for ever."""
    if len(text) > CELL_LIMIT:
        text = text[: CELL_LIMIT - len(CUT)] + CUT
    if text.startswith(_FORMULA_SIGNS):
        style = TEXT_LIKE_FORMULA
    shown = _ESCAPED.sub("_x005F_", text) if "_x" in text else text
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kept = ' xml:space="preserve"' if shown.strip() != shown or "\n" in shown else ""
    return f'<c{_STYLES[style]} t="inlineStr"><is><t{kept}>{shown}</t></is></c>'


def _cell(cell: Cell) -> str:
    match cell:
        case None | "" | ():
            return _EMPTY
        case str():
            return text_cell(cell)
        case Decimal():
            return _figure(cell)
        case bool():
            return f'<c t="b"><v>{int(cell)}</v></c>'
        case int():
            return f"<c><v>{cell}</v></c>"
        case date() if cell >= _FIRST_DAY:
            return f'<c s="{DAY}"><v>{cell.toordinal() - _EPOCH}</v></c>'
        case _:
            return text_cell(field_of(cell))


def _figure(amount: Decimal) -> str:
    text = digits_of(amount)
    # So short a text has no more digits than that, and it is the quicker to count.
    if len(text) > DIGITS and len(amount.as_tuple().digits) > DIGITS:
        return text_cell(text)
    decimals = min(len(text.partition(".")[2]), DIGITS)
    return f'<c s="{FIGURE + decimals}"><v>{text}</v></c>'
