"""Initial Markdown pages of the statutory tree, for editors to complete; none declares content."""

from collections.abc import Iterator, Sequence
from importlib.resources import files

import yaml

from generator.trasparenza.statutory_tree import Node

FOLDER = "amministrazione-trasparente"
TITLE = "Amministrazione Trasparente"
INDEX = f"{FOLDER}/index.md"
NOT_DUE = "di norma non applicabile a questo tipo di ente"
STATES = ("in allestimento", "pubblicato in parte", "pubblicato", "nulla da pubblicare", "non applicabile")
#: The state of a page in preparation, those of one that holds something, and that which needs a reason.
IN_PREPARATION, PUBLISHED, NOT_APPLICABLE = STATES[0], STATES[1:3], STATES[4]


def page_paths(tree: Sequence[Node]) -> Iterator[tuple[str, Node, Node | None]]:
    """The path of every page relative to `content/`, its node and, below a section, the node above it."""
    for section in tree:
        folder = f"{FOLDER}/{section.slug}"
        yield f"{folder}/index.md", section, None
        yield from _paths_below(folder, section)


def _paths_below(folder: str, parent: Node) -> Iterator[tuple[str, Node, Node]]:
    for child in parent.children:
        yield f"{folder}/{child.slug}.md", child, parent
        yield from _paths_below(f"{folder}/{child.slug}", child)


def pages(tree: Sequence[Node], body_kind: str = "") -> dict[str, str]:
    """The text of the index and of every page, by path relative to `content/`, for a kind of body."""
    index = (files(__package__) / "index.md").read_text(encoding="utf-8")
    return {INDEX: index, **{path: page_text(node, up, body_kind) for path, node, up in page_paths(tree)}}


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
            f"stato: {IN_PREPARATION}",
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


def _pair(key: str, value: str) -> str:
    """A line of front matter, quoted only where YAML requires it."""
    return yaml.safe_dump({key: value}, allow_unicode=True, width=10_000, sort_keys=False).rstrip("\n")
