"""View of the period of a page: what plan it is of, and where the same page is in the other plans."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.model import Objective, Plan
from generator.plan.succession import Reference, Succession, succession_of
from generator.site.addresses import data_address, objective_address, pages_of_plan, plan_address
from generator.site.page import Link, Page, PeriodLinks, PeriodView


def in_period(plan: Plan, page: Page, period: PeriodView) -> Page:
    """A page of a plan with its period, which begins its title and those of its search entries.

    A search entry of a part of a page stands below that of the page, and keeps its title.
    """
    search = (
        one if "#" in one.address else replace(one, title=plan.titled(one.title)) for one in page.search
    )
    return replace(page, title=plan.titled(page.title), search=tuple(search), period=period)


class Periods(Struct, frozen=True, dict=True):
    """The plans of a site, oldest first, and how their pages lead to one another."""

    plans: tuple[Plan, ...]

    @cached_property
    def current(self) -> Plan | None:
        """The plan that home page and menu lead to: the newest that is not a draft."""
        return next((plan for plan in reversed(self.plans) if not plan.is_draft), None)

    @property
    def body_name(self) -> str:
        """The name of the body in the current plan, in the newest where all are drafts; empty without one."""
        plan = self.current or next(reversed(self.plans), None)
        return plan.body.name if plan else ""

    @cached_property
    def succession(self) -> Succession:
        """What continues what."""
        return succession_of(self.plans)

    @cached_property
    def _pages(self) -> Sequence[tuple[Plan, frozenset[str]]]:
        return [(plan, pages_of_plan(plan)) for plan in self.plans]

    def of_page(self, plan: Plan, address: str) -> PeriodView:
        """The view of a page about a plan as a whole, or about an area or an office."""
        links = tuple(self._same_page(plan, address))
        return self._view(plan, (PeriodLinks("La stessa pagina", links),) if links else ())

    def of_objective(self, plan: Plan, objective: Objective) -> PeriodView:
        """The view of the page of an objective: with what it continues, and what continues it."""
        if len(self.plans) == 1:
            return self._view(plan, ())
        others = self.succession.others(Reference(plan.period, objective.code))
        before = tuple(self._link(one, objective) for one in others if one.period < plan.period)
        after = tuple(self._link(one, objective) for one in others if one.period > plan.period)
        groups = (PeriodLinks("Nei piani precedenti", before), PeriodLinks("Nei piani successivi", after))
        return self._view(plan, tuple(group for group in groups if group.links))

    def _view(self, plan: Plan, elsewhere: tuple[PeriodLinks, ...]) -> PeriodView:
        return PeriodView(
            period=plan.period,
            is_draft=plan.is_draft,
            is_current=self.current is not None and plan.period == self.current.period,
            is_only=len(self.plans) == 1,
            elsewhere=elsewhere,
        )

    def _same_page(self, plan: Plan, address: str) -> Iterator[Link]:
        for other, pages in reversed(self._pages):
            if other.period == plan.period:
                continue
            for folder in (plan_address, data_address):
                same = address.replace(folder(plan), folder(other), 1)
                if address.startswith(folder(plan)) and same in pages:
                    yield Link(other.period_label, same)

    def _link(self, one: Reference, of: Objective) -> Link:
        """The link to an objective: its period, and what it is called where that is not the same."""
        plan = next(plan for plan in self.plans if plan.period == one.period)
        objective = plan.by_code[one.code]
        is_same = (objective.code, objective.title) == (of.code, of.title)
        label = plan.period_label if is_same else f"{plan.period_label}: {objective.code} {objective.title}"
        return Link(label, objective_address(plan, objective))
