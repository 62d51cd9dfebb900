"""View of the assessment of an objective or of a group of objectives."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.italian.aggregates import (
    group_arithmetic,
    labelled_degree,
    rule_of,
    score_arithmetic,
    weighted_arithmetic,
)
from generator.plan.italian.phrases import long_date, with_article
from generator.plan.model import Objective
from generator.plan.numerals import show_rounded
from generator.plan.policy import Policy, Status
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.assessment import PlanAssessment
from generator.plan.weighting import Weight, Weighting, exact_weight, weighting_of
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
#: What is said where nothing was measured that counts.
_NO_RESULTS = {
    Status.TO_MEASURE: "nessuna misurazione è stata ancora pubblicata",
    Status.NO_TARGET: "il piano non fissa un traguardo per il {year}",
    Status.NOT_ASSESSABLE: "nessun indicatore si può valutare",
}
_SUM_OF_OBJECTIVE = "Media dei gradi degli indicatori rilevati, ciascuno con il suo peso"
_SUM_OF_EQUALS = "Media dei gradi degli indicatori rilevati, che contano tutti allo stesso modo"
_SUM_OF_GROUP = "Media dei gradi degli obiettivi rilevati"
#: The wholes of which a part must go well for «in linea».
_OF_WEIGHT, _OF_INDICATORS = "del peso degli indicatori rilevati", "degli indicatori rilevati"
_OF_OBJECTIVES = "degli obiettivi rilevati"


class AssessmentView(Struct, frozen=True):
    """An assessment in words. `key` is that of its style; `shares` count the indicators by status.

    `degree`, `coverage` (measured indicators) and `data_days` are empty where nothing can be said. `rule`
    says why the status is what it is, `no_results` why there is no degree, `formula` how the degree was
    computed, under its `formula_title`; the formula is empty in lists. `others` are the assessments of other
    years with results, the latest first.
    """

    year: int
    key: str
    label: str
    degree: str
    coverage: str
    data_days: str
    shares: tuple[Share, ...]
    has_results: bool
    rule: str
    formula_title: str
    no_results: str = ""
    formula: str = ""
    others: tuple["AssessmentView", ...] = ()


def objective_assessment(
    objective: Objective, assessment: PlanAssessment, *, with_formula: bool = False
) -> AssessmentView:
    """The assessment of an objective in the current year, and in others with results."""
    weighting = weighting_of(objective.weights)
    equal = weighting is Weighting.EQUAL
    title, of_what = (_SUM_OF_EQUALS, _OF_INDICATORS) if equal else (_SUM_OF_OBJECTIVE, _OF_WEIGHT)

    def view(year: int) -> AssessmentView:
        aggregate, has_parts = assessment.of_objective(objective, year), assessment.has_parts(objective)
        found = _view(aggregate, assessment, year, title, _OF_OBJECTIVES if has_parts else of_what)
        if not with_formula:
            return found
        if has_parts:
            return _with_sum_of_parts(found, objective, assessment, year)
        pairs = assessment.weighed(objective, year)
        formula = score_arithmetic(pairs, aggregate.score, assessment.policy)
        gone = {indicator.id for indicator in objective.indicators if year in indicator.not_in_force}
        weights = [indicator.weight for indicator, _ in pairs if indicator.id not in gone]
        return replace(found, formula=formula, formula_title=title + sum_of_weights(weights, gone=bool(gone)))

    others = (year for year in assessment.other_years if assessment.of_objective(objective, year).measured)
    return replace(view(assessment.year), others=tuple(map(view, others)))


def _with_sum_of_parts(
    found: AssessmentView, objective: Objective, assessment: PlanAssessment, year: int
) -> AssessmentView:
    """The view of an objective that has others below it, with its sum."""
    policy = assessment.policy
    parts = [(weight, one.score) for weight, one in assessment.parts_of(objective, year)]
    title = "Media dei gradi degli obiettivi che ne fanno parte"
    if objective.indicators:
        title += " e dei suoi indicatori insieme"
    if len({weight for weight, _ in parts}) == 1:
        scores = [score for _, score in parts if score is not None]
        return replace(found, formula=group_arithmetic(scores, policy), formula_title=title)
    formula = weighted_arithmetic(parts, assessment.of_objective(objective, year).score, policy)
    return replace(found, formula=formula, formula_title=f"{title}, ciascuno con il suo peso")


def group_assessment(objectives: Iterable[Objective], assessment: PlanAssessment) -> AssessmentView:
    """The assessment of several objectives together, in the current year and in others with results."""
    members = tuple(objectives)

    def view(year: int) -> AssessmentView:
        found = _view(assessment.of_group(members, year), assessment, year, _SUM_OF_GROUP, _OF_OBJECTIVES)
        scores = (assessment.of_objective(one, year).score for one in assessment.topmost(members))
        formula = group_arithmetic([score for score in scores if score is not None], assessment.policy)
        return replace(found, formula=formula)

    others = (year for year in assessment.other_years if assessment.of_group(members, year).measured)
    return replace(view(assessment.year), others=tuple(map(view, others)))


def _view(
    aggregate: AggregateAssessment, assessment: PlanAssessment, year: int, formula_title: str, of_what: str
) -> AssessmentView:
    policy = assessment.policy
    measured = count_of(aggregate.measured, "indicatore rilevato", "indicatori rilevati")
    return AssessmentView(
        year=year,
        key=aggregate.status.key,
        label=policy.label(aggregate.status),
        degree=labelled_degree(aggregate.score, aggregate.status, policy),
        coverage=f"{measured} su\N{NO-BREAK SPACE}{aggregate.measurable}" if aggregate.measurable else "",
        data_days=days_of_data(aggregate.first_day, aggregate.last_day),
        shares=status_shares(aggregate, policy),
        has_results=aggregate.measured > 0,
        rule=rule_of(aggregate, policy, of_what),
        formula_title=formula_title,
        no_results=_NO_RESULTS.get(aggregate.status, "").format(year=year),
    )


def sum_of_weights(weights: Sequence[Weight | None], *, gone: bool = False) -> str:
    """Says so where the percentages of the act do not sum to 100; empty where they do, or are none.

    `gone`: the weights of other indicators, which are no longer in force, go to these.
    """
    total = sum(map(exact_weight, weights), Fraction(0))
    if total == 100 or weighting_of(weights) is not Weighting.PERCENT:
        return ""
    if gone:
        shown = show_rounded(total)
        return f" (i pesi degli indicatori in vigore sommano a {shown}%: si divide per quelli rilevati)"
    return f" (i pesi dell'atto sommano a {show_rounded(total)}%: si divide per la somma di quelli rilevati)"


def days_of_data(first: date | None, last: date | None) -> str:
    """«dati al 30 giugno 2026», «dati dal 30 giugno 2026 al 20 novembre 2026»; empty without data."""
    if first is None or last is None:
        return ""
    until = with_article(long_date(last), "a")
    return f"dati {until}" if first == last else f"dati {with_article(long_date(first), 'da')} {until}"


def status_shares(aggregate: AggregateAssessment, policy: Policy) -> tuple[Share, ...]:
    """The number of indicators with each status that occurs."""
    return tuple(
        Share(status.key, policy.label(status), _EXPLANATIONS[status], count)
        for status, count in aggregate.counts.items()
    )


def method_note(assessment: PlanAssessment) -> str:
    """The method of the assessments: the body's own, or the site's default; and a day beyond the data."""
    policy = assessment.policy
    note = (
        "L'ente non ha ancora indicato qui il proprio Sistema di misurazione e valutazione (SMVP): "
        "gli esiti seguono il metodo predefinito di questo sito."
        if policy.is_default
        else f"Esiti secondo il metodo dell'ente: {policy.reference}."
    )
    return f"{note} {assessment_day_note(assessment)}".strip()


def assessment_day_note(assessment: PlanAssessment) -> str:
    """Says so where the assessments are as of a later day than any measurement."""
    today, latest = assessment.today, assessment.latest_day
    if today is None or latest is None or today <= latest:
        return ""
    return (
        f"Gli esiti sono quelli che si danno {with_article(long_date(today), 'a')}, "
        f"ma l'ultima rilevazione è {with_article(long_date(latest), 'di')}."
    )
