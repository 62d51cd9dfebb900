"""CSV for spreadsheets with Italian settings: semicolons, a byte order mark, decimal commas, Italian dates.

The sheet of indicators, whole and by objective. A text that a spreadsheet would take for a number or a day
(`002`, `1.3`, `01/02`) is written as `="002"`, which Excel and LibreOffice show as that very text.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from generator.opendata.csv_format import field_of
from generator.opendata.dataset import Dataset
from generator.opendata.files import CSV_FOR_EXCEL, DataFile, Fragments, Role
from generator.opendata.formats import Format, ObjectiveFragments
from generator.opendata.formats.objectives import FOLDER
from generator.opendata.tables.columns import Cell, digits_of
from generator.opendata.tables.table import Row, Table

_TABLE = "indicatori"
#: End of the names of the files, and name of that of the whole plan.
SUFFIX = "-per-excel.csv"
NAME = f"{_TABLE}{SUFFIX}"
DELIMITER, LINE_END, BYTE_ORDER_MARK = ";", "\r\n", "\ufeff"
_MONTH = "(?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*"
#: Numbers, days, times, powers of ten, months: «002», «9,85%», «1.3», «01/02», «12:30», «1E5», «mar-25».
_LIKE_A_NUMBER = re.compile(
    rf"[-+€ ]*\d[\d.,:/\- ]*(?:[%€]|E[-+]?\d+|{_MONTH}[-/ ]?\d*)?|{_MONTH}[-/ ]\d+", re.IGNORECASE
)


def excel_rows(rows: Iterable[Row]) -> str:
    """One line per row, without the header."""
    return _lines([excel_field(cell) for cell in row.values()] for row in rows)


def excel_field(cell: Cell) -> str:
    """The text of a cell, as a spreadsheet with Italian settings reads it."""
    match cell:
        case Decimal():
            return digits_of(cell).replace(".", ",")
        case bool():
            return "sì" if cell else "no"
        case date():
            return f"{cell:%d/%m/%Y}"
        case str() if _LIKE_A_NUMBER.fullmatch(cell):
            return f'="{cell}"'
        case _:
            return field_of(cell)


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=DELIMITER, lineterminator=LINE_END).writerows(rows)
    return text.getvalue()


def _header(table: Table) -> bytes:
    return (BYTE_ORDER_MARK + _lines([table.names])).encode()


def _sheet(dataset: Dataset) -> Table:
    return next(table for table in dataset.sheets if table.name == _TABLE)


def _fragments(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    yield NAME, excel_rows(dataset.rows(_sheet(dataset))).encode()


def _files(dataset: Dataset, fragments: Fragments) -> Iterator[DataFile]:
    content = _header(_sheet(dataset)) + fragments.join(NAME, dataset.plan.by_code)
    yield DataFile(NAME, CSV_FOR_EXCEL, "Gli indicatori, con tutti gli anni in una riga", content)


def _per_objective(dataset: Dataset, fragments: ObjectiveFragments) -> Iterator[DataFile]:
    (objective,) = dataset.plan.objectives
    content = _header(_sheet(dataset)) + fragments.get(NAME, b"")
    name, title = f"{FOLDER}/{objective.slug}{SUFFIX}", f"Gli indicatori di {objective.code}"
    yield DataFile(name, CSV_FOR_EXCEL, title, content, Role.PART)


FORMAT = Format(files=_files, fragments=_fragments, per_objective=_per_objective)
