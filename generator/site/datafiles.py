"""The files of the open data, by address."""

from collections.abc import Iterator

from generator.opendata.csv_format import to_csv
from generator.opendata.json_format import to_json
from generator.opendata.monitoring import measurement_columns, measurement_rows, policy_columns, policy_rows
from generator.opendata.tables import (
    indicator_columns,
    indicator_rows,
    objective_columns,
    objective_rows,
)
from generator.site.addresses import data_address, document_address
from generator.site.edition import Edition


def data_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Address and content of each file."""
    plan, assessment = edition.plan, edition.assessment
    tables = (
        ("obiettivi", objective_columns(plan), objective_rows(plan, assessment)),
        ("indicatori", indicator_columns(plan), indicator_rows(plan, assessment)),
        ("rilevazioni", measurement_columns(), measurement_rows(plan)),
        ("valutazione", policy_columns(), policy_rows(assessment)),
    )
    for stem, columns, rows in tables:
        yield data_address(plan, f"{stem}.json"), to_json(rows).encode()
        yield data_address(plan, f"{stem}.csv"), to_csv([column.name for column in columns], rows).encode()
    if plan.document:
        yield document_address(plan), (edition.folder / plan.document.file).read_bytes()
