"""Structures of an indicator: the parts of the body that have values of their own."""

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.records import Record
from generator.importing.recognition.roles import Role
from generator.importing.recognition.safe_texts import safe
from generator.importing.recognition.tree import IndicatorDraft


def part_name(record: Record, role: Role | None) -> str:
    """The name of the structure that a record is of; empty if it names none."""
    one = record.first(role) if role else None
    return safe(one.cell.line) if one and not is_absent(one.text) else ""


def structure_role(draft: IndicatorDraft) -> Role | None:
    """The role of the column that tells the structures of an indicator apart; `None` if it has none."""
    if any(record.first(Role.STRUCTURE) for record in draft.records):
        return Role.STRUCTURE
    offices = {one.cell.line for record in draft.records if (one := record.first(Role.OFFICE))}
    return Role.OFFICE if len(offices) > 1 else None
