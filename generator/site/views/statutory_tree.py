"""View model of «Amministrazione Trasparente»: what each section holds, and what it does not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.plan.italian.phrases import long_date
from generator.trasparenza.initial_pages import INDEX, PUBLISHED, STATES
from generator.trasparenza.statutory_tree import Source

#: Pages of each state that hold nothing, as they are counted: one, several.
_COUNTED = {
    STATES[0]: ("in allestimento", "in allestimento"),
    STATES[3]: ("senza nulla da pubblicare", "senza nulla da pubblicare"),
    STATES[4]: ("non applicabile", "non applicabili"),
}


class TreePage(Struct, frozen=True):
    """A page: its state is empty where it only groups others or is an annex. Former labels do not name it."""

    label: str
    address: str
    state: str = ""
    former_labels: tuple[str, ...] = ()


class TreeEntry(Struct, frozen=True):
    """A page in the list of its section; its level counts from 2, that of subsections."""

    page: TreePage
    level: int


class SectionView(Struct, frozen=True):
    """A section: the entries that hold something, and the others with their number in words.

    `summary` is empty for a section that is a single page.
    """

    page: TreePage
    published: tuple[TreeEntry, ...]
    others: tuple[TreeEntry, ...]
    summary: str
    others_summary: str
    holds: bool


class TreeView(Struct, frozen=True):
    """The tree: its sections, how many pages hold something, and where the list comes from, in words."""

    sections: tuple[SectionView, ...]
    summary: str
    sources: tuple[str, ...]


def tree_view(entries: Sequence[Any], pages: Mapping[str, TreePage], sources: Iterable[Source]) -> TreeView:
    """The view of the tree as `nav` has it; `pages` are those of content/ by their path in it."""
    branches = [_branch(entry) for entry in entries if entry != INDEX]
    found = [pages[path] for head, rest in branches for path in (head, *(one for one, _, _ in rest))]
    return TreeView(
        sections=tuple(_section(pages, head, rest) for head, rest in branches),
        summary=_summary(found),
        sources=tuple(map(_source, sources)),
    )


def _source(source: Source) -> str:
    since = f"in vigore dal {long_date(source.in_force)}, " if source.in_force else ""
    return f"{source.title}; {since}consultata il {long_date(source.consulted)}"


def _branch(entry: Any) -> tuple[str, list[tuple[str, int, list[str]]]]:
    """The first page of an entry of `nav`, and those below it with their level and the pages below them."""
    if not isinstance(entry, dict):
        return entry, []
    (children,) = entry.values()
    head, *rest = children
    return head, [*_below(rest, 2)]


def _below(entries: Sequence[Any], level: int) -> Iterator[tuple[str, int, list[str]]]:
    for entry in entries:
        head, rest = _branch(entry)
        yield head, level, [path for path, _, _ in rest]
        yield from ((path, level + deeper - 1, below) for path, deeper, below in rest)


def _section(
    pages: Mapping[str, TreePage], head: str, rest: Sequence[tuple[str, int, list[str]]]
) -> SectionView:
    holding = {path for path, _, below in rest if _holds(pages, path, below)}
    others = [pages[path] for path, _, _ in rest if path not in holding]
    return SectionView(
        page=pages[head],
        published=tuple(TreeEntry(pages[path], level) for path, level, _ in rest if path in holding),
        others=tuple(TreeEntry(pages[path], level) for path, level, _ in rest if path not in holding),
        summary=_figure([pages[head], *(pages[path] for path, _, _ in rest)]) if rest else "",
        others_summary=_states(others),
        holds=bool(holding) or pages[head].state in PUBLISHED,
    )


def _holds(pages: Mapping[str, TreePage], path: str, below: Sequence[str]) -> bool:
    """Whether a page, or one below it, holds something; an annex does."""
    state = pages[path].state
    is_annex = not state and not below
    return is_annex or state in PUBLISHED or any(_holds(pages, one, ()) for one in below)


def _summary(pages: Sequence[TreePage]) -> str:
    empty = [page for page in pages if page.state and page.state not in PUBLISHED]
    return f"{_figure(pages)}; {_states(empty)}" if empty else _figure(pages)


def _figure(pages: Sequence[TreePage]) -> str:
    """How many of the pages that owe something hold it."""
    due = [page for page in pages if page.state]
    holding = sum(page.state in PUBLISHED for page in due)
    return f"{holding} di {len(due)} {'pagina' if len(due) == 1 else 'pagine'} con contenuti"


def _states(pages: Sequence[TreePage]) -> str:
    """The number of pages in each state, in the order of the states; an unknown one as it is written."""
    counts = Counter(page.state for page in pages if page.state)
    order = [*_COUNTED, *sorted(set(counts) - set(_COUNTED))]
    words = {state: _COUNTED.get(state, (f"«{state}»", f"«{state}»")) for state in order}
    return ", ".join(
        f"{counts[state]} {words[state][counts[state] != 1]}" for state in order if counts[state]
    )
