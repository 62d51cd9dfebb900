"""JSON Schemas (2020-12) of the published files, from the same columns as the files themselves.

A schema admits members that it does not know: a later version of the format may add columns, and a
reader who checks with an older schema must not be stopped by them (`version.FORMAT_RULE`).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.opendata.dataset import FORMAT_VERSION
from generator.opendata.json_format import json_document
from generator.opendata.tables.columns import Column, Kind
from generator.opendata.tables.table import Table
from generator.plan.identifiers import ISO_DAY

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = Mapping[str, Any]

_DAY = {"type": "string", "format": "date", "pattern": f"^{ISO_DAY.expression}$"}
_FORMS: Mapping[Kind, Schema] = {
    Kind.TEXT: {"type": "string"},
    Kind.ADDRESS: {"type": "string", "format": "uri"},
    Kind.LIST: {"type": "array", "items": {"type": "string"}},
    Kind.NUMBER: {"type": "number"},
    Kind.COUNT: {"type": "integer"},
    Kind.FLAG: {"type": "boolean"},
    Kind.DATE: _DAY,
    Kind.VALUE: {"anyOf": [{"type": "number"}, {"type": "boolean"}, _DAY]},
    Kind.ANY: {"type": ["string", "number", "boolean"]},
}


def schema_text(schema: Schema) -> bytes:
    """The content of a schema's file."""
    return json_document(schema)


def document_schema(uri: str, title: str, description: str, content: Schema) -> Schema:
    """A schema that stands alone under its own address."""
    head = {"$schema": DRAFT, "$id": uri, "title": title, "description": description}
    return {**head, "formato": FORMAT_VERSION, **content}


def table_schema(table: Table, uri: str) -> Schema:
    """The schema of the file of a table: an array of its rows."""
    content = {"type": "array", "items": row_schema(table.columns)}
    return document_schema(uri, table.title, table.description, content)


def row_schema(columns: Iterable[Column[Any]]) -> Schema:
    """The schema of a row: every column is there, empty ones with `null`."""
    columns = tuple(columns)
    return {
        "type": "object",
        "properties": {column.name: cell_schema(column) for column in columns},
        "required": [column.name for column in columns],
    }


def cell_schema(column: Column[Any]) -> Schema:
    """The schema of a cell."""
    about = {"description": column.description} | ({"x-unita": column.unit} if column.unit else {})
    form = dict(_FORMS[column.kind])
    if column.kind is not Kind.LIST and column.pattern:
        form["pattern"] = f"^(?:{column.pattern})$"
    if column.values:
        form["enum"] = list(column.values)
    if column.least is not None:
        form["minimum"] = column.least
    if column.most is not None:
        form["maximum"] = column.most
    if column.required or column.kind is Kind.LIST:
        return {**about, **form}
    return {**about, "anyOf": [{"type": "null"}, *form.get("anyOf", [form])]}
