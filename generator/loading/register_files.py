"""Register files of a plan: areas, offices and areas of responsibility, programmes of the budget."""

from collections.abc import Callable
from typing import TypeVar

from generator.loading import schemas
from generator.loading.diagnostics import Diagnostics
from generator.loading.plan_folder import PlanFolder
from generator.loading.readers.registers import (
    Register,
    Registers,
    read_areas,
    read_departments,
    read_offices,
    read_programmes,
)
from generator.loading.schema import Schema
from generator.loading.validation import ValidatedMapping, validate_list, validate_mapping
from generator.plan.code_forms import CodeForms

T = TypeVar("T")


def load_registers(folder: PlanFolder, forms: CodeForms, diagnostics: Diagnostics) -> Registers:
    """The registers of a plan; errors are reported."""
    areas = _read_register(folder, diagnostics, "ambiti.yml", schemas.AREA, read_areas, forms)
    before = len(diagnostics)
    has_offices = folder.has("uffici.yml")
    node = folder.parse("uffici.yml") if has_offices else None
    mapping = validate_mapping(node, schemas.OFFICES, diagnostics) if node else None
    departments = read_departments(mapping.mapping_list("aree"), diagnostics) if mapping else {}
    offices = read_offices(mapping.mapping_list("uffici"), diagnostics) if mapping else {}
    complete = len(diagnostics) == before
    return Registers(
        areas=areas,
        departments=Register(departments, complete, has_offices),
        offices=Register(offices, complete, has_offices),
        programmes=_read_register(
            folder, diagnostics, "missioni.yml", schemas.MISSION, read_programmes, forms
        ),
    )


def _read_register(
    folder: PlanFolder,
    diagnostics: Diagnostics,
    name: str,
    schema: Schema,
    read: Callable[[tuple[ValidatedMapping, ...], CodeForms, Diagnostics], dict[str, T]],
    forms: CodeForms,
) -> Register[T]:
    """The register of a file that is a list; empty where the plan has no such file."""
    if not folder.has(name):
        return Register({}, has_file=False)
    before = len(diagnostics)
    node = folder.parse(name)
    mappings = validate_list(node, schema, diagnostics) if node else ()
    return Register(read(mappings, forms, diagnostics), len(diagnostics) == before)
