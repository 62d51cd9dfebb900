"""The statutory tree in the repository of a body: its pages, and the entry of `nav` that leads to them."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from generator.loading.diagnostics import Diagnostics
from generator.loading.front_matter import read_front_matter
from generator.trasparenza.initial_pages import FOLDER, TITLE, page_paths, pages
from generator.trasparenza.statutory_tree import Node, statutory_tree

#: The fields of a page that come from the tree, with their names in messages.
_FIELDS = {"title": "titolo", "riferimento": "riferimento"}


def tree_files(content: str, body_kind: str) -> Mapping[str, bytes]:
    """The pages of the tree for a kind of body, by path; `content` is the folder of the pages."""
    tree = pages(statutory_tree(), body_kind)
    return {f"{content}/{path}": text.encode() for path, text in tree.items()}


def tree_nodes(content: str) -> Mapping[str, Node]:
    """The node of each page of the tree, by path."""
    return {f"{content}/{path}": node for path, node, _ in page_paths(statutory_tree())}


def differences(text: str, node: Node) -> Iterator[str]:
    """What a page that somebody has edited says otherwise than the tree does today, in Italian."""
    mapping = read_front_matter("", text, Diagnostics()).mapping
    if mapping is None:
        return
    wanted = {"title": node.label, "riferimento": "" if node.children else node.full_reference}
    for field, name in _FIELDS.items():
        if wanted[field] and mapping.text(field).strip() != wanted[field]:
            yield f"{name} ora «{wanted[field]}»"


def with_tree_in_nav(config: str) -> str:
    """The text of site_config.yml with the tree in its `nav`; unchanged without one, or where it is there.

    Raises `ValueError` for a `nav` in one line, or of some pages of the tree only: that is for a person.
    """
    nav = _value_of("nav", yaml.compose(config, yaml.CSafeLoader))
    if not isinstance(nav, yaml.SequenceNode):
        return config
    named = [text for text in _texts(nav) if text.startswith(f"{FOLDER}/")]
    if f"{FOLDER}/" in named:
        return config
    line = f"{TITLE}: {FOLDER}/"
    if named or nav.flow_style or not nav.value:
        raise ValueError(f"in «nav» mettere la voce «{line}», che vale per tutte le pagine dell'albero")
    line_end = "\r\n" if "\r\n" in config else "\n"
    lines = config.splitlines()
    lines.insert(_last_line(nav) + 1, f"{' ' * nav.start_mark.column}- {line}")
    return line_end.join([*lines, ""])


def _last_line(node: Any) -> int:
    """The line, from 0, on which the last value of a YAML tree ends; comments after it are not part of it."""
    while not isinstance(node, yaml.ScalarNode) and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    # A block scalar ends at the beginning of the next line.
    line: int = node.end_mark.line
    return line - 1 if node.end_mark.column == 0 else line


def _value_of(key: str, node: Any) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _texts(node: yaml.Node) -> Iterator[str]:
    """The scalars of a YAML tree."""
    if isinstance(node, yaml.ScalarNode):
        yield str(node.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(key)
            yield from _texts(value)
