"""Formats of the cells of our workbooks, and lists of words to choose from."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.importing.measurements import sheet_layout as layout

#: The number of A4 in the settings of a page.
PAPER_A4 = 9


class CellStyles:
    """The formats of cells, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """The format with some properties, beside those of all cells."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            common = {"valign": "top", "font_name": "Calibri", "font_size": 10}
            self._made[key] = self._workbook.add_format({**common, **properties})
        return self._made[key]

    def locked(self, number_format: str = "") -> Format:
        """The format of a cell for reading."""
        return self.of(text_wrap=True, border=1, border_color="#C9D1D9", **_number_format(number_format))

    def entry(self, number_format: str = "") -> Format:
        """The format of a cell to fill in."""
        return self.of(
            text_wrap=True,
            border=1,
            border_color="#B08900",
            bg_color="#FFF8DC",
            locked=False,
            **_number_format(number_format),
        )


def _number_format(number_format: str) -> Mapping[str, str]:
    return {"num_format": number_format} if number_format else {}


class WordLists:
    """The words to choose from, each list in a column of a hidden sheet: a list in a cell is cut at 255."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._made: dict[tuple[str, ...], str] = {}

    def source(self, words: tuple[str, ...]) -> str:
        """The reference to a list."""
        if words not in self._made:
            column = len(self._made)
            for row, word in enumerate(words):
                self.sheet.write_string(row, column, word)
            letter = _letters(column)
            self._made[words] = f"={layout.LISTS}!${letter}$1:${letter}${len(words)}"
        return self._made[words]


def _letters(column: int) -> str:
    quotient, rest = divmod(column, 26)
    return (_letters(quotient - 1) if quotient else "") + chr(ord("A") + rest)
