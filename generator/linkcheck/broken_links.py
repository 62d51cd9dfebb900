"""Broken links: why a link is broken, where it is, and the remedy."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.errors import VetroError


class LinkCheckError(VetroError):
    """The links cannot be checked; the message is in Italian."""


class BrokenLink(Struct, frozen=True):
    """Reason and remedy, in Italian, for a link that cannot be resolved.

    `target` is what the link refers to: links to the same missing file are equal, however they are written.
    """

    target: str
    reason: str
    remedy: str


class LinkDiagnostic(Struct, frozen=True, order=True):
    """A broken link or an unreachable page, at its first location; `page` is relative to the site.

    `elsewhere` is the number of other locations, since the footer of every page may have the same link.
    """

    page: str
    line: int
    url: str
    reason: str
    remedy: str
    elsewhere: int = 0

    def __str__(self) -> str:
        others = {0: "", 1: " (e in un altro punto)"}.get(
            self.elsewhere, f" (e in altri {self.elsewhere} punti)"
        )
        return f"{self.page}:{self.line}: «{self.url}» {self.reason}{others}: {self.remedy}"


class LinkDiagnostics:
    """Collector of broken links: one diagnostic for equal ones, in however many pages."""

    def __init__(self) -> None:
        self._diagnostics: dict[BrokenLink, LinkDiagnostic] = {}

    def add(self, page: str, line: int, url: str, broken: BrokenLink) -> None:
        """Add a location; the first in order is the one that the diagnostic has."""
        known = self._diagnostics.get(broken)
        count = known.elsewhere + 1 if known else 0
        diagnostic = LinkDiagnostic(page, line, url, broken.reason, broken.remedy, count)
        if known and (known.page, known.line) <= (page, line):
            diagnostic = replace(known, elsewhere=count)
        self._diagnostics[broken] = diagnostic

    def sorted(self, others: Iterable[LinkDiagnostic] = ()) -> tuple[LinkDiagnostic, ...]:
        """The diagnostics and those in `others`, by location."""
        return tuple(sorted([*self._diagnostics.values(), *others]))
