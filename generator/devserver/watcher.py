"""File watcher: reports changed inputs of a site.

It looks at the files again and again, as MkDocs does, instead of asking the system for events: those do not
arrive from network drives, have limits, and are lost for a folder that goes away and comes back. Files are
compared by what no save leaves alone, so that a copy of the same size and time is noticed too.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generator.build.inputs import FileState, InputPaths, file_state
from generator.loading.copies import is_litter

#: Seconds between two looks, and how many times longer than a look itself a pause is at least.
_INTERVAL, _PAUSES = 0.05, 20
#: Seconds without further changes after which a save is complete, and how long to wait for that at most:
#: editors write in several steps.
_DEBOUNCE, _MAX_DEBOUNCE = 0.02, 1.0


class Watcher:
    """Watches the inputs that `paths` gives, which is asked again after each change.

    What editors and systems leave behind while they save is no input. Create it before the first build, so
    that no change during that build is missed.
    """

    def __init__(self, paths: Callable[[], InputPaths]) -> None:
        self._ask, self._paths = paths, paths()
        self._seen = _look(self._paths)

    def wait(self, timeout: float = float("inf")) -> frozenset[Path]:
        """The next changed, created or deleted files and folders; empty after `timeout` seconds."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            start = time.monotonic()
            # What came and went within one save is none.
            if _look(self._paths) != self._seen and (changed := self._complete_change()):
                return changed
            time.sleep(max(_INTERVAL, (time.monotonic() - start) * _PAUSES))
        return frozenset()

    def _complete_change(self) -> frozenset[Path]:
        """All that has changed, once nothing changes any more."""
        end, previous = time.monotonic() + _MAX_DEBOUNCE, self._seen
        found = _look(self._paths)
        while time.monotonic() < end:
            time.sleep(_DEBOUNCE)
            latest = _look(self._paths)
            if latest == found:
                break
            found = latest
        self._seen = found
        # The configuration names some of the folders.
        if (paths := self._ask()) != self._paths:
            self._paths, self._seen = paths, _look(paths)
        names = previous.keys() | found.keys()
        return frozenset(Path(name) for name in names if _differs(name, previous, found))


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
