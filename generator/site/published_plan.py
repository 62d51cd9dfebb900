"""What a build publishes of one plan: its assessment on a day, where its files lie, its open data."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.opendata.dataset import Dataset, Recall, make_anew
from generator.opendata.files import KnownFile
from generator.opendata.formats import dataset_files, parts_of
from generator.opendata.metadata.publisher import NOBODY, Publisher
from generator.opendata.parts import FreshParts, Parts
from generator.plan.model import Objective, Plan
from generator.plan.policy import Status
from generator.plan.scoring.assessment import PlanAssessment
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from generator.site.addresses import uris_of


class IndicatorSummary(Struct, frozen=True):
    """What is counted of an indicator: its type; its starting point and its status in the current year."""

    id: str
    type: str
    starting_point: StartingPoint
    status: Status


class PublishedPlan(Struct, frozen=True, dict=True):
    """A plan as it is published. `folder` is that of its files, for the source document.

    `digests` tell the content of the file of each objective, by code, and `basis` what all of them rest on;
    where they are not known, nothing that was made in an earlier run is used. `parts` are what files about
    the whole plan are put together from, `files` the data files once they are made. `recall` is that of the
    dataset.
    """

    plan: Plan
    assessment: PlanAssessment
    folder: Path
    publisher: Publisher = NOBODY
    digests: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""
    parts: Parts | None = None
    recall: Recall = make_anew
    files: tuple[KnownFile, ...] | None = None
    _marks: dict[str, tuple[IndicatorSummary, ...]] = field(default_factory=dict)

    @cached_property
    def dataset(self) -> Dataset:
        """The plan as open data: pages and data files show the same one."""
        document = self.plan.document
        content = (self.folder / document.file).read_bytes() if document else None
        uris = uris_of(self.plan, self.publisher.site_url)
        dataset = Dataset(self.plan, self.assessment, self.publisher, uris, content, recall=self.recall)
        return replace(dataset, parts=self.parts or FreshParts(partial(parts_of, dataset)))

    @cached_property
    def data_files(self) -> tuple[KnownFile, ...]:
        """The files of the open data, by name; without `files` all are made, in memory."""
        return dataset_files(self.dataset) if self.files is None else self.files

    @cached_property
    def printed(self) -> Mapping[str, int]:
        """The numbers of the objectives in the printed plan, by code: area by area, as on its pages.

        An objective may stand in another area than its code says.
        """
        objectives = (objective for area in self.plan.areas for objective in self.plan.of_area(area))
        return {objective.code: number for number, objective in enumerate(objectives, 1)}

    @cached_property
    def kinds_and_types(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The kinds of objective and the types of indicator that occur, in the order of the plan."""
        objectives = self.plan.objectives
        kinds = dict.fromkeys(objective.kind for objective in objectives)
        types = dict.fromkeys(marks.type for objective in objectives for marks in self.marks(objective))
        return tuple(kinds), tuple(types)

    def marks(self, objective: Objective) -> tuple[IndicatorSummary, ...]:
        """What is counted of the indicators of an objective."""
        if objective.code not in self._marks:
            year, assessment = self.assessment.year, self.assessment
            self._marks[objective.code] = tuple(
                IndicatorSummary(
                    indicator.id,
                    indicator.type,
                    starting_point(indicator, year),
                    assessment.of_indicator(objective, indicator).status,
                )
                for indicator in objective.indicators
            )
        return self._marks[objective.code]

    def remember(self, objective: str, marks: tuple[IndicatorSummary, ...]) -> None:
        """Take for granted marks that were worked out elsewhere."""
        self._marks[objective] = marks

    def starting_points(self, objectives: Iterable[Objective]) -> Iterator[StartingPoint]:
        """Where the targets of the current year start from."""
        return (mark.starting_point for objective in objectives for mark in self.marks(objective))
