"""`dati/serie.csv`: the values of the indicators of all plans of the site, year by year."""

from collections.abc import Iterator, Sequence

from generator.opendata.csv_format import csv_rows, to_csv
from generator.opendata.dataset import Dataset
from generator.opendata.files import CSV, DataFile, Fragments
from generator.opendata.formats import Format
from generator.opendata.tables.series_table import NAME, series_table

#: Path of the file in the site.
SERIES = f"dati/{NAME}.csv"


def _fragments(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    yield SERIES, csv_rows(series_table().rows(dataset.source)).encode()


def _site_data(datasets: Sequence[tuple[Dataset, Fragments]]) -> Iterator[DataFile]:
    table = series_table()
    rows = b"".join(fragments.join(SERIES, dataset.plan.by_code) for dataset, fragments in datasets)
    if datasets:
        yield DataFile(SERIES, CSV, table.title, to_csv(table.names, ()).encode() + rows, subject=table.name)


FORMAT = Format(fragments=_fragments, site_data=_site_data)
