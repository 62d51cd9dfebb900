"""The outline of a plan: what its piano.yml says, before anything else is read."""

from collections.abc import Iterator
from pathlib import Path

from generator.plan.model import Plan
from generator.source import shapes
from generator.source.assembly import make_plan
from generator.source.findings import Findings
from generator.source.folder import PLAN_FILE, PlanFolder, find_plans
from generator.source.plan_file import read_head
from generator.source.registers import Registers
from generator.source.structure import check_record


def plan_outlines(plan_data: Path) -> Iterator[Plan]:
    """The plans without their objectives, oldest period first; those that cannot be made out are left out."""
    for folder in find_plans(plan_data):
        findings = Findings()
        node = PlanFolder(folder, plan_data, findings).parse(PLAN_FILE)
        record = check_record(node, shapes.PLAN, findings) if node else None
        head = read_head(record, findings) if record else None
        if head and head.years and head.baseline_year is not None:
            yield make_plan(head, head.baseline_year, Registers(None, None, None, None), (), (), ())
