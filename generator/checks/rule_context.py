"""What the rules look at: an objective as far as it could be read, with the file it was read from."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field

from generator.loading.diagnostics import SourceLocation
from generator.loading.source_map import SourceMap
from generator.loading.validation import ValidatedMapping
from generator.plan.model import Indicator, Objective
from generator.plan.values import Value


class RuleContext(Struct, frozen=True, eq=False, dict=True):
    """The file of an objective: `record` as it is written, `objective` as far as it could be made out.

    `years` and `baseline_year` are the plan's; none where piano.yml cannot be read.
    """

    record: ValidatedMapping
    objective: Objective | None
    places: SourceMap = field(default_factory=SourceMap)
    years: tuple[int, ...] = ()
    baseline_year: int | None = None

    def indicators(self) -> Sequence[tuple[Objective, Indicator]]:
        """The indicators that could be read, each with its objective."""
        return self._indicators

    @cached_property
    def _indicators(self) -> Sequence[tuple[Objective, Indicator]]:
        # Once for all the rules that go through them.
        objective = self.objective
        return [(objective, indicator) for indicator in objective.indicators] if objective else []

    def indicator_records(self) -> tuple[ValidatedMapping, ...]:
        """The indicators as they are written, readable or not."""
        return self.record.records("indicatori")

    def values(self, indicator: Indicator) -> Iterator[tuple[tuple[str, str], Value]]:
        """The baseline and the targets of an indicator, each with its path within it."""
        if indicator.baseline is not None and self.baseline_year is not None:
            yield ("stato", str(self.baseline_year)), indicator.baseline
        for year, target in indicator.targets.items():
            yield ("target", str(year)), target

    def place(self, objective: Objective, indicator: Indicator, *path: str) -> SourceLocation:
        """Where a part of an indicator stands."""
        return self.places.of(objective.code, indicator.id, *path)
