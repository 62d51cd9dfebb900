"""JSON Schemas of the plan's files, made from their shapes: editors' tools complete and check while typing.

For yaml-language-server (VS Code and others), which shows `description`, `errorMessage` and
`patternErrorMessage` as they are, in Italian. To it `3` is a number and `1.000` is one: only what it takes
for text can be held to a pattern, and the rest is for `vetro check`.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.loading import schemas as shapes
from generator.loading.patterns import OBJECTIVE_CODE, SLUG, Pattern
from generator.loading.schemas import Field, FieldType, Schema

FOLDER = "schema"
_DRAFT = "http://json-schema.org/draft-07/schema#"
#: How the tools see the scalars of a plan.
_SCALAR = ["string", "number", "boolean"]

Json = dict[str, object]


class FileKind(Struct, frozen=True):
    """A kind of file: `files` are those it is for, from the project's root.

    A file holds one group of fields; or a list of them; or, as `keyed`, two levels of keys (objective,
    indicator) over a value or a group.
    """

    name: str
    files: str
    title: str
    shape: Schema
    is_list: bool = False
    is_keyed: bool = False


KINDS = (
    FileKind("obiettivo", "plan_data/*/obiettivi/*.yml", "Un obiettivo del piano", shapes.OBJECTIVE),
    FileKind("piano", "plan_data/*/piano.yml", "Il piano: l'ente, gli anni, il documento", shapes.PLAN),
    FileKind("ambiti", "plan_data/*/ambiti.yml", "Gli ambiti strategici", shapes.AREA, is_list=True),
    FileKind("uffici", "plan_data/*/uffici.yml", "Le aree di responsabilità e gli uffici", shapes.OFFICES),
    FileKind("missioni", "plan_data/*/missioni.yml", "Missioni e programmi", shapes.MISSION, is_list=True),
    FileKind("novita", "plan_data/*/novita.yml", "Che cosa è cambiato e quando", shapes.NEWS, is_list=True),
    FileKind(
        "rilevazione",
        "plan_data/*/rilevazioni/*.yml",
        "I valori rilevati un giorno",
        shapes.RESULT,
        is_keyed=True,
    ),
)


def schemas() -> Mapping[str, str]:
    """The text of each schema by the name of its file."""
    return {f"{kind.name}.json": _text(_of_file(kind)) for kind in KINDS}


def write_schemas(plan_data: Path) -> tuple[Path, ...]:
    """Write the schemas beside the plans; the files that changed."""
    folder = plan_data / FOLDER
    folder.mkdir(exist_ok=True)
    changed = []
    for name, text in schemas().items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(path)
    return tuple(changed)


def editor_settings() -> str:
    """The settings of VS Code for a project: which schema is for which files, and spaces, never tabs."""
    settings = {
        "yaml.schemas": {f"./plan_data/{FOLDER}/{kind.name}.json": kind.files for kind in KINDS},
        "yaml.format.enable": False,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.detectIndentation": False},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
    }
    return _text(settings)


def _of_file(kind: FileKind) -> Json:
    content = _of_shape(kind.shape)
    if kind.is_list:
        content = {"type": "array", "items": content, "errorMessage": _must_be(FieldType.RECORDS)}
    if kind.is_keyed:
        content = _of_measurements(content)
    return {"$schema": _DRAFT, "title": kind.title, **content}


def _of_measurements(result: Json) -> Json:
    """The source of all values, and for each objective its indicators, each with a value or a group."""
    value: Json = {
        "description": "il valore, come nel piano; oppure un gruppo con valore, nota, fonte, rettifiche",
        "anyOf": [{"type": [*_SCALAR, "null"]}, result],
    }
    indicators: Json = {
        "description": "gli indicatori dell'obiettivo, ciascuno con il suo valore",
        "type": ["object", "null"],
        "propertyNames": _written(SLUG),
        "additionalProperties": value,
    }
    return {
        "type": "object",
        "properties": {
            "fonte": {
                "description": "da dove vengono i valori di questo file",
                "type": [*_SCALAR, "null"],
                "errorMessage": _must_be(FieldType.TEXT),
            }
        },
        "patternProperties": {f"^{OBJECTIVE_CODE.expression}$": indicators},
        "additionalProperties": False,
        "errorMessage": "qui ci vogliono «fonte» e i codici degli obiettivi, come 01_01_OS02",
    }


def _of_shape(shape: Schema) -> Json:
    known = ", ".join(field.name for field in shape.fields)
    return {
        "type": "object",
        "properties": {field.name: _of_field(field) for field in shape.fields},
        "required": [field.name for field in shape.fields if field.required],
        "additionalProperties": False,
        "errorMessage": f"i campi di «{shape.name}» sono: {known}",
    }


def _of_field(field: Field) -> Json:
    described: Json = {"description": field.description}
    match field.form, field.shape:
        case FieldType.RECORD, Schema() as shape:
            return _optional(field, {**_of_shape(shape), **described})
        case FieldType.RECORDS, Schema() as shape:
            return _optional(field, {**described, "type": "array", "items": _of_shape(shape)})
        case FieldType.TEXTS, _:
            item: Json = {"type": _SCALAR, **_written(field.pattern)}
            return _optional(field, {**described, "type": "array", "items": item})
        case FieldType.TABLE, _:
            keys = {"propertyNames": _written(field.pattern)} if field.pattern else {}
            values: Json = {"type": [*_SCALAR, "null"]}
            return _optional(field, {**described, "type": "object", **keys, "additionalProperties": values})
    if field.choices:
        choices: list[str | None] = [*field.choices] if field.required else [*field.choices, None]
        return {**described, "enum": choices, "errorMessage": f"una di queste: {', '.join(field.choices)}"}
    return _optional(field, {**described, "type": [*_SCALAR], **_written(field.pattern)})


def _written(pattern: Pattern | None) -> Json:
    if pattern is None:
        return {}
    return {
        "pattern": f"^(?:{pattern.expression})$",
        "patternErrorMessage": f"si scrive così: {pattern.advice}",
    }


def _optional(field: Field, content: Json) -> Json:
    """A field that is not required may be left empty, which YAML reads as null; so may an empty text."""
    if field.required:
        return {**content, "errorMessage": _must_be(field.form)}
    types = content["type"] if isinstance(content["type"], list) else [content["type"]]
    optional = {**content, "type": [*types, "null"], "errorMessage": _must_be(field.form)}
    if "pattern" in optional:
        optional["pattern"] = f"^$|{optional['pattern']}"
    return optional


def _must_be(form: FieldType) -> str:
    return f"qui ci vuole {form.value}"


def _text(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
