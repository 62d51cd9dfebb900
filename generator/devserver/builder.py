"""Builds for the live preview: the whole site, and beforehand the pages of a saved file."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.build.action_cache import ActionCache
from generator.build.inputs import read_inputs
from generator.build.project import Project, published_plans
from generator.build.site_build import BuildOptions, SiteBuild
from generator.build.tasks.check import cached_check
from generator.checks.check import check
from generator.checks.checked_plan import CheckedPlan
from generator.checks.clock import today_in_rome
from generator.checks.objective_check import read_and_check
from generator.loading.diagnostics import Diagnostic, Severity
from generator.loading.loader import ObjectiveFile
from generator.loading.plan_folder import OBJECTIVES_FOLDER
from generator.plan.model import Objective
from generator.publishing.output_dir import MemoryOutput
from generator.publishing.permanence import Permanence
from generator.site.frame.sources import read_sources


class DevBuilder(Struct):
    """Builds the site of a project; keeps the last successful build with its plans."""

    project: Project
    _plans: tuple[CheckedPlan, ...] = ()
    _build: SiteBuild | None = None

    def build(self, output: MemoryOutput) -> tuple[Diagnostic, ...]:
        """Build the site, unless the check finds errors; the diagnostics of the check."""
        project, self._build = self.project, None
        sources = read_sources(project.config)
        inputs = read_inputs((sources.content, sources.theme), (project.config,))
        with ActionCache(project.cache_file) as cache:
            tasks, today = cached_check(cache), today_in_rome()
            result = check(project.root, today=today, tasks=tasks, other_files=project.settings)
            if not result.passes():
                return result.diagnostics
            plans = published_plans(result.plans, project.root)
            build = SiteBuild(plans, project.config, output, BuildOptions(cache, inputs))
            build.write(Permanence())
        self._plans, self._build = result.plans, build
        return result.diagnostics

    def preview(self, path: Path) -> Mapping[str, bytes]:
        """The pages of the objective in a saved file, equal to those of the next build, by path.

        Empty unless it is the file of an objective of the last build and has no errors; errors are reported
        by the next build together with all others.
        """
        for number, checked in enumerate(self._plans if self._build else ()):
            if self._build and (objective := _read_again(checked, path)):
                return self._build.pages_of(number, objective)
        return {}


def _read_again(checked: CheckedPlan, path: Path) -> Objective | None:
    """The objective in a changed file; `None` if it is not in the plan or the file has errors."""
    if checked.plan is None or path.parent != checked.folder / OBJECTIVES_FOLDER:
        return None
    if path.stem not in checked.plan.by_code:
        return None
    read = read_and_check(ObjectiveFile(path, path.name), checked.context)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in read.diagnostics):
        return None
    objective = read.objective
    return objective if objective and objective.slug == path.stem else None
