"""The verdicts on the indicators that have results, with where those are written: what rules look at."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from generator.loading.diagnostics import SourceLocation
from generator.loading.readers.measurements import LocatedMeasurement
from generator.loading.validation import ValidatedMapping
from generator.plan.model import Plan
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.policy import Policy
from generator.plan.scoring.assessment import assess_plan
from generator.plan.scoring.indicator import is_over
from generator.plan.scoring.results import IndicatorAssessment

_DECLARED = ("grado_dichiarato", "esito")


class LocatedVerdict(Struct, frozen=True):
    """The assessment of an indicator for a year that has results. `is_over`: the year is over.

    `measured` are the results of the day that counts, more than one where offices have a file each.
    """

    assessment: IndicatorAssessment
    policy: Policy
    is_over: bool
    measured: tuple[LocatedMeasurement, ...]

    @property
    def location(self) -> SourceLocation:
        """Where the result that counts is written."""
        return self.measured[-1].location

    def location_of_declared(self, part: str) -> SourceLocation:
        """Where a degree or a status is declared, of the whole or of a part."""
        mappings = (one.mapping for one in self.measured if one.mapping)
        rows = [mapping for mapping in mappings for mapping in _rows(mapping, part)]
        found = ((mapping, name) for mapping in rows for name in _DECLARED if name in mapping.keys)
        return next((mapping.location_of(name) for mapping, name in found), self.location)


def verdicts_of(plan: Plan, measurements: Iterable[LocatedMeasurement]) -> Iterator[LocatedVerdict]:
    """The verdicts of a plan, in the order of its results."""
    located: dict[tuple[str, str], dict[date, list[LocatedMeasurement]]] = {}
    for one in measurements:
        key = one.measurement.objective, one.measurement.indicator
        located.setdefault(key, {}).setdefault(one.measurement.day, []).append(one)
    assessed = assess_plan(plan)
    for (code, identifier), by_day in located.items():
        for year, assessment in assessed.of_indicators(plan.by_code[code])[identifier].items():
            if measured := _that_count(assessment, by_day):
                yield LocatedVerdict(assessment, plan.policy, is_over(year, assessed.today), measured)


def _that_count(
    assessment: IndicatorAssessment, by_day: Mapping[date, list[LocatedMeasurement]]
) -> tuple[LocatedMeasurement, ...]:
    measurement = assessment.measurement
    return tuple(by_day[measurement.day]) if measurement else ()


def _rows(mapping: ValidatedMapping, part: str) -> Iterator[ValidatedMapping]:
    """The row of a part in a result, and then the mapping of the result, which may hold for all parts."""
    for field in (STEPS, BY_OFFICE):
        yield from (row for key, row in mapping.table_of_mappings(field) if key.text == part)
    yield mapping
