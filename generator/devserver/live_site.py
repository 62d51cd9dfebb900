"""The site while somebody works on it: rebuilt in memory at each change, the page in hand first."""

import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from generator.plan.errors import VetroError
from generator.publishing.output_dir import MemoryOutput

ASSETS = Path(__file__).parent / "assets"
_BODY = re.compile(rb"<body[^>]*>")
#: Seconds after which a browser that waits is answered, so that no connection stays open for ever.
PATIENCE = 20.0
#: The files of the theme, which do not depend on the plan.
_THEME = "assets/"


class LiveSite:
    """The files of the last build that succeeded, the number of the version, and the problems since.

    `build` reads the sources and writes the site. Raises `VetroError`, each line of which is a problem, if
    there is something to mend; the last good pages then stay.
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
        """What the last build found wrong, nothing if it succeeded."""
        return self._problems

    def preview(self, pages: Mapping[str, bytes]) -> None:
        """Show some pages before the build that will make them; others wait for that build."""
        with self._condition:
            self._preview, self._building = pages, True
            if self._viewed in pages:
                self._advance()

    def rebuild(self) -> bool:
        """Build again; whether it succeeded. Only one thread may call it."""
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
        """A file of the site; waits while it is being made anew. Pages get the notice at their top."""
        with self._condition:
            self._condition.wait_for(lambda: self._is_ready(name), PATIENCE)
            content = self._preview.get(name, self._output.contents.get(name))
            if content is None or not name.endswith(".html"):
                return content
            self._viewed = name
            notice = self._notice.render(problems=self._problems, version=self._version).encode()
        return _BODY.sub(lambda match: match[0] + notice, content, count=1)

    def _is_ready(self, name: str) -> bool:
        return not self._building or name in self._preview or name.startswith(_THEME)

    def wait(self, version: int) -> int:
        """The number of the version, as soon as it is not `version` any more, or after a while."""
        with self._condition:
            self._condition.wait_for(lambda: self._version != version, PATIENCE)
            return self._version
