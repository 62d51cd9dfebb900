"""Addresses of a page of each registered kind, so that a new kind is covered by the tests of all kinds."""

import re
from collections.abc import Collection

from generator.plan.model import Plan
from generator.site.pages import page_kinds

#: Further pages of a table of thousands of rows, which no plan of the tests has.
_ONLY_LARGE_PLANS = {"indicators_more"}
#: The kinds of which a plan has pages once a year with results has ended.
ONLY_CLOSED_YEARS = {"report"}
#: The kinds of which a plan has a page, however small it is.
KINDS = tuple(kind.name for kind in page_kinds() if kind.name not in _ONLY_LARGE_PLANS | ONLY_CLOSED_YEARS)
#: The same with those of a plan that has a closed year.
KINDS_OF_CLOSED_YEARS = tuple(sorted({*KINDS, *ONLY_CLOSED_YEARS}))


def address_of(name: str, plan: Plan, files: Collection[str]) -> str:
    """The address of a page of a kind, the first in `files` if there are several."""
    of_kinds = {kind.name: kind.address(plan) for kind in page_kinds()}
    pattern = re.escape(of_kinds.pop(name)).replace(r"\{\}", "[^/]+")
    addresses = {file.removesuffix("index.html") for file in files if re.search(r"/index\.html$", file)}
    return min(one for one in addresses - set(of_kinds.values()) if re.fullmatch(pattern, one))
