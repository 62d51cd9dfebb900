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
from generator.site.views.objective import ObjectiveView


def _no_pages(_: PublishedPlan) -> Iterator[Page]:
    return iter(())


class PageKind(Struct, frozen=True):
    """A kind of page: where its pages lie (`{}` for the segment that changes) and what they are.

    `pages` are about the plan as a whole or a group of objectives, `of_objective` is the page of one. A page
    that says much of very many objectives has it put together from parts: `part` is what the template
    `_<name>_part.html` shows of one. A kind that `describes_data` is made once the data files are there.
    """

    name: str
    address: Callable[[Plan], str]
    pages: Callable[[PublishedPlan], Iterator[Page]] = _no_pages
    of_objective: Callable[[PublishedPlan, ObjectiveView], Page] | None = None
    part: Callable[[PublishedPlan, ObjectiveView], Mapping[str, object]] | None = None
    describes_data: bool = False


@cache
def page_kinds() -> tuple[PageKind, ...]:
    """All kinds, by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").KIND for name in modules)
