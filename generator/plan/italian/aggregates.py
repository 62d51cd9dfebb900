"""How the assessment of an objective or a group comes about, in Italian: its rule and its sum."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from generator.plan.indicator import Indicator
from generator.plan.italian.phrases import with_article
from generator.plan.numerals import MOST_PLACES, show_percentage, show_rounded
from generator.plan.policy import FINAL, Policy, Status
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.weighting import exact_weight

#: Terms that a sum has at most: of a longer one only the total is given, and the page lists the terms.
_MAX_TERMS = 20


def rule_of(aggregate: AggregateAssessment, policy: Policy, of_what: str) -> str:
    """Why the assessment has its status; empty where nothing was measured.

    `of_what` is the whole of which a part must go well: «degli obiettivi rilevati».
    """
    if aggregate.score is None or aggregate.going_well is None:
        return ""
    if aggregate.status in FINAL:
        return _final_rule(aggregate, aggregate.score, policy)
    least = with_article(show_percentage(policy.on_track))
    here = with_article(show_percentage(aggregate.going_well, (policy.on_track,)))
    return (
        f"L'anno non è concluso: «{policy.label(Status.ON_TRACK)}» quando va come atteso almeno {least} "
        f"{of_what}, altrimenti «{policy.label(Status.LATE)}»; qui ci va {here}."
    )


def _final_rule(aggregate: AggregateAssessment, score: Fraction, policy: Policy) -> str:
    achieved = with_article(show_percentage(policy.achieved), "da")
    partly = with_article(show_percentage(policy.partly), "da")
    here = with_article(degree_of(score, policy), "di")
    later = "un dato più recente dell'anno" if aggregate.can_change else "nessun altro dato dell'anno"
    return (
        f"«{policy.label(Status.ACHIEVED)}» {achieved} di grado, «{policy.label(Status.PARTLY)}» {partly}: "
        f"qui il grado è {here}, e {later} può cambiarlo."
    )


def degree_of(rate: Fraction, policy: Policy) -> str:
    """A degree in percent, never rounded up to a threshold that it does not reach."""
    return show_percentage(rate, (policy.partly, policy.achieved))


def labelled_degree(rate: Fraction | None, status: Status, policy: Policy) -> str:
    """«grado 84,2%», «grado finora 60%»: beside a status, a bare percentage could be taken for its reason."""
    if rate is None:
        return ""
    return f"grado {'' if status in FINAL else 'finora '}{degree_of(rate, policy)}"


def score_arithmetic(
    pairs: Iterable[tuple[Indicator, IndicatorAssessment]], score: Fraction | None, policy: Policy
) -> str:
    """The computation of an objective's score: `(20 × 75% + 30 × 100%) ÷ 50 = 90%`.

    Empty where nothing was measured; without weights the computation of a mean. Rates are shown rounded;
    the score is computed from the exact ones.
    """
    found = [(indicator.weight, assessment.achievement_rate) for indicator, assessment in pairs]
    if not any(weight for weight, _ in found):
        return group_arithmetic([rate for _, rate in found if rate is not None], policy)
    return weighted_arithmetic(((exact_weight(weight), rate) for weight, rate in found), score, policy)


def weighted_arithmetic(
    parts: Iterable[tuple[Fraction, Fraction | None]], score: Fraction | None, policy: Policy
) -> str:
    """The computation of a weighted mean of rates; parts without a rate were not measured."""
    weighed = [(weight, rate) for weight, rate in parts if rate is not None]
    if score is None or not weighed:
        return ""
    terms = " + ".join(
        f"{show_rounded(points, MOST_PLACES)} × {degree_of(rate, policy)}" for points, rate in weighed
    )
    weight = sum((points for points, _ in weighed), Fraction(0))
    return f"({terms}) ÷ {show_rounded(weight, MOST_PLACES)} = {degree_of(score, policy)}"


def group_arithmetic(scores: Sequence[Fraction], policy: Policy) -> str:
    """The computation of a group's score: `(60% + 72%) ÷ 2 = 66%`; of many, the total of the degrees only."""
    if not scores:
        return ""
    total = sum(scores, Fraction(0))
    count, result = len(scores), degree_of(total / len(scores), policy)
    if count <= _MAX_TERMS:
        return f"({' + '.join(degree_of(score, policy) for score in scores)}) ÷ {count} = {result}"
    return f"{show_rounded(total * 100)}% ÷ {count} = {result}"
