"""The kinds of plan page, one module each, found by themselves.

A module holds `KIND`; its name is the name of its template in `theme/pages/`.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.plan.model import Plan
from generator.site.edition import Edition
from generator.site.page import Page


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: where its pages lie (`{}` for the segment that changes) and what they are."""

    name: str
    address: Callable[[Plan], str]
    pages: Callable[[Edition], Iterator[Page]]


def page_kinds() -> tuple[PageKind, ...]:
    """All kinds, by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").KIND for name in modules)
