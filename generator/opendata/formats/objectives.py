"""CSV and JSON files of single objectives."""

from collections.abc import Iterator

from generator.opendata.csv_format import to_csv
from generator.opendata.dataset import Dataset
from generator.opendata.files import CSV, JSON, JSON_SCHEMA, DataFile, Fragments, Role
from generator.opendata.formats import Format, ObjectiveFragments
from generator.opendata.json_format import json_with_parts
from generator.opendata.metadata.json_schema import JsonSchema, document_schema, row_schema, schema_text
from generator.opendata.tables.table import Row, Table
from generator.opendata.tables.values_table import NAME as VALUES

FOLDER = "obiettivi"
SCHEMA_NAME = "obiettivo.schema.json"
_ROW, _REVISIONS = "obiettivi", "revisioni"
#: Columns of the objective that the rows within it do not repeat.
_OF_OBJECTIVE = ("ente", "periodo", "codice_obiettivo")


def _per_objective(dataset: Dataset, fragments: ObjectiveFragments) -> Iterator[DataFile]:
    (objective,) = dataset.plan.objectives
    code, slug, names = objective.code, objective.slug, dataset.table(VALUES).names
    content = to_csv(names, ()).encode() + fragments.get(f"{VALUES}.csv", b"")
    yield DataFile(f"{FOLDER}/{slug}.csv", CSV, f"I valori di {code}", content, Role.PART)
    (row,) = dataset.rows(dataset.table(_ROW))
    parts = {table.name: [_within(row) for row in dataset.rows(table)] for table in _parts(dataset)}
    title = f"L'obiettivo {code}, con tutte le righe che lo riguardano"
    yield DataFile(f"{FOLDER}/{slug}.json", JSON, title, json_with_parts(row, parts), Role.PART)


def _parts(dataset: Dataset) -> list[Table]:
    """The tables whose rows about the objective are members of its JSON."""
    return [
        table
        for table in dataset.tables
        if (table.by_objective or table.name == _REVISIONS) and table.name != _ROW
    ]


def _within(row: Row) -> Row:
    """A row without body, period and code, which the objective has."""
    return {name: cell for name, cell in row.items() if name not in _OF_OBJECTIVE}


def _files(dataset: Dataset, _: Fragments) -> Iterator[DataFile]:
    schema = schema_text(_schema(dataset))
    title = "Un obiettivo: schema del file JSON"
    yield DataFile(SCHEMA_NAME, JSON_SCHEMA, title, schema, Role.DESCRIPTION, "obiettivi")


def _schema(dataset: Dataset) -> JsonSchema:
    objective = row_schema(dataset.table(_ROW).columns)
    parts = {
        table.name: {
            "type": "array",
            "items": row_schema(one for one in table.columns if one.name not in _OF_OBJECTIVE),
        }
        for table in _parts(dataset)
    }
    content = {**objective, "properties": {**objective["properties"], **parts}}
    return document_schema(
        dataset.uris.file(SCHEMA_NAME),
        "Un obiettivo",
        "La riga di un obiettivo, con quelle di ogni altra tabella che lo riguardano.",
        content,
    )


FORMAT = Format(files=_files, per_objective=_per_objective)
