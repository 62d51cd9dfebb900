"""JSON Schemas of the plan's files, for completion and checks in editors' tools.

Made for yaml-language-server (VS Code and others), which shows `description`, `errorMessage` and
`patternErrorMessage` as they are, in Italian. It reads `3` and `1.000` as numbers, to which no pattern
applies: their written form is checked by `vetro check` only.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.loading import schemas
from generator.loading.schema import Field, FieldType, Schema
from generator.plan.identifiers import SLUG, Pattern
from generator.plan.revisions import State

FOLDER = "schema"
_DRAFT = "http://json-schema.org/draft-07/schema#"
#: The JSON types of scalars in these tools.
_SCALAR = ["string", "number", "boolean"]

Json = dict[str, object]


class FileKind(Struct, frozen=True):
    """A kind of file; `files` is a glob pattern relative to the project's root.

    A file holds one mapping of `schema`; or, if `is_list`, a list of them; or, if there is a `head`, its
    fields, and two levels of keys (objective, indicator) over a value or a mapping; `of_objective` and
    `of_indicator` describe them. `states` are the only values, which objectives may have too.
    """

    name: str
    files: str
    title: str
    schema: Schema
    is_list: bool = False
    head: Schema | None = None
    of_objective: str = ""
    of_indicator: str = ""
    states: tuple[str, ...] = ()


KINDS = (
    FileKind("obiettivo", "plan_data/*/obiettivi/*.yml", "Un obiettivo del piano", schemas.OBJECTIVE),
    FileKind("piano", "plan_data/*/piano.yml", "Il piano: l'ente, gli anni, il documento", schemas.PLAN),
    FileKind("ambiti", "plan_data/*/ambiti.yml", "Gli ambiti strategici", schemas.AREA, is_list=True),
    FileKind("uffici", "plan_data/*/uffici.yml", "Le aree di responsabilità e gli uffici", schemas.OFFICES),
    FileKind("missioni", "plan_data/*/missioni.yml", "Missioni e programmi", schemas.MISSION, is_list=True),
    FileKind("novita", "plan_data/*/novita.yml", "Che cosa è cambiato e quando", schemas.NEWS, is_list=True),
    FileKind(
        "rilevazione",
        "plan_data/*/rilevazioni/**/*.yml",
        "I valori rilevati un giorno, tutti o di un ufficio",
        schemas.RESULT,
        head=schemas.MEASUREMENTS,
        of_objective="gli indicatori dell'obiettivo, ciascuno con il suo valore",
        of_indicator="il valore, come nel piano; oppure un gruppo con valore, nota, fonte, rettifiche",
    ),
    FileKind(
        "revisione",
        "plan_data/*/revisioni/*.yml",
        "Che cosa un atto cambia del piano, dal suo giorno",
        schemas.REVISED_INDICATOR,
        head=schemas.REVISION,
        of_objective="gli indicatori che cambiano; oppure stralciato, sospeso, ripreso, aggiunto",
        of_indicator="ciò che cambia; oppure stralciato, sospeso, ripreso, aggiunto",
        states=tuple(state.value for state in State if state is not State.REPLACED),
    ),
)


#: What takes the place of the indicators of an objective that others replace.
_REPLACED: Json = {
    "type": "object",
    "properties": {
        State.REPLACED.value: {
            "description": "i codici degli obiettivi che lo sostituiscono",
            "type": ["array", "string"],
        }
    },
    "required": [State.REPLACED.value],
    "additionalProperties": False,
}


def json_schemas() -> Mapping[str, str]:
    """The text of each JSON Schema by file name."""
    return {f"{kind.name}.json": _text(_of_file(kind)) for kind in KINDS}


def write_schemas(plan_data: Path) -> tuple[Path, ...]:
    """Write the schemas into `plan_data/schema`. Returns the files that changed."""
    folder = plan_data / FOLDER
    folder.mkdir(exist_ok=True)
    changed = []
    for name, text in json_schemas().items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(path)
    return tuple(changed)


def editor_settings() -> str:
    """The settings of VS Code for a project: the schema of each kind of file, and spaces in place of tabs."""
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
    content = _of_schema(kind.schema)
    if kind.is_list:
        content = {"type": "array", "items": content, "errorMessage": _must_be(FieldType.MAPPING_LIST.value)}
    if kind.head:
        content = _of_keyed(kind, kind.head, content)
    return {"$schema": _DRAFT, "title": kind.title, **content}


def _of_keyed(kind: FileKind, head: Schema, group: Json) -> Json:
    """The schema of a file with the fields of `head`, and by objective and indicator a value or a `group`."""
    value: Json = {"enum": [*kind.states, None]} if kind.states else {"type": [*_SCALAR, "null"]}
    indicators: Json = {
        "description": kind.of_objective,
        "type": ["object", "null"],
        "propertyNames": _pattern_of(SLUG),
        "additionalProperties": {"description": kind.of_indicator, "anyOf": [value, group]},
    }
    if kind.states:
        description = {"description": indicators.pop("description")}
        indicators = {**description, "anyOf": [{"enum": [*kind.states]}, _REPLACED, indicators]}
    fields = _of_schema(head)
    required = {"required": fields["required"]} if fields["required"] else {}
    names = [f"«{field.name}»" for field in head.fields if field.name != schemas.EXCEPTIONS.name]
    return {
        "type": "object",
        "properties": fields["properties"],
        **required,
        "additionalProperties": indicators,
        "errorMessage": f"qui ci vogliono {', '.join(names)} e i codici degli obiettivi",
    }


def _of_schema(schema: Schema) -> Json:
    names = ", ".join(field.name for field in schema.fields)
    return {
        "type": "object",
        "properties": {field.name: _of_field(field) for field in schema.fields},
        "required": [field.name for field in schema.required if not field.unless],
        **_alternatives(schema),
        "additionalProperties": False,
        "errorMessage": f"i campi di «{schema.name}» sono: {names}",
    }


def _alternatives(schema: Schema) -> Json:
    """One of the fields must be there that may be left out for each other."""
    found = [(field.name, *field.unless) for field in schema.required if field.unless]
    return {"anyOf": [{"required": [name]} for name in found[0]]} if found else {}


def _of_field(field: Field) -> Json:
    described: Json = {"description": field.description}
    match field.type, field.schema:
        case FieldType.MAPPING, Schema() as schema:
            return _optional(field, {**_of_schema(schema), **described})
        case FieldType.MAPPING_LIST, Schema() as schema:
            return _optional(field, {**described, "type": "array", "items": _of_schema(schema)})
        case FieldType.REFERENCE_LIST, Schema() as schema:
            text: Json = {"type": _SCALAR, **_pattern_of(schema.fields[0].pattern)}
            items: Json = {"anyOf": [text, _of_schema(schema)]}
            return _optional(field, {**described, "type": "array", "items": items})
        case FieldType.OWN_FIELDS, _:
            return _optional(field, {**described, "type": "object"})
        case FieldType.TEXT_LIST, _:
            item: Json = {"type": _SCALAR, **_pattern_of(field.pattern)}
            return _optional(field, {**described, "type": "array", "items": item})
        case FieldType.TABLE, _:
            keys = {"propertyNames": _pattern_of(field.pattern)} if field.pattern else {}
            values: Json = {"type": [*_SCALAR, "null"]}
            if field.schema:
                values = {"anyOf": [values, _of_schema(field.schema)]}
            return _optional(field, {**described, "type": "object", **keys, "additionalProperties": values})
    if field.choices and field.is_open:
        texts: Json = {"type": [*_SCALAR, "null"]}
        return {
            **described,
            "anyOf": [{"enum": [*field.choices]}, texts],
            "errorMessage": _must_be(field.wanted),
        }
    if field.choices:
        choices: list[str | None] = [*field.choices] if field.required else [*field.choices, None]
        return {**described, "enum": choices, "errorMessage": f"una di queste: {', '.join(field.choices)}"}
    return _optional(field, {**described, "type": [*_SCALAR], **_pattern_of(field.pattern)})


def _pattern_of(pattern: Pattern | None) -> Json:
    if pattern is None:
        return {}
    return {
        "pattern": f"^(?:{pattern.expression})$",
        "patternErrorMessage": f"si scrive così: {pattern.advice}",
    }


def _optional(field: Field, content: Json) -> Json:
    """A field that is not required may also be null (left empty) or an empty text."""
    if field.required:
        return {**content, "errorMessage": _must_be(field.wanted)}
    types = content["type"] if isinstance(content["type"], list) else [content["type"]]
    optional = {**content, "type": [*types, "null"], "errorMessage": _must_be(field.wanted)}
    if "pattern" in optional:
        optional["pattern"] = f"^$|{optional['pattern']}"
    return optional


def _must_be(wanted: str) -> str:
    return f"qui ci vuole {wanted}"


def _text(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
