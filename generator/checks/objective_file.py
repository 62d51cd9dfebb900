"""Reads the file of one objective: all that can be told of it without looking at the others."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.checks.context import RuleContext
from generator.checks.duplicates import ComparableIndicator, distinctive_baseline, numeric_key
from generator.checks.formula_variants import FormulaText, words_of
from generator.checks.rule_registry import check_data, check_objective
from generator.checks.suppressions import Suppression, suppressions_of_objective
from generator.loading import schemas
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
    diagnostics: tuple[Diagnostic, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    comparable_indicators: tuple[ComparableIndicator, ...] = ()
    formulas: tuple[FormulaText, ...] = ()


def read_objective_file(
    file: ObjectiveFile, data: bytes, context: ObjectiveContext, source_map: SourceMap
) -> Reading:
    """Read a file and apply the rules about single objectives; places of its parts go into `places`."""
    diagnostics = Diagnostics()
    node = parse(data, file.name, diagnostics)
    mapping = validate_mapping(node, schemas.OBJECTIVE, diagnostics) if node else None
    diagnostics.extend(check_data(file.name, data.decode("utf-8", errors="replace")))
    if mapping is None:
        return Reading(file.name, None, None, diagnostics=diagnostics.sorted())
    objective = read_objective(mapping, file.path.stem, context, source_map, diagnostics)
    years, baseline_year = context.indicators.years, context.indicators.baseline_year
    material = RuleContext(mapping, objective, source_map, years, baseline_year)
    diagnostics.extend(check_objective(material))
    suppressions = suppressions_of_objective(file.name, mapping, diagnostics)
    code = mapping.scalar("codice")
    return Reading(
        name=file.name,
        code=(code.text, code.location) if code else None,
        objective=objective,
        ids=frozenset(one.text("id") for one in material.indicator_mappings()),
        diagnostics=diagnostics.sorted(),
        suppressions=suppressions,
        comparable_indicators=tuple(_comparable_indicators(material)),
        formulas=tuple(_formulas(mapping)),
    )


def _comparable_indicators(material: RuleContext) -> Iterator[ComparableIndicator]:
    first = material.years[0] if material.years else None
    for objective, indicator in material.indicators():
        target = indicator.targets.get(first) if first else None
        baseline = indicator.baseline
        yield ComparableIndicator(
            objective=objective.code,
            id=indicator.id,
            name_words=words_of(indicator.name),
            formula_words=words_of(indicator.formula),
            type=indicator.type,
            unit=indicator.unit.value,
            unit_text=indicator.unit_text,
            baseline=numeric_key(baseline),
            distinctive_baseline=distinctive_baseline(baseline),
            target=numeric_key(target),
            target_text=show(target) if target is not None else "",
            type_location=material.location(objective, indicator, "tipologia"),
            unit_location=material.location(objective, indicator, "unita"),
            target_location=material.location(objective, indicator, "target", str(first)),
        )


def _formulas(mapping: ValidatedMapping) -> Iterator[FormulaText]:
    for indicator in mapping.mapping_list("indicatori"):
        if formula := indicator.scalar("formula"):
            yield FormulaText(words_of(formula.text), formula.location, mapping.text("codice"))
