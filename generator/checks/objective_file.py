"""Reads the file of one objective: all that can be told of it without looking at the others."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.checks.duplicates import ComparableIndicator, figure_of, uncommon
from generator.checks.formula_variants import Wording, words_of
from generator.checks.rule_context import RuleContext
from generator.checks.rule_registry import check_data, check_objective
from generator.checks.suppressions import Suppression, suppressions_of_objective
from generator.loading import schemas as shapes
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation
from generator.loading.readers.objectives import ObjectiveContext, read_objective
from generator.loading.source_map import SourceMap
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml.parser import parse
from generator.plan.model import Objective
from generator.plan.values import show


class ObjectiveFile(Struct, frozen=True):
    """Where the file of an objective lies, and how findings name it."""

    path: Path
    name: str


class Reading(Struct, frozen=True):
    """What a file holds. `objective` is `None` if its code or area could not be made out.

    `code` is the one written in it, with its place; `ids` are those of its indicators, even of those that
    could not be read. `members` and `wordings` are what rules compare with other objectives.
    """

    name: str
    code: tuple[str, SourceLocation] | None
    objective: Objective | None
    ids: frozenset[str] = frozenset()
    findings: tuple[Diagnostic, ...] = ()
    accepted: tuple[Suppression, ...] = ()
    members: tuple[ComparableIndicator, ...] = ()
    wordings: tuple[Wording, ...] = ()


def read_objective_file(
    file: ObjectiveFile, data: bytes, context: ObjectiveContext, places: SourceMap
) -> Reading:
    """Read a file and apply the rules about single objectives; places of its parts go into `places`."""
    findings = Diagnostics()
    node = parse(data, file.name, findings)
    record = validate_mapping(node, shapes.OBJECTIVE, findings) if node else None
    findings.extend(check_data(file.name, data.decode("utf-8", errors="replace")))
    if record is None:
        return Reading(file.name, None, None, findings=findings.sorted())
    objective = read_objective(record, file.path.stem, context, places, findings)
    years, baseline_year = context.indicators.years, context.indicators.baseline_year
    material = RuleContext(record, objective, places, years, baseline_year)
    findings.extend(check_objective(material))
    accepted = suppressions_of_objective(file.name, record, findings)
    code = record.filled("codice")
    return Reading(
        name=file.name,
        code=(code.text, code.place) if code else None,
        objective=objective,
        ids=frozenset(one.text("id") for one in material.indicator_records()),
        findings=findings.sorted(),
        accepted=accepted,
        members=tuple(_members(material)),
        wordings=tuple(_wordings(record)),
    )


def _members(material: RuleContext) -> Iterator[ComparableIndicator]:
    first = material.years[0] if material.years else None
    for objective, indicator in material.indicators():
        target = indicator.targets.get(first) if first else None
        baseline = indicator.baseline
        yield ComparableIndicator(
            objective=objective.code,
            id=indicator.id,
            indicator=words_of(indicator.name),
            formula=words_of(indicator.formula),
            type=indicator.type,
            unit=indicator.unit.value,
            unit_text=indicator.unit_text,
            baseline=figure_of(baseline),
            mark=uncommon(baseline),
            target=figure_of(target),
            target_text=show(target) if target is not None else "",
            type_place=material.place(objective, indicator, "tipologia"),
            unit_place=material.place(objective, indicator, "unita"),
            target_place=material.place(objective, indicator, "target", str(first)),
        )


def _wordings(record: ValidatedMapping) -> Iterator[Wording]:
    for indicator in record.records("indicatori"):
        if formula := indicator.filled("formula"):
            yield Wording(words_of(formula.text), formula.place, record.text("codice"))
