"""The kinds of plan page, one module each, found by themselves.

A module holds `KIND`; its name is the name of its template in `theme/pages/`.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
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
    """A kind of page: where its pages lie (`{}` for the segment that changes) and what they are.

    `pages` are about the plan as a whole or a group of objectives, `of_objective` is the page of one. A page
    that says much of very many objectives joins their fragments: `fragment` is the context of the template
    `_<name>_part.html` for one. Both get a plan of that objective alone, with its neighbours. A kind that
    `describes_data` is made once the data files are there.
    """

    name: str
    address: Callable[[Plan], str]
    pages: Callable[[PublishedPlan], Iterator[Page]] = _no_pages
    of_objective: Callable[[PublishedPlan, ObjectiveView, Neighbours], Page] | None = None
    fragment: Callable[[PublishedPlan, ObjectiveView, Neighbours], Mapping[str, object]] | None = None
    describes_data: bool = False


def fragment_name(kind: str) -> str:
    """What the fragments of the pages of a kind are called."""
    return f"pages/{kind}"


@cache
def page_kinds() -> tuple[PageKind, ...]:
    """All kinds, by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").KIND for name in modules)
