"""View of a plan: what every page of it may say of the plan itself."""

from msgspec import Struct

from generator.plan.model import Plan


class PlanView(Struct, frozen=True):
    """The plan's names and its source; what the plan does not say is empty."""

    title: str
    section: str
    period: str
    years: tuple[int, ...]
    baseline_year: int
    body: str
    approving_act: str
    document_title: str
    document_sha256: str


def plan_view(plan: Plan) -> PlanView:
    """The view of a plan."""
    document = plan.document
    return PlanView(
        title=plan.title,
        section=plan.section,
        period=plan.period,
        years=plan.years,
        baseline_year=plan.baseline_year,
        body=plan.body.name,
        approving_act=plan.approving_act,
        document_title=document.title if document else "",
        document_sha256=document.sha256 if document else "",
    )
