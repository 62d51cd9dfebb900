"""View of the assessment of an objective or of a group of objectives."""

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
    """An assessment in words. `key` is that of its style; `shares` count the indicators by status.

    `score`, `coverage` (measured indicators) and `as_of` are empty where nothing can be said.
    """

    year: int
    key: str
    label: str
    score: str
    coverage: str
    as_of: str
    shares: tuple[Share, ...]
    has_results: bool


def assessment_view(
    aggregate: AggregateAssessment, assessment: PlanAssessment, year: int | None = None
) -> AssessmentView:
    """The view of an assessment of the plan, of the current year unless another is given."""
    policy, today = assessment.policy, assessment.today
    measured = count_of(aggregate.measured, "indicatore rilevato", "indicatori rilevati")
    return AssessmentView(
        year=year or assessment.year,
        key=aggregate.status.key,
        label=policy.label(aggregate.status),
        score=score_of(aggregate, policy),
        coverage=f"{measured} su {aggregate.measurable}" if aggregate.measurable else "",
        as_of=long_date(today) if today else "",
        shares=status_shares(aggregate, policy),
        has_results=aggregate.measured > 0,
    )


def group_assessment(objectives: Iterable[Objective], assessment: PlanAssessment) -> AssessmentView:
    """The assessment of several objectives together, in the current year."""
    return assessment_view(assessment.of_group(objectives), assessment)


def status_shares(aggregate: AggregateAssessment, policy: Policy) -> tuple[Share, ...]:
    """The number of indicators with each status that occurs."""
    return tuple(
        Share(status.key, policy.label(status), _EXPLANATIONS[status], count)
        for status, count in aggregate.counts.items()
    )


def score_of(aggregate: AggregateAssessment, policy: Policy) -> str:
    """The score in percent, rounded for reading; empty where nothing was measured."""
    return (
        "" if aggregate.score is None else show_percentage(aggregate.score, (policy.partly, policy.achieved))
    )


def method_note(policy: Policy) -> str:
    """The method of the assessments: the body's own, or the site's default."""
    if not policy.is_default:
        return f"Esiti secondo il metodo dell'ente: {policy.reference}."
    return (
        "L'ente non ha ancora indicato qui il proprio Sistema di misurazione e valutazione (SMVP): "
        "gli esiti seguono il metodo predefinito di questo sito."
    )
