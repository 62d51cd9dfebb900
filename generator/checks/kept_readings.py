"""Readings of files as lines that are kept for the next run, so that only what changed is read anew.

Two lines a file: one with what is always needed, one with what rules compare, which is looked at only where
some objective has changed. Indicators are not kept: whoever asks for them has the file read again.
"""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.json import decode, encode
from msgspec.structs import astuple

from generator.checks.duplicates import ComparableIndicator
from generator.checks.formula_variants import Wording
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
            [[*_spot(one.place), one.code, one.message] for one in reading.findings],
            [[one.code, one.reason, *_spot(one.place), one.start, one.end] for one in reading.accepted],
        ]
    )


def reading_of(
    line: bytes, name: str, registers: Registers, indicators: Callable[[], Sequence[Indicator]]
) -> Reading:
    """The reading of a line; `indicators` reads those of the objective."""
    code, objective, ids, findings, accepted = decode(line)
    return Reading(
        name=name,
        code=(code[0], SourceLocation(name, *code[1:])) if code else None,
        objective=_as_objective(objective, registers, indicators) if objective else None,
        ids=frozenset(ids),
        findings=tuple(
            Diagnostic(SourceLocation(name, row, column), *said) for row, column, *said in findings
        ),
        accepted=tuple(
            Suppression(
                code, reason, SourceLocation(name, row, column), frozenset({name}), tuple(start), tuple(end)
            )
            for code, reason, row, column, start, end in accepted
        ),
    )


def comparison_line_of(reading: Reading) -> bytes:
    """What is compared of a reading: its indicators and, after a tab, the wordings of its formulas."""
    members = [
        [*said, _spot(type_place), _spot(unit_place), _spot(target_place)]
        for *said, type_place, unit_place, target_place in map(astuple, reading.members)
    ]
    wordings = [[one.words, *_spot(one.place), one.owner] for one in reading.wordings]
    return b"\t".join((encode(members), encode(wordings)))


def members_of(line: bytes, name: str) -> list[ComparableIndicator]:
    """The indicators that are compared, from their line."""
    return [_as_member(cells, name) for cells in decode(line.partition(b"\t")[0])]


def wordings_of(line: bytes, name: str) -> list[Wording]:
    """The wordings that are compared, from their line."""
    rows = decode(line.partition(b"\t")[2])
    return [Wording(words, SourceLocation(name, row, column), owner) for words, row, column, owner in rows]


def _as_member(cells: list[Any], name: str) -> ComparableIndicator:
    return ComparableIndicator(*cells[:-3], *(SourceLocation(name, *spot) for spot in cells[-3:]))


def _spot(place: SourceLocation) -> tuple[int, int]:
    return place.line, place.column


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
