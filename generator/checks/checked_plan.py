"""A plan with all that the rules say of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from msgspec import Struct, field

from generator.checks.context import CrossRuleContext
from generator.checks.measured import MeasuredIndicator, Result
from generator.checks.objective_check import CheckedObjective, check_objective_files
from generator.checks.revised import check_revisions
from generator.checks.rule_registry import check_data, check_measured, check_verdict, compare_objectives
from generator.checks.suppressions import (
    SuppressedDiagnostic,
    apply_suppressions,
    read_suppressions,
    suppressions_of_measurements,
)
from generator.checks.verdicts import verdicts_of
from generator.loading.diagnostics import Diagnostic, Diagnostics, Severity, SourceLocation
from generator.loading.loader import LoadedFolder, load_folder
from generator.loading.lookalikes import explain_by_lookalikes
from generator.loading.objective_files import ReadObjectives, codes_of
from generator.loading.readers.measurements import LocatedMeasurement
from generator.loading.readers.objectives import ObjectiveContext
from generator.plan.measurement import PartResults
from generator.plan.model import Plan
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.values import NotAvailable, Value

#: Applies the rules that compare objectives. The number is the plan's first year.
CompareObjectives = Callable[[Sequence[CheckedObjective], int | None], tuple[Diagnostic, ...]]


class CheckedPlan(Struct, frozen=True):
    """The plan of a folder. `plan` is `None` when piano.yml cannot be read; it lacks what has errors.

    `diagnostics` are those that are not suppressed. `files` are the names of all files that were read;
    `digests` are of the bytes of objective files, by code; `context` is what objectives may refer to
    (piano.yml and the registers), `context_digest` the digest of those files. `ids` are those of the
    indicators by the code of their objective, also of what could not be read; `continues` is where something
    says what it continues, by code and id (empty for the objective itself).
    """

    folder: Path
    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[SuppressedDiagnostic, ...]
    files: frozenset[str]
    context: ObjectiveContext
    context_digest: str
    digests: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    continues: Mapping[tuple[str, str], SourceLocation] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        """Whether the plan may be published."""
        return self.plan is not None and not any(one.severity is Severity.ERROR for one in self.diagnostics)


def compare_all(objectives: Sequence[CheckedObjective], first_year: int | None) -> tuple[Diagnostic, ...]:
    """What the rules that compare objectives say."""
    indicators = tuple(indicator for one in objectives for indicator in one.indicators)
    formulas = tuple(formula for one in objectives for formula in one.formulas)
    return tuple(compare_objectives(CrossRuleContext(indicators, formulas, first_year)))


def check_plan(
    folder: Path,
    root: Path,
    read_objectives: ReadObjectives[CheckedObjective] = check_objective_files,
    compare: CompareObjectives = compare_all,
    today: date | None = None,
) -> CheckedPlan:
    """Read the plan in a folder and apply every rule to it. Names in diagnostics are relative to `root`.

    Without `today` nothing is known of the future.
    """
    diagnostics = Diagnostics()
    loaded = load_folder(folder, root, read_objectives, today, diagnostics)
    for one in loaded.objectives:
        diagnostics.extend(one.diagnostics)
    diagnostics.extend(compare(loaded.objectives, next(iter(loaded.context.indicators.years), None)))
    for measured in _measured_indicators(loaded):
        diagnostics.extend(check_measured(measured))
    if loaded.plan is not None:
        diagnostics.extend(check_revisions(loaded.plan, loaded.revisions))
        for verdict in verdicts_of(loaded.plan, loaded.measurements):
            diagnostics.extend(check_verdict(verdict))
    for name, text in loaded.texts.items():
        diagnostics.extend(check_data(name, text))
    return _checked(folder, loaded, diagnostics)


def _is_declared(one: LocatedMeasurement, part: str) -> bool:
    """Whether a degree or a status was written, even a wrong one: the reader reports it."""
    if one.mapping is None:
        return False
    rows = (row for field in (STEPS, BY_OFFICE) for row in one.mapping.table_of_mappings(field))
    own = (row for key, row in rows if key.text == part)
    return any(each.keys.keys() & {"grado_dichiarato", "esito"} for each in (one.mapping, *own))


def _measured_indicators(loaded: LoadedFolder[CheckedObjective]) -> Iterator[MeasuredIndicator]:
    """The indicators of a plan that have results."""
    if loaded.plan is None or not loaded.measurements:
        return
    results: dict[tuple[str, str, str], list[Result]] = {}
    for one in loaded.measurements:
        measurement = one.measurement
        value = measurement.value
        values = value.results if isinstance(value, PartResults) else (("", value),)
        for part, found in values:
            if isinstance(found, Value) and not isinstance(found, NotAvailable):
                key = measurement.objective, measurement.indicator, part
                results.setdefault(key, []).append(
                    Result(found, measurement.day, one.location, _is_declared(one, part))
                )
    locations = {
        (indicator.objective, indicator.id): indicator.target_location
        for one in loaded.objectives
        for indicator in one.indicators
    }
    for (code, identifier, part), of_one in results.items():
        indicator = loaded.plan.by_code[code].indicator(identifier)
        yield MeasuredIndicator(
            next((one for one in indicator.parts if one.id == part), indicator),
            loaded.plan.policy,
            tuple(sorted(of_one, key=lambda result: result.day)),
            locations[code, identifier],
        )


def _checked(folder: Path, loaded: LoadedFolder[CheckedObjective], diagnostics: Diagnostics) -> CheckedPlan:
    files = frozenset(loaded.texts) | {one.name for one in loaded.objectives if one.digest}
    suppressions = [suppression for one in loaded.objectives for suppression in one.suppressions]
    suppressions += suppressions_of_measurements(loaded.measurements, diagnostics)
    for revision in loaded.revisions:
        name = revision.mapping.location.file
        suppressions += read_suppressions(revision.mapping, frozenset({name}), diagnostics)
    if loaded.metadata:
        suppressions += read_suppressions(loaded.metadata, files, diagnostics)
    still_open, suppressed = apply_suppressions(_explained(diagnostics, loaded.texts), suppressions)
    return CheckedPlan(
        folder=folder,
        plan=loaded.plan,
        diagnostics=still_open,
        suppressed=suppressed,
        files=files,
        context=loaded.context,
        context_digest=loaded.context_digest,
        digests={one.objective.code: one.digest for one in loaded.objectives if one.objective},
        ids={code: tuple(sorted(one.ids)) for one in loaded.objectives for code in codes_of(one)},
        continues={
            (one.code[0], identifier): location
            for one in loaded.objectives
            if one.code
            for identifier, location in one.ties.continues.items()
        },
    )


def _explained(diagnostics: Diagnostics, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """The diagnostics, with look-alikes named; those of objectives were explained with their files."""
    for name, of_file in groupby(diagnostics.sorted(), key=lambda one: one.location.file):
        yield from explain_by_lookalikes([*of_file], texts.get(name, ""))
