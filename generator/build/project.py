"""The project of a body: where its parts lie, and its checked plans as published plans."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.build.action_cache import ActionCache
from generator.build.inputs import InputPaths
from generator.build.tasks.check import cached_check
from generator.checks.check import CheckResult, check
from generator.checks.checked_plan import CheckedPlan
from generator.checks.clock import today_in_rome
from generator.loading.diagnostics import Diagnostic
from generator.loading.file_system import shown_name
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.publishing.permanence import ADDRESSES, FORMER_ADDRESSES, REDIRECTS
from generator.publishing.record import RECORD
from generator.publishing.record_check import check_record
from generator.site.frame.sources import Sources
from generator.site.published_plan import PublishedPlan

CONFIG_NAME = "site_config.yml"


class Project(Struct, frozen=True):
    """A body's project: the folder that holds site_config.yml, plan_data/ and content/."""

    config: Path

    @property
    def root(self) -> Path:
        """The folder that messages name files from."""
        return self.config.parent

    @property
    def plan_data(self) -> Path:
        """The plans, one folder for each period."""
        return self.root / "plan_data"

    @property
    def content(self) -> Path:
        """The Markdown pages."""
        return self.root / "content"

    @property
    def settings(self) -> tuple[Path, ...]:
        """The text files beside the folders; those of the record and of redirects may be missing."""
        named = (self.root / name for name in (FORMER_ADDRESSES, ADDRESSES, REDIRECTS))
        return (self.config, *named)

    def inputs(self, sources: Sources) -> InputPaths:
        """All that a build reads, besides the program; `sources` are those that the configuration names."""
        folders = (self.plan_data, sources.content, *sources.themes, self.root / RECORD)
        return InputPaths(folders, self.settings)

    @property
    def target(self) -> Path:
        """Where the site is built unless the user says otherwise."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """What one build leaves for the next; may be deleted at any time."""
        return self.root / ".cache"

    @property
    def cache_file(self) -> Path:
        """The action cache."""
        return self.cache / "actions.sqlite"


def against_record(root: Path, plans: Iterable[CheckedPlan]) -> Iterable[Diagnostic]:
    """What differs from the record of what is public in a project without a declaration."""
    return check_record(root, {one.folder: one.plan for one in plans})


def check_project(
    project: Project, paths: Sequence[Path] = (), *, cache: ActionCache, processes: int = 1
) -> CheckResult:
    """Check a project as of today in Rome, also against the record of what is public.

    With `paths`, show only what concerns those files and folders. Raises `UnknownPath`.
    """
    return check(
        project.root,
        paths,
        today=today_in_rome(),
        tasks=cached_check(cache, processes),
        other_files=project.settings,
        further=partial(against_record, project.root),
    )


def published_plans(
    checked: Iterable[CheckedPlan], root: Path, today: date | None = None
) -> tuple[PublishedPlan, ...]:
    """The plans that could be read, as they are, or as they were known and assessed on the day `today`."""
    return tuple(_published(checked, root, today))


def _published(checked: Iterable[CheckedPlan], root: Path, today: date | None) -> Iterator[PublishedPlan]:
    for one in checked:
        if one.plan:
            plan = one.plan.known_on(today) if today else one.plan
            yield PublishedPlan(
                plan,
                assess_plan(plan, today),
                source=shown_name(one.folder, root),
                document=_document(one.plan, one.folder),
                digests=one.digests,
                context_digest=one.context_digest,
            )


def _document(plan: Plan, folder: Path) -> bytes | None:
    return (folder / plan.document.file).read_bytes() if plan.document else None
