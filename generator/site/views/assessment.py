"""How an objective or a group of objectives stands, worded for the pages."""

from collections.abc import Iterable

from msgspec import Struct

from generator.plan.italian.phrases import long_date
from generator.plan.model import Objective
from generator.plan.numerals import show_percentage
from generator.plan.policy import Policy, Status
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.assessment import PlanAssessment
from generator.site.views.labels import Share, count_of

_EXPLANATIONS = {
    Status.ACHIEVED: "il traguardo è raggiunto",
    Status.PARTLY: "il traguardo è raggiunto in buona parte",
    Status.MISSED: "il traguardo non è raggiunto",
    Status.ON_TRACK: "l'anno non è concluso e finora va come atteso",
    Status.LATE: "l'anno non è concluso e finora va peggio di quanto atteso",
    Status.TO_MEASURE: "non è ancora stata pubblicata una misurazione",
    Status.NO_TARGET: "il piano non fissa un traguardo per quest'anno",
    Status.NOT_ASSESSABLE: "il perché è scritto nel conto dell'indicatore",
}


class AssessmentView(Struct, frozen=True):
    """The badge of a page: its word and its style, the score, how much of it was measured."""

    year: int
    key: str
    label: str
    score: str
    coverage: str
    as_of: str
    shares: tuple[Share, ...]
    has_results: bool


def assessment_view(
    standing: AggregateAssessment, assessment: PlanAssessment, year: int | None = None
) -> AssessmentView:
    """A standing in words; the score is empty where nothing was measured."""
    policy, today = assessment.policy, assessment.today
    found = count_of(standing.measured, "indicatore rilevato", "indicatori rilevati")
    return AssessmentView(
        year=year or assessment.year,
        key=standing.status.key,
        label=policy.label(standing.status),
        score=score_of(standing, policy),
        coverage=f"{found} su {standing.measurable}" if standing.measurable else "",
        as_of=long_date(today) if today else "",
        shares=status_shares(standing, policy),
        has_results=standing.measured > 0,
    )


def group_view(objectives: Iterable[Objective], assessment: PlanAssessment) -> AssessmentView:
    """The standing of several objectives together, in the current year."""
    return assessment_view(assessment.of_group(objectives), assessment)


def status_shares(standing: AggregateAssessment, policy: Policy) -> tuple[Share, ...]:
    """How many indicators there are of each verdict, without those that do not occur."""
    return tuple(
        Share(status.key, policy.label(status), _EXPLANATIONS[status], count)
        for status, count in standing.counts.items()
    )


def score_of(standing: AggregateAssessment, policy: Policy) -> str:
    """The score in percent, rounded for reading; empty where nothing was measured."""
    return "" if standing.score is None else show_percentage(standing.score, (policy.partly, policy.achieved))


def method_note(policy: Policy) -> str:
    """By which method the verdicts are given: the body's own, or the site's default."""
    if not policy.is_default:
        return f"Esiti secondo il metodo dell'ente: {policy.reference}."
    return (
        "L'ente non ha ancora indicato qui il proprio Sistema di misurazione e valutazione (SMVP): "
        "gli esiti seguono il metodo predefinito di questo sito."
    )
