"""Series: the values of an indicator year by year, in a plan and in those that come before and after it."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.measurement import Result
from generator.plan.parts import Aggregation
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.values import total_of


class Measure(Enum):
    """What a value of a series is; the value says it in the open data."""

    BASELINE = "stato"
    TARGET = "traguardo"
    RESULT = "rilevato"


class SeriesValue(Struct, frozen=True):
    """A value of an indicator in a year, or of its `part` by its id. `day` is the one of a result."""

    year: int
    measure: Measure
    value: Result
    day: date | None = None
    part: str = ""


def values_by_year(
    indicator: Indicator, baseline_year: int, assessments: Mapping[int, IndicatorAssessment]
) -> Iterator[SeriesValue]:
    """The values before a plan, its targets and the results that count, of an indicator and of its parts.

    Where those of offices are added up, the indicator has their sums.
    """
    yield from _of_one(indicator, "", baseline_year, assessments)
    for part in indicator.parts:
        found = {
            year: one.assessment
            for year, assessment in assessments.items()
            for one in assessment.parts
            if one.part.id == part.id
        }
        yield from _of_one(part, part.id, baseline_year, found)


def _of_one(
    indicator: Indicator, part: str, baseline_year: int, assessments: Mapping[int, IndicatorAssessment]
) -> Iterator[SeriesValue]:
    for year, value in indicator.values_before(baseline_year).items():
        yield SeriesValue(year, Measure.BASELINE, value, part=part)
    for year, assessment in sorted(assessments.items()):
        target = indicator.targets.get(year)
        if target is None and indicator.aggregation is Aggregation.SUM:
            target = total_of([one.targets.get(year) for one in indicator.parts_of(year)])
        if target is not None:
            yield SeriesValue(year, Measure.TARGET, target, part=part)
        measurement = assessment.measurement
        if measurement is not None and measurement.value is not None:
            yield SeriesValue(year, Measure.RESULT, measurement.value, measurement.day, part)
