"""A plan assessed on one day: every verdict and every standing, worked out when it is first asked for."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field

from generator.plan.measurement import Measurement, latest_day
from generator.plan.model import Indicator, Objective, Plan
from generator.plan.policy import Policy
from generator.plan.scoring.aggregation import AggregateAssessment, assess_group, assess_objective
from generator.plan.scoring.indicator import assess, is_over
from generator.plan.scoring.results import IndicatorAssessment

#: Verdicts of so many objectives are at hand; the others are worked out again.
AT_HAND = 64


class Assessment(Struct, frozen=True):
    """A plan as things stand at the end of `today`, `None` where nothing was ever measured.

    `year` is the year of the plan that today falls in (the first before it begins, the last after
    it ended): the one that pages show first.
    """

    today: date | None
    year: int
    years: tuple[int, ...]
    policy: Policy
    _measurements: Mapping[tuple[str, str], tuple[Measurement, ...]]
    _verdicts: dict[str, dict[str, dict[int, IndicatorAssessment]]] = field(default_factory=dict)
    _standings: dict[tuple[str, int], AggregateAssessment] = field(default_factory=dict)

    def verdict(
        self, objective: Objective, indicator: Indicator, year: int | None = None
    ) -> IndicatorAssessment:
        """The verdict on an indicator; without a year, on the current one."""
        return self.verdicts(objective)[indicator.id][year or self.year]

    def standing(self, objective: Objective, year: int | None = None) -> AggregateAssessment:
        """The standing of an objective."""
        year = year or self.year
        if (objective.code, year) not in self._standings:
            self._standings[objective.code, year] = self._stand(objective, year)
        return self._standings[objective.code, year]

    def seed(self, objective: str, assessments: Mapping[int, AggregateAssessment]) -> None:
        """Seed the cache with precomputed assessments of an objective, by year."""
        for year, assessment in assessments.items():
            self._standings[objective, year] = assessment

    def for_plan(self, plan: Plan) -> "Assessment":
        """The assessment of another plan, on the same day and by the same method."""
        return Assessment(self.today, self.year, self.years, self.policy, plan.measurements_of)

    def standing_of(self, objectives: Iterable[Objective], year: int | None = None) -> AggregateAssessment:
        """The standing of several objectives together: an area, a type, an office, the plan."""
        year = year or self.year
        standings = (self.standing(objective, year) for objective in objectives)
        return assess_group(standings, self.policy, over=is_over(year, self.today))

    def verdicts(self, objective: Objective) -> Mapping[str, Mapping[int, IndicatorAssessment]]:
        """The verdicts on all indicators of an objective, by their id and by year."""
        found = self._verdicts.get(objective.code)
        if found is None:
            found = {
                indicator.id: self._assess(
                    indicator, self._measurements.get((objective.code, indicator.id), ())
                )
                for indicator in objective.indicators
            }
            if len(self._verdicts) >= AT_HAND:
                del self._verdicts[next(iter(self._verdicts))]
            self._verdicts[objective.code] = found
        return found

    def _assess(
        self, indicator: Indicator, measurements: Iterable[Measurement]
    ) -> dict[int, IndicatorAssessment]:
        return {year: assess(indicator, year, measurements, self.policy, self.today) for year in self.years}

    def _stand(self, objective: Objective, year: int) -> AggregateAssessment:
        verdicts = self.verdicts(objective)
        pairs = ((indicator, verdicts[indicator.id][year]) for indicator in objective.indicators)
        return assess_objective(pairs, self.policy, over=is_over(year, self.today))


def assess_plan(plan: Plan, today: date | None = None) -> Assessment:
    """The assessment of every indicator and objective for every year.

    `today` is the day of the latest measurement unless it is given.
    """
    today = today or latest_day(plan.measurements)
    return Assessment(today, current_year(plan.years, today), plan.years, plan.policy, plan.measurements_of)


def current_year(years: tuple[int, ...], today: date | None) -> int:
    """The year of the plan that a day falls in, or the nearest one."""
    return years[0] if today is None else min(max(today.year, years[0]), years[-1])
