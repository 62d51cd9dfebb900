"""Navigation of the statutory tree: an entry of `nav` that names its folder stands for all its pages."""

from collections.abc import Collection, Sequence
from typing import Any

from generator.trasparenza.initial_pages import FOLDER, INDEX, TITLE
from generator.trasparenza.statutory_tree import Node

_ENDING = ".md"


def with_tree(nav: Any, tree: Sequence[Node], content: Collection[str]) -> Any:
    """`nav` of `site_config.yml`, where the entry `amministrazione-trasparente/` gives way to its pages.

    `content` are the files of content/: without any in that folder the entry stays, and leads nowhere.
    """
    pages = navigation(tree, content)
    if not pages or not isinstance(nav, list):
        return nav
    return [_expanded(entry, pages) for entry in nav]


def _expanded(entry: Any, pages: Sequence[Any]) -> Any:
    folder = f"{FOLDER}/"
    if entry == folder:
        return {TITLE: [*pages]}
    if isinstance(entry, dict):
        return {title: [*pages] if value == folder else value for title, value in entry.items()}
    return entry


def navigation(tree: Sequence[Node], content: Collection[str]) -> list[Any]:
    """The pages of content/ that belong to the tree, as entries of `nav`: the index, then every section.

    In the order of the law. Pages that the law does not name come after the others of the folder that they
    are in, and those of no section at the end.
    """
    rest = {path for path in content if path.startswith(f"{FOLDER}/") and path.endswith(_ENDING)}
    entries: list[Any] = [INDEX] if INDEX in rest else []
    rest.discard(INDEX)
    for section in tree:
        folder = f"{FOLDER}/{section.slug}/"
        entries += _entry(section, _take(section, f"{folder}index{_ENDING}", folder, rest))
    return [*entries, *sorted(rest)]


def _entry(node: Node, pages: list[Any]) -> list[Any]:
    """A node with its pages as an entry of `nav`; one page stands for itself, none for nothing."""
    return [{node.label: pages}] if len(pages) > 1 else pages


def _take(node: Node, page: str, folder: str, rest: set[str]) -> list[Any]:
    """Take from `rest` the page of a node and all in its folder, as entries of `nav`."""
    entries: list[Any] = [page] if page in rest else []
    rest.discard(page)
    for child in node.children:
        below = f"{folder}{child.slug}"
        entries += _entry(child, _take(child, f"{below}{_ENDING}", f"{below}/", rest))
    own = sorted(path for path in rest if path.startswith(folder))
    rest.difference_update(own)
    return entries + own
