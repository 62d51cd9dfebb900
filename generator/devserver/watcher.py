"""File watcher: reports changed inputs of a site.

It compares the states of the files, by what no save leaves alone, so that a copy of the same size and time is
noticed too. Events of the system only tell when to look: they do not arrive from network drives, have limits,
and are lost for a folder that goes away and comes back, so that it looks every second anyway.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from generator.build.inputs import FileState, InputPaths, file_state
from generator.loading.copies import is_litter

#: Seconds between two looks without an event.
_INTERVAL = 1.0
#: Seconds without further changes after which a save is complete, and how long to wait for that at most:
#: editors write in several steps.
_DEBOUNCE, _MAX_DEBOUNCE = 0.02, 1.0
#: Reading is an event too.
_CHANGES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}


class Watcher:
    """Watches the inputs that `paths` gives, which is asked again after each change.

    What editors and systems leave behind while they save is no input. Create it before the first build, so
    that no change during that build is missed.
    """

    def __init__(self, paths: Callable[[], InputPaths]) -> None:
        self._ask, self._paths = paths, paths()
        self._events = _Events()
        self._events.follow(self._paths)
        self._seen = _look(self._paths)

    def wait(self, timeout: float = float("inf")) -> frozenset[Path]:
        """The next changed, created or deleted files and folders; empty after `timeout` seconds."""
        end, is_settled = time.monotonic() + timeout, False
        while True:
            found = _look(self._paths)
            # What came and went within one save is no change.
            if found != self._seen and (changed := self._take(found if is_settled else self._settled(found))):
                return changed
            if (rest := end - time.monotonic()) <= 0:
                return frozenset()
            if is_settled := self._events.wait(min(rest, _INTERVAL)):
                self._events.settle()

    def _settled(self, found: "_States") -> "_States":
        """The states once no file is different from one look to the next, for want of events."""
        end = time.monotonic() + _MAX_DEBOUNCE
        while time.monotonic() < end:
            time.sleep(_DEBOUNCE)
            latest = _look(self._paths)
            if latest == found:
                break
            found = latest
        return found

    def _take(self, found: "_States") -> frozenset[Path]:
        """The files and folders that have changed; their states are the known ones from now on."""
        names = self._seen.keys() | found.keys()
        changed = frozenset(Path(name) for name in names if _differs(name, self._seen, found))
        self._seen, paths = found, self._ask()
        if paths != self._paths:
            # The configuration names some of the folders.
            self._paths, self._seen = paths, _look(paths)
            self._events.follow(paths)
        elif changed & {*paths.folders}:
            self._events.follow(paths)
        return changed


class _Events(FileSystemEventHandler):
    """Events of the system that a file has changed, as far as it sends them."""

    def __init__(self) -> None:
        self._changed = threading.Event()
        self._observer = Observer()
        self._observer.daemon = True
        with suppress(OSError, RuntimeError):
            self._observer.start()

    def follow(self, paths: InputPaths) -> None:
        """Listen to these folders, and no others; the system may refuse some or all."""
        self._observer.unschedule_all()
        for folder in paths.folders:
            self._listen(folder, recursive=True)
        for folder in {file.parent for file in paths.files}:
            self._listen(folder, recursive=False)

    def _listen(self, folder: Path, *, recursive: bool) -> None:
        with suppress(OSError, RuntimeError):
            self._observer.schedule(self, str(folder), recursive=recursive)

    def wait(self, timeout: float) -> bool:
        """Wait for an event; false after `timeout` seconds without any."""
        return self._changed.wait(timeout)

    def settle(self) -> None:
        """Wait until no more events follow one another, but not for ever."""
        end = time.monotonic() + _MAX_DEBOUNCE
        self._changed.clear()
        while time.monotonic() < end and self._changed.wait(_DEBOUNCE):
            self._changed.clear()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change."""
        if event.event_type in _CHANGES:
            self._changed.set()


_States = Mapping[str, FileState | None]
_ABSENT = (-1, -1, -1, -1)


def _differs(name: str, previous: _States, found: _States) -> bool:
    return previous.get(name, _ABSENT) != found.get(name, _ABSENT)


def _look(paths: InputPaths) -> _States:
    """The state of every input, and every folder that there is.

    What cannot be read at the moment is as good as absent: the build says what is wrong with it.
    """
    states: dict[str, FileState | None] = {str(path): file_state(path) for path in paths.files}
    for folder in paths.folders:
        if os.path.isdir(folder):  # noqa: PTH112 - `Path.is_dir` raises where a folder above is unreadable
            states[str(folder)] = None
        for name, is_folder in _entries_below(folder):
            states[name] = None if is_folder else file_state(Path(name))
    return states


def _entries_below(folder: Path) -> Iterator[tuple[str, bool]]:
    """The paths of all files and folders at any depth, and whether it is a folder; without litter."""
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not is_litter(name)]
        yield from ((os.path.join(where, name), True) for name in folders)  # noqa: PTH118 - faster
        yield from ((os.path.join(where, name), False) for name in files if not is_litter(name))  # noqa: PTH118
