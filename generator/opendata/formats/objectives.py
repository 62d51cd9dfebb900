"""CSV and JSON files of single objectives."""

from collections.abc import Iterator

from generator.opendata.csv_format import to_csv
from generator.opendata.dataset import Dataset
from generator.opendata.files import CSV, JSON, JSON_SCHEMA, DataFile, Fragments, Role
from generator.opendata.formats import Format, ObjectiveFragments
from generator.opendata.json_format import json_rows, json_with_parts
from generator.opendata.metadata.json_schema import JsonSchema, document_schema, row_schema, schema_text
from generator.opendata.tables.table import Table

FOLDER = "obiettivi"
SCHEMA_NAME = "obiettivo.schema.json"
#: Tables whose rows about the objective are members of its JSON; the last one only where the plan has it.
_PARTS = ("indicatori", "rilevazioni", "revisioni")


def _per_objective(dataset: Dataset, fragments: ObjectiveFragments) -> Iterator[DataFile]:
    (objective,) = dataset.plan.objectives
    code, slug, names = objective.code, objective.slug, dataset.table("indicatori").names
    content = to_csv(names, ()).encode() + fragments.get("indicatori.csv", b"")
    title = f"Gli indicatori di {code}"
    yield DataFile(f"{FOLDER}/{slug}.csv", CSV, title, content, Role.PART)
    parts = {table.name: json_rows(dataset.rows(table)) for table in _parts(dataset)}
    parts["indicatori"] = fragments.get("indicatori.json", b"")
    content = json_with_parts(fragments["obiettivi.json"], parts)
    title = f"L'obiettivo {code}, con indicatori, rilevazioni e revisioni"
    yield DataFile(f"{FOLDER}/{slug}.json", JSON, title, content, Role.PART)


def _parts(dataset: Dataset) -> Iterator[Table]:
    return (table for name in _PARTS for table in dataset.tables if table.name == name)


def _files(dataset: Dataset, _: Fragments) -> Iterator[DataFile]:
    schema = schema_text(_schema(dataset))
    title = "Un obiettivo: schema del file JSON"
    yield DataFile(SCHEMA_NAME, JSON_SCHEMA, title, schema, Role.DESCRIPTION, "obiettivi")


def _schema(dataset: Dataset) -> JsonSchema:
    objective = row_schema(dataset.table("obiettivi").columns)
    parts = {table.name: {"type": "array", "items": row_schema(table.columns)} for table in _parts(dataset)}
    content = {
        **objective,
        "properties": {**objective["properties"], **parts},
        "required": [*objective["required"], *parts],
    }
    return document_schema(
        dataset.uris.file(SCHEMA_NAME),
        "Un obiettivo",
        "La riga di un obiettivo, con quelle dei suoi indicatori, delle loro rilevazioni e delle revisioni.",
        content,
    )


FORMAT = Format(files=_files, per_objective=_per_objective)
