"""Succession: which objective and which indicator of one plan continues which of an earlier plan.

An objective continues the one of its code in the plan before, an indicator the one of its id in the objective
that is continued, unless the files say otherwise. Two may continue the same one, which is then split.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from generator.plan.identifiers import CONTINUED_INDICATOR, CONTINUED_OBJECTIVE, NOTHING
from generator.plan.model import Objective, Plan


class Reference(NamedTuple):
    """An objective of a plan or, with `indicator`, one of its indicators."""

    period: str
    code: str
    indicator: str = ""

    @property
    def objective(self) -> "Reference":
        """The objective itself."""
        return self._replace(indicator="")

    def __str__(self) -> str:
        """As the files write it: `2025-2027/01_01_OS01#prestiti`."""
        return f"{self.period}/{self.code}" + (f"#{self.indicator}" if self.indicator else "")


def read_reference(text: str, *, of_indicator: bool) -> Reference | None:
    """What `continua` says; `None` if it says that nothing is continued, or has another form."""
    form = CONTINUED_INDICATOR if of_indicator else CONTINUED_OBJECTIVE
    if text == NOTHING or not form.match(text):
        return None
    period, _, rest = text.partition("/")
    code, _, indicator = rest.rpartition("#") if of_indicator else (rest, "", "")
    return Reference(period, code, indicator)


class Succession(Struct, frozen=True, dict=True):
    """What continues what, in all plans of a body: each reference with the earlier one that it continues."""

    continued: Mapping[Reference, Reference]

    def previous(self, one: Reference) -> Reference | None:
        """What an objective or an indicator continues."""
        return self.continued.get(one)

    def next(self, one: Reference) -> tuple[Reference, ...]:
        """What continues it, the earliest plan first: several where it was split."""
        return self._next.get(one, ())

    def chain(self, one: Reference) -> tuple[Reference, ...]:
        """From the oldest to the newest: all before it, itself, and what follows up to where it is split."""
        found = [one]
        while earlier := self.previous(found[0]):
            found.insert(0, earlier)
        while len(later := self.next(found[-1])) == 1:
            found += later
        return tuple(found)

    def others(self, one: Reference) -> tuple[Reference, ...]:
        """All that it continues and all that continue it, in any number of steps, by period and code."""
        found = {*self.chain(one)} - {one}
        later = [*self.next(one)]
        while later:
            following = later.pop()
            found.add(following)
            later += self.next(following)
        return tuple(sorted(found))

    @cached_property
    def _next(self) -> Mapping[Reference, tuple[Reference, ...]]:
        found: dict[Reference, list[Reference]] = {}
        for one, earlier in sorted(self.continued.items()):
            found.setdefault(earlier, []).append(one)
        return {one: tuple(later) for one, later in found.items()}


def succession_of(plans: Iterable[Plan]) -> Succession:
    """The succession of the plans of a body. References that lead nowhere count as none."""
    continued: dict[Reference, Reference] = {}
    known: set[Reference] = set()
    before: Plan | None = None
    for plan in sorted(plans, key=lambda plan: plan.period):
        own = []
        for objective in plan.objectives:
            for one, declared in _declared(plan.period, objective):
                own.append(one)
                earlier = _usual(one, before, continued)
                if declared:
                    earlier = read_reference(declared, of_indicator=bool(one.indicator))
                if earlier in known:
                    continued[one] = earlier
        known.update(own)
        before = plan
    return Succession(continued)


def _declared(period: str, objective: Objective) -> Iterator[tuple[Reference, str]]:
    """An objective and then its indicators, with what the file says that they continue."""
    yield Reference(period, objective.code), objective.continues
    for indicator in objective.indicators:
        yield Reference(period, objective.code, indicator.id), indicator.continues


def _usual(one: Reference, before: Plan | None, continued: Mapping[Reference, Reference]) -> Reference | None:
    """What is continued where the file does not say it."""
    if one.indicator:
        objective = continued.get(one.objective)
        return objective._replace(indicator=one.indicator) if objective else None
    return one._replace(period=before.period) if before else None
