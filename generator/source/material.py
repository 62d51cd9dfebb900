"""What the rules look at: the plan as far as it could be read, with the files it was read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.plan.model import Indicator, Objective, Plan
from generator.plan.values import Value
from generator.source.findings import Place
from generator.source.folder import SourceFile
from generator.source.kinship import Family, find_families
from generator.source.places import Places
from generator.source.structure import Record


@dataclass(frozen=True, slots=True)
class ObjectiveFile:
    """The file of an objective. `objective` is `None` if its code or area could not be made out."""

    name: str
    record: Record
    objective: Objective | None


@dataclass(frozen=True, eq=False)
class Material:
    """All that was read. `plan` is `None` if its head is broken; a rule then does what it can.

    `head` is the record of piano.yml; `files` are all YAML files by name.
    """

    plan: Plan | None = None
    head: Record | None = None
    objective_files: tuple[ObjectiveFile, ...] = ()
    files: Mapping[str, SourceFile] = field(default_factory=dict)
    places: Places = field(default_factory=Places)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the plan, none if its head is broken."""
        return self.plan.years if self.plan else ()

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Indicators that are the same one in several objectives."""
        return find_families(self.indicators())

    def objectives(self) -> Iterator[Objective]:
        """The objectives that could be read, in the order of their files."""
        return (file.objective for file in self.objective_files if file.objective)

    def indicators(self) -> Iterator[tuple[Objective, Indicator]]:
        """The indicators that could be read, each with its objective."""
        return (
            (objective, indicator) for objective in self.objectives() for indicator in objective.indicators
        )

    def indicator_records(self) -> Iterator[tuple[ObjectiveFile, Record]]:
        """The indicators as they are written, readable or not."""
        return (
            (file, record) for file in self.objective_files for record in file.record.records("indicatori")
        )

    def values(self, indicator: Indicator) -> Iterator[tuple[tuple[str, str], Value]]:
        """The baseline and the targets of an indicator, each with its path within it."""
        if indicator.baseline is not None and self.plan:
            yield ("stato", str(self.plan.baseline_year)), indicator.baseline
        for year, target in indicator.targets.items():
            yield ("target", str(year)), target

    def place(self, objective: Objective, indicator: Indicator, *path: str) -> Place:
        """Where a part of an indicator stands."""
        return self.places.of(objective.code, indicator.id, *path)
