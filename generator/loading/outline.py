"""The outline of a plan: what its piano.yml says, before anything else is read."""

from collections.abc import Iterator
from pathlib import Path

from generator.loading import schemas
from generator.loading.assembly import make_plan
from generator.loading.diagnostics import Diagnostics
from generator.loading.plan_folder import PLAN_FILE, PlanFolder, find_plans
from generator.loading.readers.plan_metadata import read_metadata
from generator.loading.readers.registers import Registers
from generator.loading.validation import validate_mapping
from generator.plan.model import Plan


def plan_outlines(plan_data: Path) -> Iterator[Plan]:
    """The plans without their objectives, oldest period first; those that cannot be made out are left out."""
    for folder in find_plans(plan_data):
        diagnostics = Diagnostics()
        node = PlanFolder(folder, plan_data, diagnostics).parse(PLAN_FILE)
        mapping = validate_mapping(node, schemas.PLAN, diagnostics) if node else None
        head = read_metadata(mapping, diagnostics) if mapping else None
        if head and head.years and head.baseline_year is not None:
            yield make_plan(head, head.baseline_year, Registers(None, None, None, None), (), (), ())
