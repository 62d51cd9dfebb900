"""The files of the open data, by address."""

from collections.abc import Iterator
from pathlib import Path

from generator.opendata.csv_format import to_csv
from generator.opendata.json_format import to_json
from generator.opendata.tables import (
    indicator_columns,
    indicator_rows,
    objective_columns,
    objective_rows,
)
from generator.plan.model import Plan
from generator.site.addresses import data_address, document_address


def data_files(plan: Plan, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Address and content of each file; `folder` is that of the plan, for the source document."""
    tables = (
        ("obiettivi", objective_columns(plan), objective_rows(plan)),
        ("indicatori", indicator_columns(plan), indicator_rows(plan)),
    )
    for stem, columns, rows in tables:
        yield data_address(plan, f"{stem}.json"), to_json(rows).encode()
        yield data_address(plan, f"{stem}.csv"), to_csv([column.name for column in columns], rows).encode()
    if plan.document:
        yield document_address(plan), (folder / plan.document.file).read_bytes()
