"""JSON: each table in a file, with its JSON Schema beside it."""

from collections.abc import Iterator

from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, MediaType, Role
from generator.opendata.formats import Format
from generator.opendata.json_format import JOINT, json_rows, to_json
from generator.opendata.metadata.json_schema import schema_text, table_schema
from generator.opendata.tables.table import RowsByObjective
from generator.plan.model import Objective


def _files(dataset: Dataset) -> Iterator[DataFile]:
    for table in dataset.tables:
        name = f"{table.name}.json"
        if isinstance(table.rows, RowsByObjective):
            content = dataset.parts.joined(name, table.rows.objectives, JOINT.encode(), (b"[\n", b"\n]\n"))
        else:
            content = to_json(table.rows).encode()
        yield DataFile(name, MediaType.JSON, table.title, content, subject=table.name)
        name = f"{table.name}.schema.json"
        schema = schema_text(table_schema(table, dataset.uris.file(name)))
        title = f"{table.title}: schema del file JSON"
        yield DataFile(name, MediaType.SCHEMA, title, schema, Role.DESCRIPTION, table.name)


def _parts(dataset: Dataset, objective: Objective) -> Iterator[tuple[str, bytes]]:
    for table in dataset.tables_by_objective:
        yield f"{table.name}.json", dataset.written_rows(table, objective, json_rows).encode()


FORMAT = Format(files=_files, parts=_parts)
