"""The site while somebody works on it: built again at each change, in memory, the page in view first."""

import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from generator.plan.errors import VetroError
from generator.site.build import SiteWork
from generator.site.sink import MemorySink

ASSETS = Path(__file__).parent / "live_assets"
_BODY = re.compile(rb"<body[^>]*>")
#: Seconds after which a browser that waits is answered, so that no connection stays open for ever.
PATIENCE = 20.0


class SourcesWrong(VetroError):
    """The sources cannot be published; each line of the message is a finding."""


class LiveSite:
    """The files of the last build that succeeded, the number of the build, and what is wrong since.

    `prepare` reads the sources and returns the work of a build. Raises `SourcesWrong` or another
    `VetroError` if there is something to mend; the last good pages then stay.
    """

    def __init__(self, prepare: Callable[[], SiteWork]) -> None:
        self._prepare = prepare
        self._condition = threading.Condition()
        self._files: dict[str, bytes] = {}
        self._stale: set[str] = set()
        self._writer: dict[str, int] = {}
        self._viewed = "index.html"
        self._version = 0
        self._problems: tuple[str, ...] = ()
        environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, trim_blocks=True)
        self._notice = environment.get_template("avvisi.html")

    @property
    def problems(self) -> tuple[str, ...]:
        """What the last build found wrong, nothing if it succeeded."""
        return self._problems

    def rebuild(self) -> bool:
        """Build again; whether it succeeded. One thread only may call it."""
        try:
            work = self._prepare()
        except VetroError as error:
            self._advance(str(error).splitlines())
            return False
        with self._condition:
            self._stale = set(self._files)
        try:
            made = self._do(work)
        except VetroError as error:
            with self._condition:
                self._stale = set()
            self._advance(str(error).splitlines())
            return False
        with self._condition:
            for name in self._files.keys() - made:
                del self._files[name]
            self._stale = set()
            self._condition.notify_all()
        return True

    def _do(self, work: SiteWork) -> set[str]:
        """Do the jobs, that of the page in view first; browsers are told as soon as it is there."""
        count = len(work.jobs)
        first = self._writer.get(self._viewed, 0)
        # The last job writes styles and scripts, which every page needs at once.
        order = list(dict.fromkeys([first % count, count - 1, *range(count)]))
        outcomes = {}
        told = False
        made: set[str] = set()
        writer: dict[str, int] = {}
        for position, number in enumerate(order):
            sink = MemorySink()
            outcomes[number] = work.jobs[number](sink)
            writer |= dict.fromkeys(sink.files, number)
            made |= sink.files.keys()
            self._take(sink)
            if position == 0 and self._viewed in made:
                self._advance(())
                told = True
        # What the whole site needs to know is which files there are.
        sink = MemorySink({name: self._files[name] for name in made})
        work.finish([outcomes[number] for number in range(count)], sink)
        self._take(sink)
        self._writer = writer
        if not told:
            self._advance(())
        return made | sink.files.keys()

    def _take(self, sink: MemorySink) -> None:
        with self._condition:
            self._files |= sink.files
            self._stale -= sink.files.keys()
            self._condition.notify_all()

    def _advance(self, problems: Iterable[str]) -> None:
        with self._condition:
            self._version += 1
            self._problems = tuple(problems)
            self._condition.notify_all()

    def file(self, name: str) -> bytes | None:
        """A file of the site; waits for one that is being made anew. Pages get the notice at their top."""
        with self._condition:
            self._condition.wait_for(lambda: name not in self._stale, PATIENCE)
            content = self._files.get(name)
            version, problems = self._version, self._problems
        if content is None or not name.endswith(".html"):
            return content
        self._viewed = name
        notice = self._notice.render(problems=problems, version=version).encode()
        return _BODY.sub(lambda match: match[0] + notice, content, count=1)

    def wait(self, version: int) -> int:
        """The number of the build, as soon as it is not `version` any more, or after a while."""
        with self._condition:
            self._condition.wait_for(lambda: self._version != version, PATIENCE)
            return self._version
