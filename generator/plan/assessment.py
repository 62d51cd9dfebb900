"""A whole plan assessed on one day: every verdict and every standing, worked out once and looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.plan.aggregation import Standing, standing_of_group, standing_of_objective
from generator.plan.measurement import latest_day
from generator.plan.model import Indicator, Objective, Plan
from generator.plan.policy import Policy
from generator.plan.scoring import assess, is_over
from generator.plan.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Assessment:
    """A plan as things stand at the end of `today`, `None` where nothing was ever measured.

    `year` is the year of the plan that today falls in (the first before it begins, the last after
    it ended): the one that pages show first.
    """

    today: date | None
    year: int
    policy: Policy
    _verdicts: Mapping[tuple[str, str, int], Verdict]
    _standings: Mapping[tuple[str, int], Standing]

    def verdict(self, objective: Objective, indicator: Indicator, year: int | None = None) -> Verdict:
        """The verdict on an indicator; without a year, on the current one."""
        return self._verdicts[objective.code, indicator.id, year or self.year]

    def standing(self, objective: Objective, year: int | None = None) -> Standing:
        """The standing of an objective."""
        return self._standings[objective.code, year or self.year]

    def standing_of(self, objectives: Iterable[Objective], year: int | None = None) -> Standing:
        """The standing of several objectives together: an area, a type, an office, the plan."""
        year = year or self.year
        standings = (self._standings[objective.code, year] for objective in objectives)
        return standing_of_group(standings, self.policy, over=is_over(year, self.today))


def assess_plan(plan: Plan, today: date | None = None) -> Assessment:
    """Assess every indicator and objective for every year.

    `today` is the day of the latest measurement unless it is given.
    """
    today = today or latest_day(plan.measurements)
    verdicts = {}
    standings = {}
    for objective in plan.objectives:
        for year in plan.years:
            pairs = []
            for indicator in objective.indicators:
                measurements = plan.measurements_of.get((objective.code, indicator.id), ())
                verdict = assess(indicator, year, measurements, plan.policy, today)
                verdicts[objective.code, indicator.id, year] = verdict
                pairs.append((indicator, verdict))
            standings[objective.code, year] = standing_of_objective(
                pairs, plan.policy, over=is_over(year, today)
            )
    return Assessment(today, current_year(plan.years, today), plan.policy, verdicts, standings)


def current_year(years: tuple[int, ...], today: date | None) -> int:
    """The year of the plan that a day falls in, or the nearest one."""
    return years[0] if today is None else min(max(today.year, years[0]), years[-1])
