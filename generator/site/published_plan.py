"""A published plan: a plan, its assessment, its publisher, and what pages and open data derive of them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from generator.opendata.dataset import Dataset
from generator.opendata.files import KnownFile
from generator.opendata.metadata.publisher import UNKNOWN_PUBLISHER, Publisher
from generator.plan.measurement import Measurement
from generator.plan.model import Objective, Plan
from generator.plan.policy import Status
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.assessment import PlanAssessment
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from generator.site.addresses import uris_of


class IndicatorSummary(Struct, frozen=True):
    """What lists count of an indicator: its type, and its starting point and status in one year."""

    id: str
    type: str
    starting_point: StartingPoint | None
    status: Status


class PublishedPlan(Struct, frozen=True, dict=True):
    """A plan, its assessment, who publishes it, and the content of its source document.

    `source` is the folder of its files, as messages name it; `digests` are those of the files of the
    objectives, by code, and `context_digest` is that of piano.yml and the registers: without them no cached
    result is used. `data_files` are those of the open data, empty until they are written; `origins` are those
    of the series of the one objective, as in the source of the open data.
    """

    plan: Plan
    assessment: PlanAssessment
    source: str = ""
    document: bytes | None = None
    publisher: Publisher = UNKNOWN_PUBLISHER
    digests: Mapping[str, str] = field(default_factory=dict)
    context_digest: str = ""
    data_files: tuple[KnownFile, ...] = ()
    origins: Mapping[str, str] = {}
    _summaries: dict[tuple[str, int], tuple[IndicatorSummary, ...]] = field(default_factory=dict)

    @cached_property
    def dataset(self) -> Dataset:
        """The plan as open data, shared by pages and data files."""
        uris = uris_of(self.plan, self.publisher.site_url)
        return Dataset(self.plan, self.assessment, self.publisher, uris, self.document, self.origins)

    @cached_property
    def by_year(self) -> tuple["PublishedPlan", ...]:
        """The plan in each of the years that have pages: the current one, and then others with results."""
        years = {one.day.year for one in self.plan.measurements}.intersection(self.assessment.other_years)
        return (self, *(self.in_year(year) for year in sorted(years, reverse=True)))

    def only(
        self,
        objective: Objective,
        measurements: tuple[Measurement, ...],
        assessments: Mapping[int, AggregateAssessment] | None = None,
        origins: Mapping[str, str] | None = None,
    ) -> "PublishedPlan":
        """The plan with a single objective, so that the results of one cannot depend on the others.

        `assessments` are those of an objective with others below it, by year; none without others. `origins`
        are those of its series.
        """
        plan = replace(
            self.plan,
            objectives=(objective,),
            measurements=measurements,
            news=(),
            used_fields=self.plan.fields_in_use,
        )
        assessment = self.assessment.for_plan(plan)
        assessment.seed_with_children(objective.code, assessments or {})
        return PublishedPlan(plan, assessment, publisher=self.publisher, origins=origins or {})

    def in_year(self, year: int) -> "PublishedPlan":
        """The plan with the assessments of another year."""
        return replace(self, assessment=self.assessment.in_year(year))

    @cached_property
    def printed_numbers(self) -> Mapping[str, int]:
        """The numbers of the objectives in the printed plan by code, in the order of its sections.

        The area of an objective may differ from the one in its code.
        """
        objectives = (objective for section in self.plan.sections for objective in section.objectives)
        return {objective.code: number for number, objective in enumerate(objectives, 1)}

    @cached_property
    def kinds_and_types(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The kinds of objective and the types of indicator that occur, in the order of the plan."""
        objectives = self.plan.objectives
        kinds = dict.fromkeys(objective.kind for objective in objectives)
        types = dict.fromkeys(
            one.type for objective in objectives for one in self.indicator_summaries(objective)
        )
        return tuple(kinds), tuple(types)

    def indicator_summaries(self, objective: Objective) -> tuple[IndicatorSummary, ...]:
        """The summaries of the indicators of an objective."""
        year, assessment = self.assessment.year, self.assessment
        if (objective.code, year) not in self._summaries:
            self._summaries[objective.code, year] = tuple(
                IndicatorSummary(
                    indicator.id,
                    indicator.type,
                    None if year in indicator.not_in_force else starting_point(indicator, year),
                    assessment.of_indicator(objective, indicator).status,
                )
                for indicator in objective.indicators
            )
        return self._summaries[objective.code, year]

    def seed(self, objective: str, summaries: Mapping[int, tuple[IndicatorSummary, ...]]) -> None:
        """Seed the cache with precomputed summaries of the indicators of an objective, by year."""
        for year, of_year in summaries.items():
            self._summaries[objective, year] = of_year

    def starting_points(self, objectives: Iterable[Objective]) -> Iterator[StartingPoint]:
        """The starting points of the targets of the year that are in force."""
        summaries = (one for objective in objectives for one in self.indicator_summaries(objective))
        return (one.starting_point for one in summaries if one.starting_point)
