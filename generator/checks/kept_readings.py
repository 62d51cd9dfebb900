"""Readings of files as lines that are kept for the next run, so that only what changed is read anew.

Two lines a file: one with what is always needed, one with what rules compare, which is looked at only where
some objective has changed. Indicators are not kept: whoever asks for them has the file read again.
"""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.json import decode, encode
from msgspec.structs import astuple

from generator.checks.duplicates import ComparableIndicator
from generator.checks.formula_variants import FormulaText
from generator.checks.objective_file import Reading
from generator.checks.suppressions import Suppression
from generator.loading.diagnostics import Diagnostic, SourceLocation
from generator.loading.readers.registers import Registers
from generator.plan.lazily import LazySequence
from generator.plan.model import DocumentWording, Indicator, Objective, Resources
from generator.plan.value_parser import read_euro


def line_of(reading: Reading) -> bytes:
    """A reading without what is compared and without its indicators."""
    code = reading.code
    return encode(
        [
            [code[0], *_spot(code[1])] if code else None,
            _objective(reading.objective) if reading.objective else None,
            sorted(reading.ids),
            [[*_spot(one.location), one.code, one.message] for one in reading.diagnostics],
            [
                [one.code, one.reason, *_spot(one.location), one.start, one.end]
                for one in reading.suppressions
            ],
        ]
    )


def reading_of(
    line: bytes, name: str, registers: Registers, indicators: Callable[[], Sequence[Indicator]]
) -> Reading:
    """The reading of a line; `indicators` reads those of the objective."""
    code, objective, ids, diagnostics, suppressions = decode(line)
    return Reading(
        name=name,
        code=(code[0], SourceLocation(name, *code[1:])) if code else None,
        objective=_as_objective(objective, registers, indicators) if objective else None,
        ids=frozenset(ids),
        diagnostics=tuple(
            Diagnostic(SourceLocation(name, row, column), *said) for row, column, *said in diagnostics
        ),
        suppressions=tuple(
            Suppression(
                code, reason, SourceLocation(name, row, column), frozenset({name}), tuple(start), tuple(end)
            )
            for code, reason, row, column, start, end in suppressions
        ),
    )


def comparison_line_of(reading: Reading) -> bytes:
    """What is compared of a reading: its indicators and, after a tab, the wordings of its formulas."""
    comparable_indicators = [
        [*said, _spot(type_location), _spot(unit_location), _spot(target_location)]
        for *said, type_location, unit_location, target_location in map(
            astuple, reading.comparable_indicators
        )
    ]
    formulas = [[one.words, *_spot(one.location), one.objective] for one in reading.formulas]
    return b"\t".join((encode(comparable_indicators), encode(formulas)))


def comparable_indicators_of(line: bytes, name: str) -> list[ComparableIndicator]:
    """The indicators that are compared, from their line."""
    return [_as_comparable_indicator(cells, name) for cells in decode(line.partition(b"\t")[0])]


def formulas_of(line: bytes, name: str) -> list[FormulaText]:
    """The wordings that are compared, from their line."""
    rows = decode(line.partition(b"\t")[2])
    return [
        FormulaText(words, SourceLocation(name, row, column), owner) for words, row, column, owner in rows
    ]


def _as_comparable_indicator(cells: list[Any], name: str) -> ComparableIndicator:
    return ComparableIndicator(*cells[:-3], *(SourceLocation(name, *spot) for spot in cells[-3:]))


def _spot(location: SourceLocation) -> tuple[int, int]:
    return location.line, location.column


def _objective(objective: Objective) -> list[Any]:
    programme, wording = objective.programme, objective.wording
    return [
        *(objective.code, objective.kind, objective.title, objective.description, objective.area.code),
        f"{programme.mission_code}/{programme.code}" if programme else None,
        objective.resources.text if objective.resources else None,
        objective.department.id if objective.department else None,
        [office.id for office in objective.offices],
        len(objective.indicators),
        [wording.area, wording.mission, wording.programme, wording.department, wording.offices],
        objective.notes,
        objective.editorial_notes,
    ]


def _as_objective(
    fields: list[Any], registers: Registers, indicators: Callable[[], Sequence[Indicator]]
) -> Objective:
    code, kind, title, description, area, programme, resources, department, offices, count, *rest = fields
    wording, notes, editorial_notes = rest
    return Objective(
        code=code,
        kind=kind,
        title=title,
        description=description,
        area=(registers.areas or {})[area],
        programme=(registers.programmes or {})[programme] if programme else None,
        resources=None if resources is None else Resources(resources, read_euro(resources)),
        department=(registers.departments or {})[department] if department else None,
        offices=tuple((registers.offices or {})[office] for office in offices),
        indicators=LazySequence(count, indicators),
        wording=DocumentWording(*wording),
        notes=tuple(notes),
        editorial_notes=tuple(editorial_notes),
    )
