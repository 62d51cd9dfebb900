"""A page of the site before it is markup: what it is called, where it lies, what it shows."""

from collections.abc import Mapping

from msgspec import Struct


class Link(Struct, frozen=True):
    """A link within the site; `address` is relative to its root."""

    label: str
    address: str


class SearchText(Struct, frozen=True):
    """What the search knows of a page or of a part of it. `codes` are found before anything else."""

    address: str
    title: str
    text: str
    codes: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    """A page of one kind. `view` is the context of its template, decided and worded.

    `title` is that of the browser's window; `short_title` ends the breadcrumbs that lead here. `descriptions`
    are for search engines (schema.org), beside that of the breadcrumbs which every page has; `scripts` the
    addresses of scripts that only this page needs; `contents` its headings, for the column beside it.
    `fragments` names what is joined from fragments, and of which objectives (by code), in their order.
    """

    kind: str
    address: str
    title: str
    short_title: str
    description: str
    view: Mapping[str, object]
    breadcrumbs: tuple[Link, ...] = ()
    navigation_title: str = ""
    navigation: tuple[Link, ...] = ()
    search: tuple[SearchText, ...] = ()
    descriptions: tuple[Mapping[str, object], ...] = ()
    scripts: tuple[str, ...] = ()
    contents: tuple[Link, ...] = ()
    fragments: Mapping[str, tuple[str, ...]] = {}
