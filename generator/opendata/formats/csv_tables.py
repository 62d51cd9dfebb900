"""CSV: each table in a file."""

from collections.abc import Iterator

from generator.opendata.csv_format import csv_header, csv_rows, to_csv
from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, MediaType
from generator.opendata.formats import Format
from generator.opendata.tables.table import RowsByObjective
from generator.plan.model import Objective


def _files(dataset: Dataset) -> Iterator[DataFile]:
    for table in dataset.tables:
        name = f"{table.name}.csv"
        if isinstance(table.rows, RowsByObjective):
            header = csv_header(table.names).encode()
            content = dataset.parts.joined(name, table.rows.objectives, around=(header, b""))
        else:
            content = to_csv(table.names, table.rows).encode()
        yield DataFile(name, MediaType.CSV, table.title, content, subject=table.name)


def _parts(dataset: Dataset, objective: Objective) -> Iterator[tuple[str, bytes]]:
    for table in dataset.tables_by_objective:
        yield f"{table.name}.csv", dataset.written_rows(table, objective, csv_rows).encode()


FORMAT = Format(files=_files, parts=_parts)
