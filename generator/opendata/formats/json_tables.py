"""JSON: each table in a file, with its JSON Schema beside it."""

from collections.abc import Iterator

from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, MediaType, Role
from generator.opendata.formats import Format
from generator.opendata.json_format import to_json
from generator.opendata.json_schema import schema_text, table_schema


def _files(dataset: Dataset) -> Iterator[DataFile]:
    for table in dataset.tables:
        content = to_json(table.rows).encode()
        yield DataFile(f"{table.name}.json", MediaType.JSON, table.title, content, subject=table.name)
        name = f"{table.name}.schema.json"
        schema = schema_text(table_schema(table, dataset.uris.file(name)))
        title = f"{table.title}: schema del file JSON"
        yield DataFile(name, MediaType.SCHEMA, title, schema, Role.DESCRIPTION, table.name)


FORMAT = Format(files=_files)
