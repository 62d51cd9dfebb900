"""One objective read ahead of all else, right after it was saved: the rest of the plan is taken as it was."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.objective_file import ObjectiveFile, read_objective_file
from generator.loading.diagnostics import Diagnostics, Severity
from generator.loading.file_system import read_bounded
from generator.loading.loader import LoadedPlan
from generator.loading.plan_folder import OBJECTIVES_FOLDER
from generator.loading.source_map import SourceMap
from generator.plan.model import Objective, Plan


class ReadAhead(Struct, frozen=True):
    """A plan with an objective as its file has it now."""

    plan: Plan
    objective: Objective


def read_ahead(loaded: LoadedPlan, path: Path) -> ReadAhead | None:
    """A plan that was loaded, with what one of its files holds now.

    `None` where that is no file of an objective that the plan already has, or where it has mistakes: they can
    be told only together with all others.
    """
    plan, context = loaded.plan, loaded.context
    if plan is None or context is None or path.parent != loaded.folder / OBJECTIVES_FOLDER:
        return None
    data = read_bounded(path, path.name, Diagnostics())
    if path.stem not in plan.by_code or data is None:
        return None
    reading = read_objective_file(ObjectiveFile(path, path.name), data, context, SourceMap())
    wrong = any(diagnostic.severity is Severity.ERROR for diagnostic in reading.diagnostics)
    if wrong or reading.objective is None or reading.objective.code != path.stem:
        return None
    former = plan.by_code[path.stem]
    objectives = (reading.objective if one is former else one for one in plan.objectives)
    return ReadAhead(replace(plan, objectives=tuple(objectives)), reading.objective)
