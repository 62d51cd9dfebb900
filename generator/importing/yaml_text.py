"""Writing YAML that an editor reads with pleasure: block style, plain scalars, long texts in paragraphs.

Every scalar is text. A value is quoted only where the syntax needs it, and a mapping of values is
never written on one line: there the comma of `9,85%` would open another value.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from generator.plan.identifiers import SLUG_WORDS

Node: TypeAlias = "str | Sequence[Node] | Mapping[str, Node]"

#: Opening signs that YAML reserves; `-`, `?` and `:` only where a space follows.
_RESERVED_START = re.compile(r"[\[\]{},#&*!|>'\"%@`]|[-?:](?:\s|$)|---|\.\.\.(?:\s|$)|<<$|[=~<>≤≥]+$")
_RESERVED_INSIDE = re.compile(r":(?:\s|$)|\s#")
_SHORT_WORDS = re.compile(SLUG_WORDS)
_LINE = 100


def dump(document: Mapping[str, Node] | Sequence[Node], comment: str = "") -> str:
    """The text of a YAML file; `comment` is its first line, without `#`."""
    lines = [f"# {comment}"] if comment else []
    lines += _block(document, 0)
    return "\n".join(lines) + "\n"


def scalar(text: str) -> str:
    """A text on one line, quoted if it has to be."""
    reserved = _RESERVED_START.match(text) or _RESERVED_INSIDE.search(text)
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
        for key, value in node.items():
            lines += _entry(f"{pad}{scalar(key)}:", value, indent)
        return lines or [pad + "{}"]
    for value in node:
        item = _block(value, indent + 2)
        lines += [f"{pad}- {item[0][indent + 2 :]}", *item[1:]]
    return lines or [pad + "[]"]


def _entry(head: str, value: Node, indent: int) -> list[str]:
    if isinstance(value, str):
        if "\n" in value and _fits_literal(value):
            pad = " " * (indent + 2)
            return [f"{head} |", *(pad + line if line else "" for line in value.rstrip("\n").split("\n"))]
        return [f"{head} {scalar(value)}"]
    if not value:
        return [f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"]
    if not isinstance(value, Mapping):
        flow = [item for item in value if isinstance(item, str) and _SHORT_WORDS.fullmatch(item)]
        line = f"{head} [{', '.join(flow)}]"
        if len(flow) == len(value) and len(line) <= _LINE:
            return [line]
    return [head, *_block(value, indent + 2)]


def _fits_literal(text: str) -> bool:
    """Whether a text survives a literal block, which ends with one line break and keeps no odd spaces."""
    lines = text.split("\n")
    return (
        text.endswith("\n")
        and not text.endswith("\n\n")
        and bool(lines[0])
        and lines[0] == lines[0].lstrip()
        and all(line == line.rstrip() and line.isprintable() for line in lines)
    )
