"""`datapackage.json`: a Frictionless Data Package of the CSV files, with the Table Schema of each."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.opendata.csv_format import DELIMITER, LINE_END
from generator.opendata.dataset import FORMAT_VERSION, LICENCE_CODE, LICENCE_NAME, LICENCE_URL, Dataset
from generator.opendata.files import CSV, JSON, DataFile, KnownFile, Role
from generator.opendata.formats import Format
from generator.opendata.json_format import json_document
from generator.opendata.metadata.table_schema import table_schema

NAME = "datapackage.json"


def _metadata(dataset: Dataset, files: Sequence[KnownFile]) -> Iterator[DataFile]:
    descriptor: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": dataset.name,
        "id": dataset.uris.dataset,
        "title": dataset.title,
        "description": dataset.description,
        "homepage": dataset.uris.dataset,
        "version": dataset.version(files),
        "formato": FORMAT_VERSION,
        "licenses": [{"name": LICENCE_CODE, "title": LICENCE_NAME, "path": LICENCE_URL}],
        "contributors": [{"title": dataset.plan.body.name, "role": "publisher"}],
        "keywords": list(dataset.keywords),
    }
    if dataset.plan.document:
        document = dataset.plan.document
        descriptor["sources"] = [{"title": document.title, "path": dataset.uris.document}]
    tables = {file.subject: file for file in files if file.media_type == CSV and file.subject}
    descriptor["resources"] = [_resource(dataset, tables[table.name]) for table in dataset.tables]
    content = json_document(descriptor)
    yield DataFile(NAME, JSON, "Descrizione per programmi (Data Package)", content, Role.DESCRIPTION)


def _resource(dataset: Dataset, file: KnownFile) -> dict[str, Any]:
    table = dataset.table(file.subject)
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.name,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": file.media_type.mime,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": DELIMITER, "lineTerminator": LINE_END, "header": True},
        "schema": table_schema(table),
    }


FORMAT = Format(metadata=_metadata)
