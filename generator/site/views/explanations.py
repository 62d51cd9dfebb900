"""The account of an indicator on its page: promise, result, bar, and the arithmetic of each verdict."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.plan.italian.arithmetic import Step, arithmetic
from generator.plan.italian.sentences import promise, result
from generator.plan.model import Indicator, Objective
from generator.plan.numerals import show_percentage
from generator.plan.scoring.progress_bar import ProgressBar, progress_bar
from generator.plan.scoring.results import IndicatorAssessment
from generator.site.published_plan import PublishedPlan


class YearExplanation(Struct, frozen=True):
    """A verdict with all it rests on. `degree` is empty where there is none."""

    year: int
    key: str
    label: str
    degree: str
    promise: str
    result: str
    bar: ProgressBar | None
    steps: tuple[Step, ...]


class IndicatorExplanation(Struct, frozen=True):
    """An indicator with its accounts, the current year first."""

    id: str
    name: str
    years: tuple[YearExplanation, ...]


def explanations_of(published: PublishedPlan, objective: Objective) -> tuple[IndicatorExplanation, ...]:
    """The accounts of its indicators: of the current year, and of every other year that has measurements."""
    current = published.assessment.year
    measured = objective.code in published.plan.measured
    others = [year for year in sorted(published.plan.years, reverse=True) if year != current and measured]
    return tuple(
        IndicatorExplanation(
            indicator.id, indicator.name, tuple(_years(published, objective, indicator, others))
        )
        for indicator in objective.indicators
    )


def _years(
    published: PublishedPlan, objective: Objective, indicator: Indicator, others: Sequence[int]
) -> Iterator[YearExplanation]:
    yield _year(published, indicator, published.assessment.of_indicator(objective, indicator))
    for year in others:
        verdict = published.assessment.of_indicator(objective, indicator, year)
        if verdict.measurement is not None:
            yield _year(published, indicator, verdict)


def _year(published: PublishedPlan, indicator: Indicator, verdict: IndicatorAssessment) -> YearExplanation:
    policy, baseline_year = published.assessment.policy, published.plan.baseline_year
    share, measurement = verdict.achievement_rate, verdict.measurement
    return YearExplanation(
        year=verdict.year,
        key=verdict.status.key,
        label=policy.label(verdict.status),
        degree="" if share is None else show_percentage(share, (policy.partly, policy.achieved)),
        promise=promise(indicator, verdict.year, baseline_year),
        result=result(indicator, measurement) if measurement and measurement.value is not None else "",
        bar=progress_bar(indicator, verdict),
        steps=arithmetic(indicator, verdict, policy, baseline_year),
    )
