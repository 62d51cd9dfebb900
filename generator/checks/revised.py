"""Check of the values in revisions, by the rules about single objectives: each at its place in the file."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.checks.context import RuleContext
from generator.checks.rule_registry import check_objective
from generator.loading.diagnostics import Diagnostic, SourceLocation
from generator.loading.readers.revisions import LocatedRevision
from generator.loading.source_map import SourceMap, part_id
from generator.loading.validation import ValidatedMapping
from generator.plan.model import Plan
from generator.plan.parts import BY_OFFICE
from generator.plan.revisions import revised_indicators


def check_revisions(plan: Plan, revisions: Sequence[LocatedRevision]) -> Iterator[Diagnostic]:
    """What the rules say of the new values, each together with what was in force beside it."""
    for number, located in enumerate(revisions, 1):
        so_far = [one.revision for one in revisions[:number]]
        for code in dict.fromkeys(code for code, _ in located.mappings):
            approved = plan.by_code[code].approved
            indicators = [
                one.with_results((), plan.baseline_year)
                for one in revised_indicators(code, approved.indicators, so_far, plan.years)
            ]
            mappings = {one.id: located.mappings.get((code, one.id)) for one in indicators}
            source_map = SourceMap()
            source_map.put(located.mapping.location)
            for identifier, mapping in mappings.items():
                if mapping:
                    source_map.put_mapping(mapping, code, identifier)
                    for office, row in mapping.table_of_mappings(BY_OFFICE):
                        source_map.put_mapping(row, code, part_id(identifier, office.text))
            context = RuleContext(
                # The fields of the approved plan are checked in their own file.
                ValidatedMapping(located.mapping.location, {}, {}, {}, {}, {}, {}, set(), {}),
                replace(approved, indicators=tuple(one for one in indicators if mappings[one.id])),
                source_map,
                plan.years,
                plan.baseline_year,
                plan.code_forms,
            )
            written = {place for mapping in mappings.values() if mapping for place in _written(mapping)}
            yield from (one for one in check_objective(context) if one.location in written)


def _written(mapping: ValidatedMapping) -> Iterator[SourceLocation]:
    """The places of the values in a revision: what else a rule reports is not of the revision."""
    yield from (scalar.location for scalar in mapping.texts.values())
    for name in ("target", "traguardi_intermedi"):
        yield from (scalar.location for _, scalar in mapping.table_values(name))
    for _, row in mapping.table_of_mappings(BY_OFFICE):
        yield from _written(row)
