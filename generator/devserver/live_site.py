"""The site while somebody works on it: built again at each change, in memory, the page in view first."""

import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from generator.build.fingerprints import Fingerprints
from generator.plan.errors import VetroError
from generator.publishing.output_dir import MemorySink, Sink, Written

ASSETS = Path(__file__).parent / "assets"
_BODY = re.compile(rb"<body[^>]*>")
#: Seconds after which a browser that waits is answered, so that no connection stays open for ever.
PATIENCE = 20.0
#: Where the files of the theme lie, in which no plan has a say.
_THEME = "assets/"


class SourcesWrong(VetroError):
    """The sources cannot be published; each line of the message is a finding."""


class _LiveSink(MemorySink):
    """Tells of each file as soon as it is there."""

    taken: Callable[[str, bytes], None] = lambda _name, _content: None

    def write(self, name: str, content: bytes) -> Written:
        """Keep a file."""
        written = MemorySink.write(self, name, content)
        self.taken(name, content)
        return written

    def keep(self, name: str, wanted: Written) -> bool:
        """Take a file from the earlier site."""
        kept = MemorySink.keep(self, name, wanted)
        if kept:
            self.taken(name, self.files[name])
        return kept


class LiveSite:
    """The files of the last build that succeeded, the number of the build, and what is wrong since.

    `make` reads the sources and writes the site. Raises `SourcesWrong` or another `VetroError` if there is
    something to mend; the last good pages then stay.
    """

    def __init__(self, make: Callable[[Sink], None]) -> None:
        self._make = make
        self._condition = threading.Condition()
        self._files: dict[str, bytes] = {}
        self._stale: set[str] = set()
        self._prints = Fingerprints()
        self._viewed = "index.html"
        self._told = False
        self._ahead: dict[str, bytes] = {}
        self._version = 0
        self._problems: tuple[str, ...] = ()
        environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, trim_blocks=True)
        self._notice = environment.get_template("avvisi.html")

    @property
    def problems(self) -> tuple[str, ...]:
        """What the last build found wrong, nothing if it succeeded."""
        return self._problems

    def show(self, name: str, content: bytes) -> None:
        """Show a page as the build that follows will make it: others wait for that one, the theme does not.

        The thread that builds may call it.
        """
        with self._condition:
            if not self._ahead:
                self._stale = {other for other in self._files if not other.startswith(_THEME)}
            self._stale.discard(name)
            self._ahead[name] = self._files.get(name, content)
            self._files[name] = content
        if name == self._viewed:
            self._advance(self._problems)

    def rebuild(self) -> bool:
        """Build again; whether it succeeded. One thread only may call it."""
        sink = _LiveSink(before=dict(self._files), taken=self._take, prints=self._prints)
        self._told = False
        was_shown = self._viewed in self._ahead
        try:
            self._make(sink)
        except VetroError as error:
            with self._condition:
                self._files = {**sink.before, **self._ahead}
                self._stale = set()
            self._advance(str(error).splitlines())
            return False
        finally:
            self._ahead = {}
        with self._condition:
            self._files = sink.files
            self._stale = set()
            self._condition.notify_all()
        if not self._told and not was_shown:
            self._advance(())
        return True

    def _take(self, name: str, content: bytes) -> None:
        """A file is there; browsers are told as soon as it is the page in view."""
        with self._condition:
            if not self._stale:
                self._stale = set(self._files)
            changed = self._files.get(name) != content
            self._files[name] = content
            self._stale.discard(name)
            self._condition.notify_all()
        if name == self._viewed and changed and not self._told:
            self._told = True
            self._advance(())

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
