"""JSON: one file for each table, and its JSON Schema."""

from collections.abc import Iterator

from generator.opendata.dataset import Dataset
from generator.opendata.files import JSON, JSON_SCHEMA, DataFile, Fragments, Role
from generator.opendata.formats import Format
from generator.opendata.json_format import ROW_SEPARATOR, ROWS_END, ROWS_START, json_rows, to_json
from generator.opendata.metadata.json_schema import rows_schema, schema_text


def _files(dataset: Dataset, fragments: Fragments) -> Iterator[DataFile]:
    for table in dataset.tables:
        name = f"{table.name}.json"
        if table.by_objective:
            rows = fragments.join(name, dataset.plan.by_code, ROW_SEPARATOR)
            content = ROWS_START + rows + ROWS_END
        else:
            content = to_json(dataset.rows(table))
        yield DataFile(name, JSON, table.title, content, subject=table.name)
        name = f"{table.name}.schema.json"
        schema = schema_text(rows_schema(table, dataset.uris.file(name)))
        title = f"{table.title}: schema del file JSON"
        yield DataFile(name, JSON_SCHEMA, title, schema, Role.DESCRIPTION, table.name)


def _fragments(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    for table in dataset.tables:
        if table.by_objective:
            yield f"{table.name}.json", json_rows(dataset.rows(table))


FORMAT = Format(files=_files, fragments=_fragments)
