"""`datapackage.json`: a Data Package (version 2) of the files about the whole plan and the schemas of tables.

The files of single objectives repeat the rows of the tables, and the archive holds this description:
neither is a resource.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.opendata.csv_format import DELIMITER, LINE_END
from generator.opendata.dataset import FORMAT_VERSION, LICENCE_CODE, LICENCE_NAME, LICENCE_URL, Dataset
from generator.opendata.files import CSV, CSV_FOR_EXCEL, JSON, XLSX, DataFile, KnownFile, Role
from generator.opendata.formats import Format
from generator.opendata.formats.excel_csv import DELIMITER as EXCEL_DELIMITER
from generator.opendata.json_format import json_document
from generator.opendata.metadata.table_schema import table_schema

NAME = "datapackage.json"
#: The wide table that the file for Excel holds, and the sheet of the workbook to read if only one.
_SHEET = "indicatori"
#: The media type of a package that a link leads to.
PACKAGE_TYPE = "application/vnd.datapackage+json"
#: The profile of version 2 of the standard.
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def _metadata(dataset: Dataset, files: Sequence[KnownFile]) -> Iterator[DataFile]:
    descriptor: dict[str, Any] = {
        "$schema": PROFILE,
        "name": dataset.name,
        "id": dataset.uris.dataset,
        "title": dataset.title,
        "description": dataset.description,
        "homepage": dataset.uris.dataset,
        "version": dataset.version(files),
        "formato": FORMAT_VERSION,
        "licenses": [{"name": LICENCE_CODE, "title": LICENCE_NAME, "path": LICENCE_URL}],
        "contributors": list(_contributors(dataset)),
        "keywords": list(dataset.keywords),
    }
    if dataset.modified:
        # The day of the last change: the standard wants a time, and nothing comes from the clock.
        descriptor["created"] = f"{dataset.modified.isoformat()}T00:00:00Z"
    if dataset.plan.document:
        document = dataset.plan.document
        descriptor["sources"] = [{"title": document.title, "path": dataset.uris.document}]
    data = sorted((file for file in files if file.role is Role.DATA), key=lambda file: file.name)
    descriptor["resources"] = [_resource(dataset, file) for file in data]
    content = json_document(descriptor)
    yield DataFile(NAME, JSON, "Descrizione per programmi (Data Package)", content, Role.DESCRIPTION)


def _contributors(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """The body, and the office that answers for the data; never a person."""
    publisher, name = dataset.publisher, dataset.plan.body.name
    yield {"title": name, "path": publisher.home or publisher.site_url, "roles": ["publisher"]}
    if publisher.office and publisher.email:
        contact = {"title": publisher.office, "email": publisher.email, "organization": name}
        yield {**contact, "roles": ["contact"]}


def _resource(dataset: Dataset, file: KnownFile) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": file.subject or file.name,
        "path": file.name,
        "title": file.title,
        "description": dataset.describe(file),
        "format": file.media_type.code.lower(),
        "mediatype": file.media_type.mime,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if file.media_type == CSV and file.subject:
        return {**resource, **_csv(DELIMITER), "schema": table_schema(dataset.table(file.subject))}
    if file.media_type == CSV_FOR_EXCEL:
        return {**resource, **_csv(EXCEL_DELIMITER), "schema": _wide_schema(dataset)}
    if file.media_type == XLSX:
        # `sheetName` is of the standard, `excel` of the Frictionless library, which does not know it.
        dialect = {"sheetName": _SHEET.capitalize(), "excel": {"sheet": _SHEET.capitalize()}}
        return {**resource, "type": "table", "dialect": dialect, "schema": _wide_schema(dataset)}
    return resource


def _csv(delimiter: str) -> dict[str, Any]:
    dialect = {"delimiter": delimiter, "lineTerminator": LINE_END, "header": True}
    return {"type": "table", "encoding": "utf-8", "dialect": dialect}


def _wide_schema(dataset: Dataset) -> dict[str, Any]:
    """Schema of the sheet of indicators, which is for people: its columns have values of mixed kinds."""
    columns = next(sheet for sheet in dataset.sheets if sheet.name == _SHEET).columns
    return {"fields": [{"name": column.name, "type": "any"} for column in columns]}


FORMAT = Format(metadata=_metadata)
