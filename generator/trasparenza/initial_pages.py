"""Initial Markdown pages of the statutory tree, for editors to complete; none declares content."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from generator.trasparenza.statutory_tree import Node

FOLDER = "amministrazione-trasparente"
TITLE = "Amministrazione Trasparente"
NOT_DUE = "di norma non applicabile a questo tipo di ente"
STATES = ("in allestimento", "pubblicato in parte", "pubblicato", "nulla da pubblicare", "non applicabile")


def page_paths(tree: Sequence[Node]) -> Iterator[tuple[str, Node, Node | None]]:
    """The path of every page relative to `content/`, its node and, for a subsection, its section."""
    for section in tree:
        yield f"{FOLDER}/{section.slug}/index.md", section, None
        for child in section.children:
            yield f"{FOLDER}/{section.slug}/{child.slug}.md", child, section


def pages(tree: Sequence[Node], body_kind: str = "") -> dict[str, str]:
    """The text of every page, by path relative to `content/`, for a kind of body."""
    return {path: page_text(node, parent, body_kind) for path, node, parent in page_paths(tree)}


def page_text(node: Node, parent: Node | None, body_kind: str = "") -> str:
    """The text of a page: front matter from the tree, with empty fields for the public body to fill in."""
    is_due = node.is_usually_due(body_kind)
    within = f"{parent.label}, {TITLE}" if parent else TITLE
    lines = ["---", _pair("title", node.label), _pair("description", f"{node.label} – {within}.")]
    if not node.children:
        lines += [
            _pair("riferimento", node.full_reference),
            _pair("aggiornamento", node.update if is_due else NOT_DUE),
            "# L'ufficio che risponde della pagina.",
            'ufficio: ""',
            f"# Uno tra: {', '.join(STATES)}.",
            f"stato: {STATES[0]}",
            "# La data dell'ultima verifica, per esempio 2025-06-30.",
            'verificato: ""',
        ]
    lines += ["---", ""]
    if not is_due:
        lines += [
            "L'albero di riferimento indica questo obbligo come di norma non applicabile a questo tipo di",
            "ente. L'ente non lo ha ancora verificato.",
            "",
        ]
    if node.contents:
        lines += ["## Contenuti previsti", "", *(f"- {label}" for label in node.contents), ""]
    return "\n".join(lines)


def write_missing(content: Path, texts: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Write the pages that do not exist; the paths of the pages written and of those that exist, sorted.

    Raises `OSError` when the folder cannot be written.
    """
    written, existing = [], []
    for path, text in sorted(texts.items()):
        target = content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            existing.append(path)
        else:
            written.append(path)
    return written, existing


def _pair(key: str, value: str) -> str:
    """A line of front matter, quoted only where YAML requires it."""
    return yaml.safe_dump({key: value}, allow_unicode=True, width=10_000, sort_keys=False).rstrip("\n")
