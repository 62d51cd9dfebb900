"""JSON Schemas (2020-12) of the published files, generated from the columns of the tables.

Additional properties are allowed: a later version of the format may add columns, and files must stay valid
against an older schema (`dataset.FORMAT_RULE`).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.opendata.dataset import FORMAT_VERSION
from generator.opendata.json_format import json_document
from generator.opendata.tables.columns import Column, Kind
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
}


def schema_text(schema: JsonSchema) -> bytes:
    """A schema as the content of a file."""
    return json_document(schema)


def document_schema(uri: str, title: str, description: str, content: JsonSchema) -> JsonSchema:
    """A schema with its version and its permanent address."""
    annotations = {"$schema": DRAFT, "$id": uri, "title": title, "description": description}
    return {**annotations, "formato": FORMAT_VERSION, **content}


def row_schema(columns: Iterable[Column[Any]]) -> JsonSchema:
    """Schema of a row: what has no value is left out."""
    columns = tuple(columns)
    return {
        "type": "object",
        "properties": {column.name: cell_schema(column) for column in columns},
        "required": [column.name for column in columns if column.required],
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
    return {**annotations, **cell_type}
