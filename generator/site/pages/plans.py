"""The page of all plans, the latest first: where whoever shortens an address to `piano/` arrives."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.plan.model import Plan
from generator.site.addresses import PLANS, plan_address
from generator.site.page import Link, Page
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.listing import count_in_force, count_indicators_in_force


class PlanRow(Struct, frozen=True):
    """A plan with what it counts; `approving_act` is empty if the body has not given it."""

    link: Link
    count: str
    approving_act: str
    is_draft: bool


def _pages(plans: Sequence[PublishedPlan]) -> Iterator[Page]:
    rows = tuple(_row(published.plan) for published in reversed(plans))
    periods = ", ".join(published.plan.period for published in reversed(plans))
    yield Page(
        kind="plans",
        address=PLANS,
        title="Tutti i piani",
        short_title="Piani",
        description=f"I piani pubblicati in questo sito, dal più recente: {periods}.",
        view={"plans": rows},
    )


def _row(plan: Plan) -> PlanRow:
    objectives = count_in_force(plan, plan.objectives)
    indicators = count_indicators_in_force(plan, plan.objectives)
    title = plan.title if plan.period in plan.title else f"{plan.title} ({plan.period})"
    link = Link(title, plan_address(plan))
    return PlanRow(link, f"{objectives}, {indicators}", plan.approving_act, plan.is_draft)


KIND = PageKind("plans", lambda _: PLANS, of_site=_pages)
