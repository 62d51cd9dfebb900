"""`dati/serie.csv`: the table `valori` of all plans of the site."""

from collections.abc import Iterator, Sequence

from generator.opendata.csv_format import to_csv
from generator.opendata.dataset import Dataset
from generator.opendata.files import CSV, DataFile, Fragments
from generator.opendata.formats import Format
from generator.opendata.tables.values_table import NAME, values_table

#: Path of the file in the site.
SERIES = "dati/serie.csv"


def _site_data(datasets: Sequence[tuple[Dataset, Fragments]]) -> Iterator[DataFile]:
    rows = b"".join(fragments.join(f"{NAME}.csv", one.plan.by_code) for one, fragments in datasets)
    if datasets:
        content = to_csv(values_table().names, ()).encode() + rows
        yield DataFile(SERIES, CSV, "I valori di tutti i piani", content, subject="serie")


FORMAT = Format(site_data=_site_data)
