"""A page of the site before it is markup: what it is called, where it lies, what it shows."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from generator.plan.model import Objective


class Link(Struct, frozen=True):
    """A link within the site; `address` is relative to its root. `current` marks the page itself."""

    label: str
    address: str
    current: bool = False


class SearchText(Struct, frozen=True):
    """What the search knows of a page or of a part of it. `codes` are found before anything else."""

    address: str
    title: str
    text: str
    codes: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    """A page of one kind. `view` is what its template shows, decided and worded.

    `title` is that of the browser's window; `short_title` ends the trail that leads here. `descriptions`
    are for search engines (schema.org), beside that of the trail which every page has; `scripts` the
    addresses of scripts that only this page needs; `contents` its headings, for the column beside it.
    `joined` names what is put together from parts, and of which objectives: the template finds it there.
    Where a view is made only when it is asked for, `rests_on` are the objectives whose facts and results are
    all that it shows, besides what every page of the plan may.
    """

    kind: str
    address: str
    title: str
    short_title: str
    description: str
    view: Mapping[str, object] | Callable[[], Mapping[str, object]]
    trail: tuple[Link, ...] = ()
    navigation_title: str = ""
    navigation: tuple[Link, ...] = ()
    search: tuple[SearchText, ...] = field(default=())
    descriptions: tuple[Mapping[str, object], ...] = ()
    scripts: tuple[str, ...] = ()
    contents: tuple[Link, ...] = ()
    joined: Mapping[str, Sequence[Objective]] = field(default_factory=dict)
    rests_on: Sequence[Objective] = ()

    def shown(self) -> Mapping[str, object]:
        """The view."""
        return self.view() if callable(self.view) else self.view
