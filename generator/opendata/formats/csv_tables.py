"""CSV: one file for each table."""

from collections.abc import Iterator

from generator.opendata.csv_format import csv_rows, row_count, to_csv
from generator.opendata.dataset import Dataset
from generator.opendata.files import CSV, DataFile, Fragments
from generator.opendata.formats import Format


def _files(dataset: Dataset, fragments: Fragments) -> Iterator[DataFile]:
    for table in dataset.tables:
        name = f"{table.name}.csv"
        if table.by_objective:
            content = to_csv(table.names, ()).encode() + fragments.join(name, dataset.plan.by_code)
        else:
            content = to_csv(table.names, dataset.rows(table)).encode()
        yield DataFile(name, CSV, table.title, content, subject=table.name, rows=row_count(content))


def _fragments(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    for table in dataset.tables:
        if table.by_objective:
            yield f"{table.name}.csv", csv_rows(dataset.rows(table)).encode()


FORMAT = Format(files=_files, fragments=_fragments)
