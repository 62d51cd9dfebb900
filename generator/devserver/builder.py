"""Builds for the live preview: the whole site, and beforehand the pages of a saved file."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from generator.build.action_cache import ActionCache
from generator.build.inputs import InputPaths, read_inputs
from generator.build.project import Project, check_project, published_plans
from generator.build.site_build import BuildOptions, SiteBuild
from generator.checks.checked_plan import CheckedPlan
from generator.checks.objective_check import read_and_check
from generator.loading.diagnostics import Diagnostic, Severity
from generator.loading.file_system import os_error_message, shown_name
from generator.loading.objective_files import ObjectiveFile
from generator.loading.plan_folder import OBJECTIVES_FOLDER
from generator.plan.errors import VetroError
from generator.plan.model import Objective
from generator.publishing.output_dir import MemoryOutput
from generator.publishing.permanence import read_permanence
from generator.site.frame.sources import Sources, read_sources


class PreviewError(VetroError):
    """The system does not let the site be built; the message is in Italian."""


class DevBuilder(Struct):
    """Builds the site of a project; keeps the last successful build with its plans."""

    project: Project
    _plans: tuple[CheckedPlan, ...] = ()
    _build: SiteBuild | None = None
    _sources: Sources | None = None

    def input_paths(self) -> InputPaths:
        """Where the inputs lie; as long as the configuration cannot be read, where it last said."""
        project = self.project
        try:
            self._sources = read_sources(project.config)
        except (VetroError, OSError):
            if self._sources is None:
                return InputPaths((project.plan_data, project.content), project.settings)
        return project.inputs(self._sources)

    def base_path(self) -> str:
        """The path of the site's address, with a slash at both ends."""
        try:
            path = urlsplit(self._sources.site_url).path if self._sources else ""
        except ValueError:
            path = ""
        return path if path.startswith("/") else "/"

    def build(self, output: MemoryOutput) -> tuple[Diagnostic, ...]:
        """Build the site, unless the check finds errors, without drafts that have some; its diagnostics.

        Raises `VetroError`, also for what the system refuses: a folder may be unreadable, or gone.
        """
        self._build = None
        try:
            return self._build_site(output)
        except OSError as error:
            name = shown_name(Path(os.fsdecode(error.filename)), self.project.root) if error.filename else ""
            raise PreviewError(f"{name or 'il sistema'}: errore: {os_error_message(error)}") from error

    def _build_site(self, output: MemoryOutput) -> tuple[Diagnostic, ...]:
        project = self.project
        sources = self._sources = read_sources(project.config)
        # The frame is the only task that asks for digests of files; the others digest what they read.
        inputs = read_inputs((sources.content, sources.theme), (project.config,))
        with ActionCache(project.cache_file) as cache:
            result = check_project(project, cache=cache)
            if not result.buildable:
                return result.diagnostics
            plans = published_plans(result.buildable, project.root)
            build = SiteBuild(plans, project.config, output, BuildOptions(cache, inputs))
            build.write(read_permanence(project.root))
        self._plans, self._build = result.buildable, build
        return result.diagnostics

    def preview(self, path: Path) -> Mapping[str, bytes]:
        """The pages of the objective in a saved file, equal to those of the next build, by path.

        Empty unless it is the file of an objective of the last build and has no errors; errors are reported
        by the next build together with all others. Raises `OSError`.
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
    return checked.plan.revised(objective) if objective and objective.slug == path.stem else None
