"""Assessment of a plan on one day: of every indicator, objective and group, computed on demand."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from generator.plan.measurement import Measurement, latest_day
from generator.plan.model import Indicator, Objective, Plan
from generator.plan.policy import Policy
from generator.plan.scoring.aggregation import AggregateAssessment, assess_group, assess_objective
from generator.plan.scoring.indicator import assess_indicator, is_over
from generator.plan.scoring.results import IndicatorAssessment

#: Number of objectives whose indicator assessments are cached.
_CACHED_OBJECTIVES = 64


class PlanAssessment(Struct, frozen=True):
    """The assessments of a plan as of the end of `today`, `None` where nothing was ever measured.

    `latest_day` is that of the latest measurement by then. `year` is the year of the plan that today falls
    in (the first before the plan begins, the last after its end): the default year of pages.
    """

    today: date | None
    latest_day: date | None
    year: int
    years: tuple[int, ...]
    policy: Policy
    _measurements: Mapping[tuple[str, str], tuple[Measurement, ...]]
    _by_objective: dict[str, dict[str, dict[int, IndicatorAssessment]]] = field(default_factory=dict)
    _aggregates: dict[tuple[str, int], AggregateAssessment] = field(default_factory=dict)
    _groups: dict[tuple[tuple[str, ...], int], AggregateAssessment] = field(default_factory=dict)

    def of_indicator(
        self, objective: Objective, indicator: Indicator, year: int | None = None
    ) -> IndicatorAssessment:
        """The assessment of an indicator, for the current year unless another is given."""
        return self.of_indicators(objective)[indicator.id][year or self.year]

    def of_indicators(self, objective: Objective) -> Mapping[str, Mapping[int, IndicatorAssessment]]:
        """The assessments of all indicators of an objective, by id and year."""
        found = self._by_objective.get(objective.code)
        if found is None:
            found = {
                indicator.id: self._assess(
                    indicator, self._measurements.get((objective.code, indicator.id), ())
                )
                for indicator in objective.indicators
            }
            if len(self._by_objective) >= _CACHED_OBJECTIVES:
                del self._by_objective[next(iter(self._by_objective))]
            self._by_objective[objective.code] = found
        return found

    def of_objective(self, objective: Objective, year: int | None = None) -> AggregateAssessment:
        """The assessment of an objective, for the current year unless another is given."""
        year = year or self.year
        if (objective.code, year) not in self._aggregates:
            self._aggregates[objective.code, year] = self._aggregate(objective, year)
        return self._aggregates[objective.code, year]

    def of_group(self, objectives: Iterable[Objective], year: int | None = None) -> AggregateAssessment:
        """The assessment of several objectives: of an area, a kind, an office, the plan."""
        year, members = year or self.year, tuple(objectives)
        key = tuple(objective.code for objective in members), year
        if key not in self._groups:
            parts = (self.of_objective(objective, year) for objective in members)
            self._groups[key] = assess_group(parts, self.policy, over=is_over(year, self.today))
        return self._groups[key]

    def seed(self, objective: str, assessments: Mapping[int, AggregateAssessment]) -> None:
        """Seed the cache with precomputed assessments of the objective with this code, by year."""
        self._groups.clear()
        for year, assessment in assessments.items():
            self._aggregates[objective, year] = assessment

    def for_plan(self, plan: Plan) -> "PlanAssessment":
        """The assessment of another plan, on the same day and by the same method."""
        return replace(self, _measurements=plan.measurements_of, _by_objective={}, _aggregates={}, _groups={})

    def _assess(
        self, indicator: Indicator, measurements: Iterable[Measurement]
    ) -> dict[int, IndicatorAssessment]:
        return {
            year: assess_indicator(indicator, year, measurements, self.policy, self.today)
            for year in self.years
        }

    def _aggregate(self, objective: Objective, year: int) -> AggregateAssessment:
        assessments = self.of_indicators(objective)
        pairs = ((indicator, assessments[indicator.id][year]) for indicator in objective.indicators)
        return assess_objective(pairs, self.policy, over=is_over(year, self.today))


def assess_plan(plan: Plan, today: date | None = None) -> PlanAssessment:
    """The assessment of a plan; `today` is the day of the latest measurement unless it is given."""
    latest = latest_day(plan.known_on(today).measurements if today else plan.measurements)
    today = today or latest
    year = current_year(plan.years, today)
    return PlanAssessment(today, latest, year, plan.years, plan.policy, plan.measurements_of)


def current_year(years: tuple[int, ...], today: date | None) -> int:
    """The year of the plan that a day falls in, or the nearest one."""
    return years[0] if today is None else min(max(today.year, years[0]), years[-1])
