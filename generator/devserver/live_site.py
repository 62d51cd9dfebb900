"""The site of the live preview: rebuilt in memory at each change, the viewed page first."""

import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from generator.plan.errors import VetroError
from generator.publishing.output_dir import MemoryOutput

ASSETS = Path(__file__).parent / "assets"
_BODY = re.compile(rb"<body[^>]*>")
#: Maximum time that a request waits, in seconds.
_TIMEOUT = 20.0
#: Beginning of the paths of theme files, which do not depend on the plan.
_THEME = "assets/"


class LiveSite:
    """The files of the last successful build, with a version number, and the problems of the last build.

    `build` reads the sources and writes the site. If it raises `VetroError`, each line of its message is a
    problem, and the files of the last successful build stay.
    """

    def __init__(self, build: Callable[[MemoryOutput], None]) -> None:
        self._build = build
        self._condition = threading.Condition()
        self._output = MemoryOutput()
        self._preview: Mapping[str, bytes] = {}
        self._building = False
        self._viewed = "index.html"
        self._version = 0
        self._problems: tuple[str, ...] = ()
        environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, trim_blocks=True)
        self._notice = environment.get_template("avvisi.html")

    @property
    def problems(self) -> tuple[str, ...]:
        """The problems of the last build; empty if it succeeded."""
        return self._problems

    def preview(self, pages: Mapping[str, bytes]) -> None:
        """Serve these pages before the build that follows; requests for other pages wait for that build."""
        with self._condition:
            self._preview, self._building = pages, True
            if self._viewed in pages:
                self._advance()

    def rebuild(self) -> bool:
        """Build the site; false if it failed. Only one thread may call it."""
        with self._condition:
            self._building = True
            output = MemoryOutput(MemoryOutput(contents=self._output.contents, files=self._output.files))
        problems: tuple[str, ...] = ()
        try:
            self._build(output)
        except VetroError as error:
            problems = tuple(str(error).splitlines())
        with self._condition:
            shown = self._preview.get(self._viewed, self._output.contents.get(self._viewed))
            if not problems:
                self._output = output
            changed = self._output.contents.get(self._viewed) != shown or problems != self._problems
            self._preview, self._building, self._problems = {}, False, problems
            if changed:
                self._advance()
            self._condition.notify_all()
        return not problems

    def _advance(self) -> None:
        self._version += 1
        self._condition.notify_all()

    def file(self, name: str) -> bytes | None:
        """A file of the site, with the notice of problems in pages; waits while it is being rebuilt."""
        with self._condition:
            self._condition.wait_for(lambda: self._is_ready(name), _TIMEOUT)
            content = self._preview.get(name, self._output.contents.get(name))
            if content is None or not name.endswith(".html"):
                return content
            self._viewed = name
            notice = self._notice.render(problems=self._problems, version=self._version).encode()
        return _BODY.sub(lambda match: match[0] + notice, content, count=1)

    def _is_ready(self, name: str) -> bool:
        return not self._building or name in self._preview or name.startswith(_THEME)

    def wait(self, version: int) -> int:
        """The version number as soon as it differs from `version`, or after the timeout (long polling)."""
        with self._condition:
            self._condition.wait_for(lambda: self._version != version, _TIMEOUT)
            return self._version
