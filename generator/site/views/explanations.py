"""Explanation of an indicator on its page: promise, result, trend, calculation of each year."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.italian.aggregates import labelled_degree
from generator.plan.italian.arithmetic import Step, arithmetic
from generator.plan.italian.declared import declared_note
from generator.plan.italian.sentences import promise, result
from generator.plan.model import Objective
from generator.plan.scoring.progress_bar import ProgressBar, progress_bar
from generator.plan.scoring.results import IndicatorAssessment
from generator.site.published_plan import PublishedPlan
from generator.site.views.measurements import MeasurementView, measurement_view
from generator.site.views.parts import PartsView, parts_view
from generator.site.views.trend import Trend, trend_of

#: Steps that only say again what the plan says, where nothing was measured.
_OF_THE_PLAN = {"partenza", "traguardo"}


class YearExplanation(Struct, frozen=True):
    """The assessment of one year with its calculation steps.

    `degree` is the degree of achievement, empty where there is none, `declared` what who evaluates has
    declared beside it; `key` is that of the status. The bar is there only where something was measured.
    """

    year: int
    key: str
    label: str
    degree: str
    declared: str
    promise: str
    result: str
    bar: ProgressBar | None
    steps: tuple[Step, ...]
    parts: PartsView | None = None


class IndicatorExplanation(Struct, frozen=True):
    """An indicator with the explanations of its years, the current one first, and all its measurements."""

    id: str
    name: str
    years: tuple[YearExplanation, ...]
    trend: Trend | None
    measurements: tuple[MeasurementView, ...]


def explanations_of(published: PublishedPlan, objective: Objective) -> tuple[IndicatorExplanation, ...]:
    """Explanations of the indicators: the current year, and every other year that has measurements."""
    current = published.assessment.year
    measured = objective.code in published.plan.measured
    others = [year for year in sorted(published.plan.years, reverse=True) if year != current and measured]
    return tuple(_explanation(published, objective, indicator, others) for indicator in objective.indicators)


def _explanation(
    published: PublishedPlan, objective: Objective, indicator: Indicator, others: Sequence[int]
) -> IndicatorExplanation:
    plan = published.plan
    measurements = plan.measurements_of.get((objective.code, indicator.id), ())
    return IndicatorExplanation(
        id=indicator.id,
        name=indicator.name,
        years=tuple(_years(published, objective, indicator, others)),
        trend=trend_of(indicator, measurements, published.assessment.year, plan.baseline_year),
        measurements=tuple(measurement_view(one, indicator) for one in measurements),
    )


def _years(
    published: PublishedPlan, objective: Objective, indicator: Indicator, others: Sequence[int]
) -> Iterator[YearExplanation]:
    yield _year(published, indicator, published.assessment.of_indicator(objective, indicator))
    for year in others:
        assessment = published.assessment.of_indicator(objective, indicator, year)
        if assessment.measurement is not None:
            yield _year(published, indicator, assessment)


def _year(published: PublishedPlan, indicator: Indicator, assessment: IndicatorAssessment) -> YearExplanation:
    policy, baseline_year = published.assessment.policy, published.plan.baseline_year
    measurement = assessment.measurement
    # Promise and calculation are those of the target that the verdict is by.
    indicator = indicator.in_force_on(assessment.as_of)
    return YearExplanation(
        year=assessment.year,
        key=assessment.status.key,
        label=policy.label(assessment.status),
        degree=labelled_degree(assessment.achievement_rate, assessment.status, policy),
        declared=declared_note(assessment, policy),
        promise=promise(indicator, assessment.year, baseline_year),
        result=result(indicator, measurement) if measurement and measurement.value is not None else "",
        bar=progress_bar(indicator, assessment) if measurement else None,
        steps=tuple(
            step
            for step in arithmetic(indicator, assessment, policy, baseline_year)
            if measurement or step.key not in _OF_THE_PLAN
        ),
        parts=parts_view(indicator, assessment, policy),
    )
