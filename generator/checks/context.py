"""What the rules receive: one objective with its file, or the indicators and formulas of the whole plan."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from generator.checks.duplicates import ComparableIndicator, DuplicateGroup, find_duplicate_groups
from generator.checks.formula_variants import FormulaText
from generator.loading.diagnostics import SourceLocation
from generator.loading.source_map import SourceMap, part_id
from generator.loading.validation import ValidatedMapping
from generator.plan.code_forms import NO_FORMS, CodeForms
from generator.plan.indicator import Indicator
from generator.plan.model import Objective
from generator.plan.values import Value, bounds_of

#: Fewer fields are in alphabetical order by chance: of six one time in 720.
_SORTED_FIELDS = 6


class RuleContext(Struct, frozen=True, eq=False, dict=True):
    """The file of one objective: `mapping` as it is written, `objective` as far as it could be read.

    `years` and `baseline_year` are the plan's; empty and `None` if piano.yml cannot be read. `added` are the
    ids of the indicators that revisions add to those of the approved plan; with an empty one the whole is.
    """

    mapping: ValidatedMapping
    objective: Objective | None
    source_map: SourceMap = field(default_factory=SourceMap)
    years: tuple[int, ...] = ()
    baseline_year: int | None = None
    code_forms: CodeForms = NO_FORMS
    added: frozenset[str] = frozenset()

    def indicators(self) -> Sequence[tuple[Objective, Indicator]]:
        """The indicators that could be read, each with its objective."""
        return self._indicators

    @cached_property
    def _indicators(self) -> Sequence[tuple[Objective, Indicator]]:
        objective = self.objective
        return [(objective, indicator) for indicator in objective.indicators] if objective else []

    @cached_property
    def indicators_and_parts(self) -> Sequence[tuple[Objective, Indicator]]:
        """The indicators and their parts, which have values of their own: each under an id of its own."""
        return [(objective, one) for objective, whole in self._indicators for one in (whole, *_parts(whole))]

    def indicator_mappings(self) -> tuple[ValidatedMapping, ...]:
        """The indicators as they are written, also those that could not be read."""
        return self.mapping.mapping_list("indicatori")

    @cached_property
    def has_sorted_fields(self) -> bool:
        """Whether the fields of the file and of each indicator are in the order that programs write."""
        indicators = self.indicator_mappings()
        return (
            bool(indicators)
            and _is_sorted(self.mapping)
            and all(len(one.keys) >= _SORTED_FIELDS and _is_sorted(one) for one in indicators)
        )

    def values(self, indicator: Indicator) -> Iterator[tuple[tuple[str, str], Value]]:
        """The written values before the plan and targets, each with its path; of a range both bounds."""
        for year, value in indicator.values_before(0).items():
            yield ("stato", str(year)), value
        for day, interim in indicator.interim_targets.items():
            yield ("traguardi_intermedi", day.isoformat()), interim
        for year, target in indicator.targets.items():
            if year in indicator.relative_targets:
                # Worked out, and not what is written.
                continue
            for bound in bounds_of(target):
                yield ("target", str(year)), bound

    def location(self, objective: Objective, indicator: Indicator, *path: str) -> SourceLocation:
        """The location of a part of an indicator."""
        return self.source_map.of(objective.code, indicator.id, *path)


def _parts(whole: Indicator) -> Iterator[Indicator]:
    """The parts of an indicator, without the targets that they have from it."""
    for part in whole.parts:
        targets = {} if part.targets == whole.targets else part.targets
        yield replace(part, id=part_id(whole.id, part.id), targets=targets)


class CrossRuleContext(Struct, frozen=True, dict=True):
    """The indicators and formulas of all objectives; `first_year` is that of the targets in the indicators.

    A rule uses either the indicators or the formulas, so that each can be compared without the other.
    """

    comparable_indicators: tuple[ComparableIndicator, ...]
    formulas: tuple[FormulaText, ...]
    first_year: int | None = None

    @cached_property
    def duplicate_groups(self) -> tuple[DuplicateGroup, ...]:
        """Indicators that are the same one in several objectives."""
        return find_duplicate_groups(self.comparable_indicators)


def _is_sorted(mapping: ValidatedMapping) -> bool:
    names = list(mapping.keys)
    return names == sorted(names)
