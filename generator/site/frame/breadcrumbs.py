"""Breadcrumbs of a page of `content/`: above its title for readers, in its head for programs."""

from collections.abc import Mapping
from typing import Any

from generator.opendata.metadata.schema_org import breadcrumbs
from generator.site.page import Link

#: A page of MkDocs, which this module need not import: `title`, `url`, `is_homepage`, `ancestors`.
Page = Any


def breadcrumbs_context(page: Page, site_url: str) -> Mapping[str, Any]:
    """What the templates are told: the steps, the page itself last, and their description (schema.org).

    The home page, where all breadcrumbs begin, has none.
    """
    if page.is_homepage:
        return {"breadcrumbs": (), "descriptions": ()}
    steps = _steps(page)
    described = breadcrumbs([(link.label, site_url + link.address) for link in steps])
    return {"breadcrumbs": steps, "descriptions": (described,)}


def _steps(page: Page) -> tuple[Link, ...]:
    """Home, the sections above the page, each led to by its first page, and the page."""
    above = [(str(section.title), _first_page(section)) for section in reversed([*page.ancestors])]
    return (
        Link("Home", ""),
        *(Link(label, str(first.url)) for label, first in above if first is not page),
        Link(str(page.title), page.url),
    )


def _first_page(item: Any) -> Any:
    while item.children:
        item = item.children[0]
    return item
