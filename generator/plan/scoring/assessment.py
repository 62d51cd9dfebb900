"""Assessment of a plan on one day: of every indicator, objective and group, computed on demand."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement, latest_day
from generator.plan.model import Objective, Plan
from generator.plan.policy import Policy
from generator.plan.scoring.aggregation import (
    AggregateAssessment,
    assess_group,
    assess_objective,
    assess_parts,
)
from generator.plan.scoring.in_force import assess_in_force, day_of_weights
from generator.plan.scoring.indicator import is_over
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
    _plan: Plan
    _by_objective: dict[str, dict[str, dict[int, IndicatorAssessment]]] = field(default_factory=dict)
    _own: dict[tuple[str, int], AggregateAssessment] = field(default_factory=dict)
    _aggregates: dict[tuple[str, int], AggregateAssessment] = field(default_factory=dict)
    _groups: dict[tuple[tuple[str, ...], int], AggregateAssessment] = field(default_factory=dict)

    @property
    def closed_years(self) -> tuple[int, ...]:
        """The years of the plan that have ended and have results, the earliest first."""
        measured = {one.day.year for found in self._measurements.values() for one in found}
        return tuple(year for year in self.years if year in measured and is_over(year, self.today))

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
        """The assessment of an objective with those below it, of the current year or of the one given."""
        year = year or self.year
        if (objective.code, year) not in self._aggregates:
            self._aggregates[objective.code, year] = self._with_children(objective, year)
        return self._aggregates[objective.code, year]

    def of_own(self, objective: Objective, year: int | None = None) -> AggregateAssessment:
        """The assessment of the indicators of an objective alone, without the objectives below it."""
        year = year or self.year
        if (objective.code, year) not in self._own:
            self._own[objective.code, year] = self._aggregate(objective, year)
        return self._own[objective.code, year]

    def weighed(self, objective: Objective, year: int) -> tuple[tuple[Indicator, IndicatorAssessment], ...]:
        """The assessments of the indicators of an objective, each with the weight that was in force."""
        found = self.of_indicators(objective)
        assessments = [found[indicator.id][year] for indicator in objective.indicators]
        day = day_of_weights(year, assessments)
        indicators = (indicator.in_force_on(day) for indicator in objective.indicators)
        return tuple(zip(indicators, assessments, strict=True))

    def has_parts(self, objective: Objective) -> bool:
        """Whether there are objectives below an objective."""
        return bool(self._plan.children_of(objective.code))

    def parts_of(self, objective: Objective, year: int) -> tuple[tuple[Fraction, AggregateAssessment], ...]:
        """The parts of an objective that has others below it: each child, then its own indicators together.

        Each comes with its weight: that of the child and what is missing to 100, or 1 where none is given.
        The weights of children that revisions have added come on top of the 100 of the approved plan.
        """
        children = self._plan.children_of(objective.code)
        given = [one.weight_in_parent.points for one in children if one.weight_in_parent is not None]
        weights = list(map(Fraction, given)) if given else [Fraction(1)] * len(children)
        parts = [
            (weight, self.of_objective(child, year)) for weight, child in zip(weights, children, strict=True)
        ]
        if objective.indicators:
            pairs, added = zip(weights, children, strict=True), self._plan.added_objectives
            approved = sum((weight for weight, child in pairs if child.code not in added), Fraction(0))
            rest = 100 - approved if given else Fraction(1)
            parts.append((rest, self.of_own(objective, year)))
        return tuple(parts)

    def of_group(self, objectives: Iterable[Objective], year: int | None = None) -> AggregateAssessment:
        """The assessment of several objectives: of an area, a kind, an office, the plan.

        Those below another one of them count within it, so that no indicator counts twice.
        """
        year, members = year or self.year, tuple(objectives)
        key = tuple(objective.code for objective in members), year
        if key not in self._groups:
            parts = (self.of_objective(objective, year) for objective in self.topmost(members))
            self._groups[key] = assess_group(parts, self.policy, over=is_over(year, self.today))
        return self._groups[key]

    def topmost(self, objectives: Iterable[Objective]) -> tuple[Objective, ...]:
        """The objectives that are below none of the others."""
        members = tuple(objectives)
        codes = {objective.code for objective in members}
        return tuple(
            objective
            for objective in members
            if not any(above.code in codes for above in self._plan.above(objective))
        )

    def seed(self, objective: str, assessments: Mapping[int, AggregateAssessment]) -> None:
        """Seed the cache with precomputed assessments of the indicators of an objective alone, by year."""
        self._groups.clear()
        for year, assessment in assessments.items():
            self._own[objective, year] = assessment

    def seed_with_children(self, objective: str, assessments: Mapping[int, AggregateAssessment]) -> None:
        """Seed the cache with precomputed assessments of an objective with those below it, by year."""
        for year, assessment in assessments.items():
            self._aggregates[objective, year] = assessment

    def for_year(self, year: int) -> "PlanAssessment":
        """The same assessments, for pages of another year."""
        return replace(self, year=year)

    def for_plan(self, plan: Plan) -> "PlanAssessment":
        """The assessment of another plan, on the same day and by the same method."""
        return replace(
            self,
            _measurements=plan.measurements_of,
            _plan=plan,
            _by_objective={},
            _own={},
            _aggregates={},
            _groups={},
        )

    def _assess(
        self, indicator: Indicator, measurements: Iterable[Measurement]
    ) -> dict[int, IndicatorAssessment]:
        return {
            year: assess_in_force(indicator, year, measurements, self.policy, self.today)
            for year in self.years
        }

    def _with_children(self, objective: Objective, year: int) -> AggregateAssessment:
        if not self.has_parts(objective):
            return self.of_own(objective, year)
        return assess_parts(self.parts_of(objective, year), self.policy, over=is_over(year, self.today))

    def _aggregate(self, objective: Objective, year: int) -> AggregateAssessment:
        pairs = self.weighed(objective, year)
        return assess_objective(pairs, self.policy, over=is_over(year, self.today))


def assess_plan(plan: Plan, today: date | None = None) -> PlanAssessment:
    """The assessment of a plan; `today` is the day of the latest measurement unless it is given."""
    latest = latest_day(plan.known_on(today).measurements if today else plan.measurements)
    today = today or latest
    year = current_year(plan.years, today)
    return PlanAssessment(today, latest, year, plan.years, plan.policy, plan.measurements_of, plan)


def current_year(years: tuple[int, ...], today: date | None) -> int:
    """The year of the plan that a day falls in, or the nearest one."""
    return years[0] if today is None else min(max(today.year, years[0]), years[-1])
