"""Registry of the kinds of plan page: one module each, which holds `KIND`.

The name of a kind is that of its module and of its template in `theme/pages/`.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from generator.plan.model import Plan
from generator.site.page import Page
from generator.site.published_plan import PublishedPlan
from generator.site.views.neighbours import Neighbours
from generator.site.views.objective import ObjectiveView


def _no_pages(_: PublishedPlan) -> Iterator[Page]:
    return iter(())


class PageKind(Struct, frozen=True):
    """A kind of page. `address` is that of its pages, with `{}` for the segment that changes.

    `pages` makes the pages about the plan as a whole or about groups of objectives, `of_objective` the page
    of one objective. A page with a part for each of very many objectives joins fragments: `fragment` is the
    context of the template `_<name>_part.html` for one objective. `of_objective` and `fragment` get the plan
    of that objective alone, and its neighbours. A kind that `describes_data` is made after the data files.
    `of_site` makes pages about all plans, oldest first, at an address that is the same for each of them.
    `shows_year`: the pages show the verdicts of one year, and other years with results have their own.
    """

    name: str
    address: Callable[[Plan], str]
    pages: Callable[[PublishedPlan], Iterator[Page]] = _no_pages
    of_objective: Callable[[PublishedPlan, ObjectiveView, Neighbours], Page] | None = None
    fragment: Callable[[PublishedPlan, ObjectiveView, Neighbours], Mapping[str, object]] | None = None
    describes_data: bool = False
    of_site: Callable[[Sequence[PublishedPlan]], Iterator[Page]] | None = None
    shows_year: bool = False


def fragment_name(kind: str, year: int) -> str:
    """The name of the fragments of a kind, for its pages of a year."""
    return f"pages/{kind}/{year}"


@cache
def page_kinds() -> tuple[PageKind, ...]:
    """All kinds, by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").KIND for name in modules)
