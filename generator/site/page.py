"""Model of a page before rendering: its address, titles, links and the context of its template."""

from collections.abc import Mapping

from msgspec import Struct


class Link(Struct, frozen=True):
    """A link; `address` is relative to the root of the site, or that of another site with `https://`."""

    label: str
    address: str


class SearchText(Struct, frozen=True):
    """A search entry for a page or a part of it. A match in `codes` ranks first."""

    address: str
    title: str
    text: str
    codes: tuple[str, ...] = ()


class Alternate(Struct, frozen=True):
    """A file with what a page says, for programs: its address, IANA media type and title."""

    address: str
    media_type: str
    title: str


class YearLink(Struct, frozen=True):
    """A year in the switch, with the address of its page."""

    year: int
    address: str
    is_current: bool


class PeriodLinks(Struct, frozen=True):
    """Links to pages of other periods, with what they are to this one."""

    label: str
    links: tuple[Link, ...]


class PeriodView(Struct, frozen=True):
    """The period of a page, and where the same is in the other plans (`elsewhere`).

    `is_current` if it is that of the newest plan that is not a draft, `is_only` if there is no other plan.
    """

    period: str
    is_draft: bool
    is_current: bool
    is_only: bool
    elsewhere: tuple[PeriodLinks, ...] = ()


class Page(Struct, frozen=True):
    """A page of one kind. `view` is the context of its template: texts, numbers and view models.

    `title` is that of the browser window; `short_title` is the last of the breadcrumbs. `descriptions` are
    schema.org data for search engines, besides those of the breadcrumbs, which every page has; `scripts` the
    addresses of scripts that only this page needs; `contents` its headings, for the right column;
    `navigation` the links of the left column. `fragments` gives, by name, the codes of the objectives whose
    fragments are joined, in their order. A page of a plan has its `period`, and one that
    shows the verdicts of a year the links to the other `years`. `alternates` are files with the data of the
    page.
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
    alternates: tuple[Alternate, ...] = ()
    period: PeriodView | None = None
    years: tuple[YearLink, ...] = ()
