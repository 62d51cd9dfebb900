"""The site of the live preview: rebuilt in memory at each change, the viewed page first."""

import re
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from msgspec import Struct

from generator.checks.reporters import counted
from generator.loading.diagnostics import Diagnostic, Severity
from generator.plan.errors import VetroError
from generator.publishing.output_dir import MemoryOutput

ASSETS = Path(__file__).parent / "assets"
_BODY = re.compile(rb"<body[^>]*>")
#: The policies of a page, which would block the notice of problems.
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
#: Maximum time that a request waits, in seconds.
_TIMEOUT = 20.0
#: Maximum number of problems that a page lists; and of errors, or warnings without errors, that it unfolds.
_MOST, _FEW = 50, 3
#: Beginning of the paths of theme files, which do not depend on the plan.
_THEME = "assets/"
#: The path of the page that is served for one that does not exist.
NOT_FOUND = "404.html"


class Problems(Struct, frozen=True):
    """Errors and warnings of a build, one line of text each.

    `are_in_draft` if the site was built in spite of the errors, without the draft that has them.
    """

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    are_in_draft: bool = False

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], *, is_built: bool) -> "Problems":
        """The lines of diagnostics; `is_built` if a site was built."""
        lines: dict[Severity, list[str]] = {severity: [] for severity in Severity}
        for diagnostic in diagnostics:
            lines[diagnostic.severity].append(str(diagnostic))
        errors, warnings = tuple(lines[Severity.ERROR]), tuple(lines[Severity.WARNING])
        return cls(errors, warnings, bool(errors) and is_built)

    def newest_first(self, previous: "Problems") -> "Problems":
        """The same, with the warnings that the previous build did not have before all others.

        A plan may have many warnings for years: the one that a save has caused must be seen among them.
        """
        new = (line for line in self.warnings if line not in previous.warnings)
        old = (line for line in previous.warnings if line in self.warnings)
        return Problems(self.errors, (*new, *old), self.are_in_draft)

    def headline(self, *, has_pages: bool) -> str:
        """How many there are, and what the page shows, in Italian."""
        numbers = ((Severity.ERROR, len(self.errors)), (Severity.WARNING, len(self.warnings)))
        both = ", ".join(counted(severity, number) for severity, number in numbers if number)
        if not self.errors:
            return f"{both}: il sito qui sotto è aggiornato"
        if self.are_in_draft:
            return f"{both}: il sito qui sotto è aggiornato, ma non la bozza"
        if has_pages:
            return f"{both}: sotto c'è l'ultima pagina riuscita"
        return f"{both}: il sito si vedrà qui quando non ci saranno più errori"


class LiveSite:
    """The files of the last successful build, with a version number, and the problems of the last build.

    `build` reads the sources, writes the site unless there are errors, and returns its diagnostics. If it
    raises `VetroError`, each line of the message is an error. With errors the files of the last successful
    build stay: all of them, or those of a draft that has the errors.
    """

    def __init__(self, build: Callable[[MemoryOutput], Iterable[Diagnostic]]) -> None:
        self._build = build
        self._condition = threading.Condition()
        self._output = MemoryOutput()
        self._preview: Mapping[str, bytes] = {}
        self._building = False
        self._viewed = "index.html"
        self._version = 0
        self._problems = Problems()
        environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, trim_blocks=True)
        self._notice = environment.get_template("avvisi.html")
        self._empty = environment.get_template("vuota.html").render().encode()

    @property
    def problems(self) -> Problems:
        """The problems of the last build."""
        return self._problems

    def preview(self, pages: Mapping[str, bytes]) -> None:
        """Serve these pages before the build that follows; requests for other pages wait for that build."""
        with self._condition:
            self._preview, self._building = pages, True
            if self._viewed in pages:
                self._advance()

    def rebuild(self) -> bool:
        """Build the site; false if it failed, or is without a draft. Only one thread may call it."""
        with self._condition:
            self._building = True
            output = MemoryOutput(MemoryOutput(contents=self._output.contents, files=self._output.files))
        try:
            diagnostics = self._build(output)
            problems = Problems.of(diagnostics, is_built=bool(output.contents))
        except VetroError as error:
            problems = Problems(tuple(str(error).splitlines()))
        with self._condition:
            shown = self._preview.get(self._viewed, self._output.contents.get(self._viewed))
            if problems.are_in_draft:
                output.contents = self._output.contents | output.contents
                output.files = self._output.files | output.files
            if problems.are_in_draft or not problems.errors:
                self._output = output
            problems = problems.newest_first(self._problems)
            changed = self._output.contents.get(self._viewed) != shown or problems != self._problems
            self._preview, self._building, self._problems = {}, False, problems
            if changed:
                self._advance()
            self._condition.notify_all()
        return not problems.errors

    def _advance(self) -> None:
        self._version += 1
        self._condition.notify_all()

    def file(self, name: str) -> bytes | None:
        """A file of the site, with the notice of problems in pages; waits while it is being rebuilt.

        Before the first successful build `NOT_FOUND` is an empty page with that notice.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._is_ready(name), _TIMEOUT)
            content = self._preview.get(name, self._output.contents.get(name))
            has_pages = bool(self._output.contents)
            if content is None and name == NOT_FOUND and not has_pages:
                content = self._empty
            if content is None or not name.endswith(".html"):
                return content
            self._viewed = name
            problems = self._problems
            notice = self._notice.render(
                problems=problems,
                headline=problems.headline(has_pages=has_pages),
                version=self._version,
                most=_MOST,
                few=_FEW,
            ).encode(errors="backslashreplace")
        return _BODY.sub(lambda match: match[0] + notice, _POLICY.sub(b"", content), count=1)

    def _is_ready(self, name: str) -> bool:
        return not self._building or name in self._preview or name.startswith(_THEME)

    def wait(self, version: int) -> int:
        """The version number as soon as it differs from `version`, or after the timeout (long polling)."""
        with self._condition:
            self._condition.wait_for(lambda: self._version != version, _TIMEOUT)
            return self._version
