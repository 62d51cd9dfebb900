"""A small CSV and a small JSON for each objective, for those who want one and not all."""

from collections.abc import Iterator

from generator.opendata.csv_format import csv_header, csv_rows
from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, MediaType, Role
from generator.opendata.formats import Format
from generator.opendata.json_format import json_rows, to_json_object
from generator.opendata.metadata.json_schema import Schema, document_schema, row_schema, schema_text
from generator.plan.model import Objective

FOLDER = "obiettivi"
SCHEMA_NAME = "obiettivo.schema.json"
#: Tables whose rows about the objective stand in its JSON.
_PARTS = ("indicatori", "rilevazioni")


def _own(dataset: Dataset, objective: Objective) -> Iterator[DataFile]:
    indicators, code = dataset.table("indicatori"), objective.code
    content = csv_header(indicators.names) + dataset.written_rows(indicators, objective, csv_rows)
    title = f"Gli indicatori di {code}"
    yield DataFile(f"{FOLDER}/{code}.csv", MediaType.CSV, title, content.encode(), Role.PART)
    (row,) = dataset.rows_of(dataset.table("obiettivi"), objective)
    parts = {name: dataset.written_rows(dataset.table(name), objective, json_rows) for name in _PARTS}
    content = to_json_object(row, parts)
    title = f"L'obiettivo {code}, con indicatori e rilevazioni"
    yield DataFile(f"{FOLDER}/{code}.json", MediaType.JSON, title, content.encode(), Role.PART)


def _files(dataset: Dataset) -> Iterator[DataFile]:
    schema = schema_text(_schema(dataset))
    title = "Un obiettivo: schema del file JSON"
    yield DataFile(SCHEMA_NAME, MediaType.SCHEMA, title, schema, Role.DESCRIPTION, "obiettivi")


def _schema(dataset: Dataset) -> Schema:
    objective = row_schema(dataset.table("obiettivi").columns)
    parts = {name: {"type": "array", "items": row_schema(dataset.table(name).columns)} for name in _PARTS}
    content = {
        **objective,
        "properties": {**objective["properties"], **parts},
        "required": [*objective["required"], *parts],
    }
    return document_schema(
        dataset.uris.file(SCHEMA_NAME),
        "Un obiettivo",
        "La riga di un obiettivo, con quelle dei suoi indicatori e delle loro rilevazioni.",
        content,
    )


FORMAT = Format(files=_files, own=_own)
