"""CSV: each table in a file."""

from collections.abc import Iterator

from generator.opendata.csv_format import to_csv
from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, MediaType
from generator.opendata.formats import Format


def _files(dataset: Dataset) -> Iterator[DataFile]:
    for table in dataset.tables:
        content = to_csv(table.names, table.rows).encode()
        yield DataFile(f"{table.name}.csv", MediaType.CSV, table.title, content, subject=table.name)


FORMAT = Format(files=_files)
