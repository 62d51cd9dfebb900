"""View of an objective in the report of a closed year: each indicator with its value and its deviation."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.italian.aggregates import degree_of
from generator.plan.italian.arithmetic import arithmetic
from generator.plan.measurement import Measurement
from generator.plan.model import Objective, Plan
from generator.plan.policy import SHORT_OF_TARGET
from generator.plan.scoring.results import IndicatorAssessment, PartAssessment
from generator.plan.values import show
from generator.plan.weighting import weight_in_words
from generator.site.addresses import objective_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, objective_assessment
from generator.site.views.labels import office_label, unbroken
from generator.site.views.measurements import declared_in_words
from generator.site.views.parts import PartView, parts_view
from generator.site.views.revisions import state_of, state_of_indicator, weight_notes
from generator.site.views.targets import target_notes


class IndicatorReport(Struct, frozen=True):
    """An indicator in a closed year; a text is empty where there is nothing to say.

    Its link leads to its arithmetic. `deviation` is the distance from the target, `reason` what the body
    says of it, `lacks_reason` that it says nothing of a missed target. `degree` is computed, `declared` what
    who evaluates has declared. `why` says why there is no verdict; `key` is that of the status, `label` its
    word.
    """

    link: Link
    type: str
    weight: str
    weight_notes: tuple[str, ...]
    target: str
    target_notes: tuple[str, ...]
    result: str
    result_notes: tuple[str, ...]
    deviation: str
    reason: str
    lacks_reason: bool
    degree: str
    declared: str
    label: str
    key: str
    why: str


class ObjectiveReport(Struct, frozen=True):
    """An objective in a closed year. `facts` are who answers for it and with what, `state` a revision's."""

    link: Link
    code: str
    anchor: str
    facts: tuple[str, ...]
    state: str
    assessment: AssessmentView
    has_weights: bool
    indicators: tuple[IndicatorReport, ...]


def objective_report(published: PublishedPlan, objective: Objective) -> ObjectiveReport:
    """The report of an objective in the current year of a plan."""
    plan, assessment = published.plan, published.assessment
    pairs = assessment.weighed(objective, assessment.year)
    weights = [indicator.weight for indicator, _ in pairs]
    return ObjectiveReport(
        link=Link(objective.title, objective_address(plan, objective)),
        code=objective.code,
        anchor=objective.slug,
        facts=tuple(_facts(plan, objective)),
        state=state_of(plan, objective.code),
        assessment=objective_assessment(objective, assessment, with_formula=True),
        has_weights=any(weights),
        indicators=tuple(
            _indicator_report(
                published, objective, indicator, found, weight_in_words(weighed.weight, weights)
            )
            for indicator, (weighed, found) in zip(objective.indicators, pairs, strict=True)
        ),
    )


def _facts(plan: Plan, objective: Objective) -> Iterator[str]:
    if objective.department:
        yield f"Area di responsabilità: {objective.department.name}"
    if objective.offices:
        yield f"Chi ne risponde: {'; '.join(map(office_label, objective.offices))}"
    if objective.resources:
        yield f"Risorse: {unbroken(objective.resources.text)}"
    if objective.parent in plan.by_code:
        weight = f", con peso {show(objective.weight_in_parent)}" if objective.weight_in_parent else ""
        yield f"Fa parte di {plan.labels[objective.parent]}{weight}"


def _indicator_report(
    published: PublishedPlan,
    objective: Objective,
    indicator: Indicator,
    found: IndicatorAssessment,
    weight: str,
) -> IndicatorReport:
    plan, policy = published.plan, published.assessment.policy
    in_force = indicator.in_force_on(found.as_of)
    steps = {step.key: step.text for step in arithmetic(in_force, found, policy, plan.baseline_year)}
    shown = parts_view(in_force, found, policy)
    parts = tuple(zip(found.parts, shown.rows if shown else (), strict=True))
    measurement, rate = found.measurement, found.achievement_rate
    reason = found.deviation_reason
    state = state_of_indicator(plan, objective.code, indicator.id)
    return IndicatorReport(
        link=Link(indicator.name, f"{objective_address(plan, objective)}#conto-{indicator.id}"),
        type=indicator.type,
        weight=weight,
        weight_notes=weight_notes(objective, indicator, found.as_of),
        target=unbroken(steps["traguardo"]),
        target_notes=(
            *(f"{row.name}: {unbroken(row.target)}" for _, row in parts),
            *target_notes(indicator, found.year),
            *([state] if state else []),
        ),
        result=unbroken(steps.get("rilevato", "")),
        result_notes=tuple(_result_notes(parts, measurement)),
        deviation=unbroken(steps.get("scarto", "")),
        reason=reason,
        lacks_reason=found.status in SHORT_OF_TARGET and not reason,
        degree="" if rate is None else degree_of(rate, policy),
        declared=declared_in_words(measurement) if measurement else "",
        label=policy.label(found.status),
        key=found.status.key,
        why="" if found.achievement else steps["esito"].partition(": ")[2],
    )


def _result_notes(
    parts: Sequence[tuple[PartAssessment, PartView]], measurement: Measurement | None
) -> Iterator[str]:
    """The parts of a result, its day, its corrections and its note."""
    day = measurement.day if measurement else None
    for one, row in parts:
        yield f"{row.name}: {unbroken(_result_of_part(one, day))}, {row.status}"
    if measurement is None:
        return
    yield f"al {measurement.day:%d/%m/%Y}"
    for correction in measurement.corrections:
        yield f"rettificato il {correction.made_on:%d/%m/%Y}"
    if measurement.note:
        yield measurement.note


def _result_of_part(one: PartAssessment, day: date | None) -> str:
    """The result of a part, with its day where it is not that of the whole."""
    measurement = one.assessment.measurement
    if measurement is None or measurement.value is None:
        return "non rilevato"
    value = measurement.value.in_words()
    return value if measurement.day == day else f"{value} (al {measurement.day:%d/%m/%Y})"
