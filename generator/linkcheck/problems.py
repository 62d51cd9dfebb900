"""What is wrong with a link, said so that an editor knows where it is and what to do."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.errors import VetroError


class LinkCheckError(VetroError):
    """The links cannot be checked; the message says why, in Italian."""


class LinkProblem(Struct, frozen=True):
    """Why an address leads nowhere, and the remedy; what it would lead to tells equal faults from others."""

    target: str
    reason: str
    remedy: str


class Finding(Struct, frozen=True, order=True):
    """An address that leads nowhere, where it is written first; `page` is relative to the site.

    The foot of every page may hold the same dead address: `elsewhere` counts the other places.
    """

    page: str
    line: int
    address: str
    reason: str
    remedy: str
    elsewhere: int = 0

    def __str__(self) -> str:
        others = {0: "", 1: " (e in un altro punto)"}.get(
            self.elsewhere, f" (e in altri {self.elsewhere} punti)"
        )
        return f"{self.page}:{self.line}: «{self.address}» {self.reason}{others}: {self.remedy}"


class Findings:
    """Findings as they come in, one kept for each fault however many pages share it."""

    def __init__(self) -> None:
        self._found: dict[LinkProblem, Finding] = {}

    def add(self, page: str, line: int, address: str, fault: LinkProblem) -> None:
        """Keep the place if it is the first, else count it."""
        known = self._found.get(fault)
        count = known.elsewhere + 1 if known else 0
        finding = Finding(page, line, address, fault.reason, fault.remedy, count)
        if known and (known.page, known.line) <= (page, line):
            finding = replace(known, elsewhere=count)
        self._found[fault] = finding

    def sorted(self, others: Iterable[Finding] = ()) -> tuple[Finding, ...]:
        """All of them by place."""
        return tuple(sorted([*self._found.values(), *others]))
