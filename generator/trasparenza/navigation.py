"""Navigation of the statutory tree: an entry of `nav` that names its folder stands for all its pages."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from generator.trasparenza.initial_pages import FOLDER, TITLE
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

    In the order of the law; pages of a section that the law does not name come after the others, and those
    of no section at the end.
    """
    ours = {path for path in content if path.startswith(f"{FOLDER}/") and path.endswith(_ENDING)}
    index = f"{FOLDER}/index{_ENDING}"
    entries: list[Any] = [index] if index in ours else []
    rest = ours - {index}
    for section in tree:
        pages = [*_pages_of(section, rest)]
        rest.difference_update(pages)
        if len(pages) > 1:
            entries.append({section.label: pages})
        else:
            entries += pages
    return [*entries, *sorted(rest)]


def _pages_of(section: Node, content: Collection[str]) -> Iterator[str]:
    folder = f"{FOLDER}/{section.slug}/"
    named = [f"{folder}index{_ENDING}", *(f"{folder}{child.slug}{_ENDING}" for child in section.children)]
    yield from (path for path in named if path in content)
    yield from sorted(path for path in content if path.startswith(folder) and path not in named)
