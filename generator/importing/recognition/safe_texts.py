"""Safe texts: the texts of a document without what a public plan may not hold."""

import re
from collections.abc import Mapping

from generator.importing.yaml_text import Node
from generator.loading.formulas import formula_in
from generator.plan.conditions import SYMBOLS

#: Data that may be of a person: tax codes, bank accounts, mail addresses, mobile numbers.
_PERSONAL = re.compile(
    r"\b[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b"
    r"|\b[A-Z]{2}\d{2} ?[A-Z](?: ?[0-9A-Z]){10,30}\b"
    r"|[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}"
    r"|(?:(?:\+|00)39[ .-]?)?\b3[2-9]\d[ ./-]?\d{3}[ ./-]?\d{2}[ ./-]?\d{1,2}\b",
    re.IGNORECASE | re.ASCII,
)
#: What stands for data of a person.
REMOVED = "[omesso]"


def safe(text: str) -> str:
    """The text without data of persons, and in quotes where a spreadsheet would compute it."""
    text = _PERSONAL.sub(REMOVED, text)
    for _ in range(text.count("\n") + text.count(";") + 1):
        formula = formula_in(text)
        if not formula:
            break
        text = text.replace(formula, f"«{formula.strip()}»", 1)
    return text


def prose(text: str) -> str:
    """A text of several lines as the files of a plan hold it; one of one line is left on it."""
    lines = safe(text).split("\n")
    if len(lines) == 1:
        return lines[0]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def safe_node(node: Node) -> Node:
    """The content of a file whose texts are all safe."""
    if isinstance(node, str):
        return safe(node)
    if isinstance(node, Mapping):
        # A sign of comparison is a condition, which no spreadsheet sees.
        return {
            key: value
            if key == "condizione" and isinstance(value, str) and value in SYMBOLS
            else safe_node(value)
            for key, value in node.items()
        }
    return [safe_node(value) for value in node]


def has_removed(node: Node) -> bool:
    """Whether data of a person was removed from the content of a file."""
    if isinstance(node, str):
        return REMOVED in node
    return any(map(has_removed, node.values() if isinstance(node, Mapping) else node))
