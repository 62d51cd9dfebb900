"""Check of one objective file: all that can be told of it without looking at the others."""

import hashlib
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.checks.context import RuleContext
from generator.checks.duplicates import ComparableIndicator, distinctive_baseline, numeric_key
from generator.checks.formula_variants import FormulaText, words_of
from generator.checks.rule_registry import check_data, check_objective
from generator.checks.suppressions import Suppression, suppressions_of_objective
from generator.loading import schemas
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation
from generator.loading.file_system import read_bounded
from generator.loading.lookalikes import explain_by_lookalikes
from generator.loading.objective_files import ObjectiveFile
from generator.loading.plan_folder import OBJECTIVES_FOLDER, misplaced
from generator.loading.readers.objectives import ObjectiveContext, read_objective, read_ties
from generator.loading.source_map import SourceMap
from generator.loading.tree import NO_TIES, Ties
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml.parser import parse
from generator.plan.identifiers import SLUG
from generator.plan.model import Objective
from generator.plan.values import show


class CheckedObjective(Struct, frozen=True):
    """What an objective file holds. `objective` is `None` if its code or area could not be made out.

    `digest` is the SHA-256 of the bytes that were read, empty where the file could not be read. `code` is the
    one written in it, with its location; `ids` are those of its indicators, also of those that could not be
    read. `indicators` and `formulas` are what rules compare with other objectives, `ties` say where it names
    others.
    """

    name: str
    digest: str = ""
    code: tuple[str, SourceLocation] | None = None
    objective: Objective | None = None
    ids: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    indicators: tuple[ComparableIndicator, ...] = ()
    formulas: tuple[FormulaText, ...] = ()
    ties: Ties = NO_TIES


def check_objective_files(
    files: Sequence[ObjectiveFile],
    context: ObjectiveContext,
    context_digest: str,  # noqa: ARG001 - the signature of `ReadObjectives`
) -> tuple[CheckedObjective, ...]:
    """Read and check files one after the other."""
    return tuple(read_and_check(file, context) for file in files)


def read_and_check(file: ObjectiveFile, context: ObjectiveContext) -> CheckedObjective:
    """Read a file and check it; one that cannot be read is a diagnostic."""
    diagnostics = Diagnostics()
    data = read_bounded(file.path, file.name, diagnostics)
    if data is None:
        return CheckedObjective(file.name, diagnostics=diagnostics.sorted())
    return check_objective_file(file, data, context)


def check_objective_file(file: ObjectiveFile, data: bytes, context: ObjectiveContext) -> CheckedObjective:
    """Check the bytes of a file with the rules about single objectives."""
    diagnostics = Diagnostics()
    digest = hashlib.sha256(data).hexdigest()
    node = parse(data, file.name, diagnostics)
    if node and (message := misplaced(node, OBJECTIVES_FOLDER)):
        diagnostics.add(SourceLocation(file.name), "E211", message)
        return CheckedObjective(file.name, digest, diagnostics=diagnostics.sorted())
    mapping = validate_mapping(node, schemas.OBJECTIVE, diagnostics) if node else None
    text = data.decode("utf-8", errors="replace")
    diagnostics.extend(check_data(file.name, text))
    if mapping is None:
        return CheckedObjective(
            file.name, digest, diagnostics=tuple(explain_by_lookalikes(diagnostics.sorted(), text))
        )
    source_map = SourceMap()
    objective = read_objective(mapping, file.path.stem, context, source_map, diagnostics)
    years, baseline_year = context.indicators.years, context.indicators.baseline_year
    code = mapping.scalar("codice")
    added = frozenset(identifier for of, identifier in context.added if code and of == code.text)
    rule_context = RuleContext(mapping, objective, source_map, years, baseline_year, context.forms, added)
    diagnostics.extend(check_objective(rule_context))
    suppressions = suppressions_of_objective(file.name, mapping, diagnostics)
    return CheckedObjective(
        name=file.name,
        digest=digest,
        code=(code.text, code.location) if code else None,
        objective=objective,
        ids=_ids_of(rule_context),
        diagnostics=tuple(explain_by_lookalikes(diagnostics.sorted(), text)),
        suppressions=suppressions,
        indicators=tuple(_comparable_indicators(rule_context)),
        formulas=tuple(_formulas(mapping)),
        ties=read_ties(mapping),
    )


def _ids_of(context: RuleContext) -> frozenset[str]:
    """The ids as they are written; an empty one too if one is wrong: results may have the right one."""
    ids = [one.text("id") for one in context.indicator_mappings()]
    is_sound = len(set(ids)) == len(ids) and all(map(SLUG.match, ids))
    return frozenset(ids if is_sound else [*ids, ""])


def _comparable_indicators(context: RuleContext) -> Iterator[ComparableIndicator]:
    first = context.years[0] if context.years else None
    for objective, indicator in context.indicators():
        target = indicator.targets.get(first) if first else None
        baseline = indicator.baseline
        yield ComparableIndicator(
            objective=objective.code,
            id=indicator.id,
            name_words=words_of(indicator.name),
            formula_words=words_of(indicator.formula),
            type=indicator.type,
            unit=indicator.unit.symbol,
            unit_text=indicator.unit_text,
            baseline=numeric_key(baseline),
            distinctive_baseline=distinctive_baseline(baseline),
            target=numeric_key(target),
            target_text=show(target) if target is not None else "",
            type_location=context.location(objective, indicator, "tipologia"),
            unit_location=context.location(objective, indicator, "unita"),
            target_location=context.location(objective, indicator, "target", str(first)),
        )


def _formulas(mapping: ValidatedMapping) -> Iterator[FormulaText]:
    for indicator in mapping.mapping_list("indicatori"):
        if formula := indicator.scalar("formula"):
            yield FormulaText(words_of(formula.text), formula.location, mapping.text("codice"))
