"""The kinds of plan page, one module each, found by themselves.

A module holds `KIND`; its name is the name of its template in `theme/pages/`.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.plan.model import Plan
from generator.site.edition import Edition
from generator.site.page import Page


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: where its pages lie (`{}` for the segment that changes) and what they are.

    A kind with very many pages names a `part` of them as well: those from one position to another of
    `count`, so that several processes can share the work.
    """

    name: str
    address: Callable[[Plan], str]
    pages: Callable[[Edition], Iterator[Page]]
    count: Callable[[Edition], int] | None = None
    part: Callable[[Edition, int, int], Iterator[Page]] | None = None

    def batches(self, edition: Edition, size: int = 40) -> Iterator[partial[Iterator[Page]]]:
        """Functions that make all pages between them, about `size` each where there are parts."""
        if self.count is None or self.part is None:
            yield partial(self.pages, edition)
            return
        length = self.count(edition)
        for start in range(0, length, size):
            yield partial(self.part, edition, start, min(start + size, length))


def page_kinds() -> tuple[PageKind, ...]:
    """All kinds, by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").KIND for name in modules)
