"""Checks a whole project, or some of its files: every plan, and the pages that go with it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.checked_plan import CheckedPlan, CompareObjectives, check_plan, compare_all
from generator.checks.content_pages import (
    CheckPage,
    check_accents,
    check_content_page,
    check_copies,
    check_encoding_of_names,
    check_lengths,
    check_pages,
    check_types,
    check_windows_names,
    find_pages,
)
from generator.checks.continued import check_continued
from generator.checks.objective_check import CheckedObjective, check_objective_files
from generator.checks.suppressions import SuppressedDiagnostic
from generator.loading.conflicts import report_conflicts
from generator.loading.copies import original_of, two_versions
from generator.loading.diagnostics import Diagnostic, Diagnostics, Severity, SourceLocation
from generator.loading.file_system import (
    lies_within,
    links_elsewhere,
    read_bounded,
    shown_name,
    visible_files,
)
from generator.loading.objective_files import ReadObjectives
from generator.loading.plan_folder import find_plans
from generator.plan.errors import VetroError

#: The folders of a project: its plans and its pages.
PLAN_DATA, CONTENT = "plan_data", "content"
#: How the codes of the rules about the record of what is public begin.
_OF_RECORD = "E7"
#: Endings of the texts that content/ may hold besides pages.
_TEXTS = {".csv", ".geojson", ".json", ".tsv", ".ttl", ".txt", ".xml"}


class UnknownPath(VetroError):
    """A path that was asked for and does not exist."""


class CheckResult(Struct, frozen=True):
    """Result of a check. `files` are the names of all files that were checked; all is sorted by location.

    `plans` are those that were loaded for it, oldest period first.
    """

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[SuppressedDiagnostic, ...]
    files: tuple[str, ...]
    plans: tuple[CheckedPlan, ...] = ()

    def count(self, severity: Severity) -> int:
        """Number of diagnostics of that severity that are not suppressed."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def passes(self, *, strict: bool = False) -> bool:
        """Whether there are no errors; with `strict`, no warnings either."""
        return not (self.diagnostics if strict else self.count(Severity.ERROR))

    @property
    def drafts(self) -> tuple[CheckedPlan, ...]:
        """The plans that have not been approved."""
        return tuple(one for one in self.plans if one.plan and one.plan.is_draft)

    def without_drafts(self) -> "CheckResult":
        """The result without drafts, but for what the record of what is public has against them."""
        drafts = {one.folder.name for one in self.drafts}
        return replace(
            self,
            diagnostics=tuple(
                one
                for one in self.diagnostics
                if _period_of(one) not in drafts or one.code.startswith(_OF_RECORD)
            ),
            suppressed=tuple(one for one in self.suppressed if _period_of(one.diagnostic) not in drafts),
            plans=tuple(one for one in self.plans if one.folder.name not in drafts),
        )

    @property
    def buildable(self) -> tuple[CheckedPlan, ...]:
        """The plans that a site can be made of: all but drafts with errors; none if others have errors."""
        drafts = {one.folder.name for one in self.drafts}
        wrong = {_period_of(one) for one in self.diagnostics if one.severity is Severity.ERROR}
        if wrong - drafts:
            return ()
        return tuple(one for one in self.plans if one.folder.name not in wrong)


def _period_of(diagnostic: Diagnostic) -> str:
    """The folder of the plan that a diagnostic is about, empty if it is about none."""
    folder, _, name = diagnostic.location.file.partition("/")
    return name.partition("/")[0] if folder == PLAN_DATA else ""


class CheckTasks(Struct, frozen=True):
    """How the parts of a check are carried out: each anew, or from a cache and by several processes."""

    read_objectives: ReadObjectives[CheckedObjective] = check_objective_files
    compare: CompareObjectives = compare_all
    check_page: CheckPage = check_content_page


#: Everything anew, in this process.
UNCACHED = CheckTasks()


#: A check of the plans that were read, which needs more than their files.
FurtherCheck = Callable[[Sequence[CheckedPlan]], Iterable[Diagnostic]]


def no_further_check(_plans: Sequence[CheckedPlan]) -> Iterable[Diagnostic]:
    """A check that finds nothing."""
    return ()


def check(
    root: Path,
    paths: Sequence[Path] = (),
    *,
    today: date | None = None,
    tasks: CheckTasks = UNCACHED,
    other_files: Sequence[Path] = (),
    further: FurtherCheck = no_further_check,
) -> CheckResult:
    """Check the project in `root`; with `paths`, show only what concerns those files and folders.

    Whole plans are read even then, since half of the rules compare a file with the others. Without
    `today` nothing is known of the future. `other_files` are texts besides plans and pages that the site is
    made from: they may hold no merge conflict. `further` checks the plans that were read. Raises
    `UnknownPath`.
    """
    wanted = tuple(_existing(path) for path in paths)
    folders = (root / PLAN_DATA, root / CONTENT)
    if unnamed := [one for folder in folders for one in check_encoding_of_names(folder, root)]:
        # Nothing that comes after could pass these names on.
        return CheckResult(tuple(unnamed), (), tuple(one.location.file for one in unnamed))
    diagnostics = Diagnostics()
    suppressed: list[SuppressedDiagnostic] = []
    files: set[str] = set()
    loaded_plans: list[CheckedPlan] = []
    plans = find_plans(root / PLAN_DATA)
    # Plans refer to one another.
    reads_plans = any(_concerns(folder, wanted) for folder in plans)
    if not plans:
        message = "non c'è nessun piano: ci vuole una cartella con piano.yml, come 2025-2027/"
        diagnostics.add(SourceLocation(shown_name(root / PLAN_DATA, root)), "E100", message)
    names = {folder.name for folder in plans}
    for folder in plans:
        if original := original_of(folder.name, names):
            location = SourceLocation(shown_name(folder, root))
            diagnostics.add(location, "E214", two_versions(folder.name, original))
            continue
        if reads_plans:
            loaded = check_plan(folder, root, tasks.read_objectives, tasks.compare, today)
            loaded_plans.append(loaded)
            diagnostics.extend(loaded.diagnostics)
            suppressed += loaded.suppressed
            files |= loaded.files
    diagnostics.extend(check_continued(loaded_plans))
    diagnostics.extend(further(loaded_plans))
    _check_files(root, other_files, diagnostics)
    pages = tuple(page for page in find_pages(root / CONTENT) if _concerns(page, wanted))
    page_diagnostics, page_suppressed = check_pages(pages, root / CONTENT, root, tasks.check_page)
    diagnostics.extend(page_diagnostics)
    suppressed += page_suppressed
    files |= {shown_name(page, root) for page in pages}
    return CheckResult(
        diagnostics=tuple(one for one in diagnostics if _is_wanted(one.location.file, root, wanted)),
        suppressed=tuple(
            sorted(
                (one for one in suppressed if _is_wanted(one.diagnostic.location.file, root, wanted)),
                key=lambda one: (one.diagnostic.location, one.diagnostic.code),
            )
        ),
        files=tuple(sorted(name for name in files if _is_wanted(name, root, wanted))),
        plans=tuple(loaded_plans),
    )


def _check_files(root: Path, other_files: Iterable[Path], diagnostics: Diagnostics) -> None:
    """Report what is wrong with files apart from plans and pages: links, names, merge conflicts."""
    for folder in (root / PLAN_DATA, root / CONTENT):
        diagnostics.extend(links_elsewhere(folder, root))
        diagnostics.extend(check_accents(folder, root))
        diagnostics.extend(check_windows_names(folder, root))
        diagnostics.extend(check_lengths(folder, root))
    diagnostics.extend(check_copies(root / CONTENT, root))
    diagnostics.extend(check_types(root / CONTENT, root))
    _check_conflicts(other_files, root, diagnostics, leftovers=True)
    texts = (path for path in visible_files(root / CONTENT) if path.suffix.lower() in _TEXTS)
    _check_conflicts(texts, root, diagnostics, leftovers=False)


def _check_conflicts(files: Iterable[Path], root: Path, diagnostics: Diagnostics, *, leftovers: bool) -> None:
    """Report the merge conflicts of texts that no other part of the check reads."""
    for path in files:
        if path.is_file() and lies_within(path, root):
            name = shown_name(path, root)
            data = read_bounded(path, name, diagnostics) or b""
            report_conflicts(data.decode("utf-8", errors="replace"), name, diagnostics, leftovers=leftovers)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise UnknownPath(str(path))
    return path.resolve()


def _concerns(path: Path, wanted: Sequence[Path]) -> bool:
    """Whether a file or folder holds, or lies in, something that was asked for."""
    return _asked_for(path, wanted) or any(one.is_relative_to(path.resolve()) for one in wanted)


def _is_wanted(name: str, root: Path, wanted: Sequence[Path]) -> bool:
    """Whether a file, by its name in diagnostics, was asked for."""
    return not wanted or _asked_for(root / name, wanted)


def _asked_for(path: Path, wanted: Sequence[Path]) -> bool:
    if not wanted:
        return True
    # A link lies where it stands, and where it leads.
    where = path.parent.resolve() / path.name
    return any(where.is_relative_to(one) or lies_within(path, one) for one in wanted)
