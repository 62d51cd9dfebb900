"""JSON Schemas (2020-12) of the published files, generated from the columns of the tables.

Additional properties are allowed: a later version of the format may add columns, and files must stay valid
against an older schema (`dataset.FORMAT_RULE`).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.opendata.dataset import FORMAT_VERSION
from generator.opendata.json_format import json_document
from generator.opendata.tables.columns import Column, Kind
from generator.opendata.tables.table import Table
from generator.plan.identifiers import ISO_DAY

DRAFT = "https://json-schema.org/draft/2020-12/schema"
JsonSchema = Mapping[str, Any]

_DAY = {"type": "string", "format": "date", "pattern": f"^{ISO_DAY.expression}$"}
_CELL_TYPES: Mapping[Kind, JsonSchema] = {
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


def schema_text(schema: JsonSchema) -> bytes:
    """A schema as the content of a file."""
    return json_document(schema)


def document_schema(uri: str, title: str, description: str, content: JsonSchema) -> JsonSchema:
    """A schema with its version and its permanent address."""
    annotations = {"$schema": DRAFT, "$id": uri, "title": title, "description": description}
    return {**annotations, "formato": FORMAT_VERSION, **content}


def rows_schema(table: Table, uri: str) -> JsonSchema:
    """Schema of the JSON file of a table: an array of its rows."""
    content = {"type": "array", "items": row_schema(table.columns)}
    return document_schema(uri, table.title, table.description, content)


def row_schema(columns: Iterable[Column[Any]]) -> JsonSchema:
    """Schema of a row: every column is required; empty cells are `null`."""
    columns = tuple(columns)
    return {
        "type": "object",
        "properties": {column.name: cell_schema(column) for column in columns},
        "required": [column.name for column in columns],
    }


def cell_schema(column: Column[Any]) -> JsonSchema:
    """Schema of a cell."""
    annotations = {"description": column.description} | ({"x-unita": column.unit} if column.unit else {})
    cell_type = dict(_CELL_TYPES[column.kind])
    if column.kind is not Kind.LIST and column.pattern:
        cell_type["pattern"] = f"^(?:{column.pattern})$"
    if column.values:
        cell_type["enum"] = list(column.values)
    if column.minimum is not None:
        cell_type["minimum"] = column.minimum
    if column.maximum is not None:
        cell_type["maximum"] = column.maximum
    if column.required or column.kind is Kind.LIST:
        return {**annotations, **cell_type}
    return {**annotations, "anyOf": [{"type": "null"}, *cell_type.get("anyOf", [cell_type])]}
