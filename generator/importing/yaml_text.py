"""YAML text of a plan's files: block style, plain scalars, long texts as literal blocks.

Every scalar is text, quoted only where the syntax requires it. Mappings are never in flow style, where the
comma of `9,85%` would end a value.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from generator.loading.yaml import parser
from generator.loading.yaml.parser import SEXAGESIMAL

Node: TypeAlias = "str | Sequence[Node] | Mapping[str, Node]"

#: First line of each file: tells editors' tools which JSON schema to check it with, relative to the file.
_MODELINE = "yaml-language-server: $schema="
#: Schemas of the files in subfolders; those of the others have the name of the file.
_FOLDER_SCHEMAS = {"obiettivi": "obiettivo", "rilevazioni": "rilevazione", "revisioni": "revisione"}
#: Indicators that YAML reserves at the start of a scalar; `-`, `?` and `:` only before a space.
_RESERVED_START = re.compile(r"[\[\]{},#&*!|>'\"%@`]|[-?:](?:\s|$)|---|\.\.\.(?:\s|$)|<<$|[=~<>≤≥]+$")
_RESERVED_INSIDE = re.compile(r":(?:\s|$)|\s#")
#: Years and slugs: lists of these alone are written in flow style.
_FLOW_ITEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FLOW_WIDTH = 100


def content_of(node: parser.Node) -> Any:
    """The content of a file that was read: its texts, lists and groups."""
    match node:
        case parser.Scalar(text):
            return text
        case parser.Sequence(items):
            return [content_of(item) for item in items]
        case parser.Mapping(entries):
            return {entry.key.text: content_of(entry.value) for entry in entries}


def plan_files(contents: Mapping[str, Mapping[str, Node] | Sequence[Node]]) -> dict[str, str]:
    """YAML texts of a plan's files, by name relative to the plan's folder, from their contents."""
    return {name: dump(content, f"{_MODELINE}{_schema(name)}") for name, content in contents.items()}


def _schema(name: str) -> str:
    """Path of the JSON schema of a file, relative to it (see `loading.editor_schemas`)."""
    folder, *others = name.split("/")
    up = "../" * (len(others) + 1)
    return f"{up}schema/{_FOLDER_SCHEMAS[folder] if others else folder.removesuffix('.yml')}.json"


def dump(document: Mapping[str, Node] | Sequence[Node], comment: str = "") -> str:
    """Text of a YAML file; `comment` is its first line, without `#`."""
    lines = [f"# {comment}"] if comment else []
    lines += _block(document, 0)
    return "\n".join(lines) + "\n"


def scalar(text: str) -> str:
    """Plain or quoted scalar, on one line."""
    reserved = _RESERVED_START.match(text) or _RESERVED_INSIDE.search(text) or SEXAGESIMAL.fullmatch(text)
    if text and text == text.strip() and text.isprintable() and not reserved:
        return text
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _block(node: Node, indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    if isinstance(node, str):
        return [pad + scalar(node)]
    if isinstance(node, Mapping):
        for name, value in node.items():
            lines += _entry(f"{pad}{scalar(name)}:", value, indent)
        return lines or [pad + "{}"]
    for value in node:
        item = _block(value, indent + 2)
        lines += [f"{pad}- {item[0][indent + 2 :]}", *item[1:]]
    return lines or [pad + "[]"]


def _entry(key: str, value: Node, indent: int) -> list[str]:
    if isinstance(value, str):
        if "\n" in value and _fits_literal(value):
            pad = " " * (indent + 2)
            return [f"{key} |", *(pad + line if line else "" for line in value.rstrip("\n").split("\n"))]
        return [f"{key} {scalar(value)}"]
    if not value:
        return [f"{key} {'{}' if isinstance(value, Mapping) else '[]'}"]
    if not isinstance(value, Mapping):
        flow = [item for item in value if isinstance(item, str) and _FLOW_ITEM.fullmatch(item)]
        line = f"{key} [{', '.join(flow)}]"
        if len(flow) == len(value) and len(line) <= _FLOW_WIDTH:
            return [line]
    return [key, *_block(value, indent + 2)]


def _fits_literal(text: str) -> bool:
    """Whether a literal block can hold the text: one final line break, no leading or trailing spaces."""
    lines = text.split("\n")
    return (
        text.endswith("\n")
        and not text.endswith("\n\n")
        and bool(lines[0])
        and lines[0] == lines[0].lstrip()
        and all(line == line.rstrip() and line.isprintable() for line in lines)
    )
