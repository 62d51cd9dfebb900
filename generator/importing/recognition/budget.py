"""Texts about the budget: missions, programmes, resources."""

import re

from msgspec.structs import replace

from generator.importing.recognition.code_texts import split_code
from generator.importing.recognition.records import Field
from generator.plan.errors import ValueProblem
from generator.plan.value_parser import read_euro


def is_resources(text: str) -> bool:
    """Whether a text is an amount in euros, or words without one."""
    if "€" not in text:
        return not re.search(r"\d", text)
    try:
        amount = read_euro(text)
    except ValueProblem:
        return False
    return amount is not None and amount.euro.as_tuple().exponent in (0, -2)


def divided_programme(mission: Field) -> tuple[Field, Field | None]:
    """Mission and programme of one cell: `01 - Servizi generali / 04 - Entrate`."""
    first, slash, second = mission.cell.line.partition(" / ")
    if not slash or not split_code(second)[0]:
        return mission, None
    cell = mission.cell
    return replace(mission, cell=replace(cell, text=first)), replace(mission, cell=replace(cell, text=second))


def split_budget(text: str) -> tuple[str, str]:
    """The code and the name of a mission or a programme of the budget: figures are always a code."""
    match = re.fullmatch(r"(\d{1,3})[\s.:–—-]+(\D.*)", text)
    return (match[1], match[2]) if match else split_code(text)


def short_code(code: str) -> str:
    """The code of a mission of the budget, of two figures at most: `011` is `11`."""
    return code.lstrip("0") if code.isdigit() and len(code) > 2 else code
