"""Notices that files have changed, by looking: it works on every system and every network folder."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

#: Seconds between two looks. A look at a thousand files takes a few milliseconds.
INTERVAL = 0.05

_Trace = tuple[int, int]


class Watcher:
    """Watches folders and files. A file that was saved without a change of content is no change.

    Make it before the first build: what changes while that one reads must not be missed.
    """

    def __init__(self, places: Sequence[Path]) -> None:
        self._places = places
        self._traces = dict(_traces(places))
        self._digests = {path: _digest(path) for path in self._traces}

    def changed(self) -> frozenset[str]:
        """The files that changed, came or went since the last time it was asked."""
        traces = dict(_traces(self._places))
        if traces == self._traces:
            return frozenset()
        touched = [path for path, trace in traces.items() if self._traces.get(path) != trace]
        different = set(self._traces.keys() - traces.keys())
        self._traces = traces
        for path in different:
            self._digests.pop(path, None)
        for path in touched:
            digest = _digest(path)
            if self._digests.get(path) != digest:
                different.add(path)
            self._digests[path] = digest
        return frozenset(different)


def watch(watcher: Watcher, on_change: Callable[[frozenset[str]], None], interval: float = INTERVAL) -> None:
    """Call `on_change` with the files whenever some changed, for ever."""
    while True:
        time.sleep(interval)
        if changed := watcher.changed():
            on_change(changed)


def _traces(places: Sequence[Path]) -> Iterator[tuple[str, _Trace]]:
    for place in places:
        if place.is_dir():
            yield from _below(str(place))
        elif place.is_file():
            status = place.stat()
            yield str(place), (status.st_mtime_ns, status.st_size)


def _below(folder: str) -> Iterator[tuple[str, _Trace]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                # Hidden files are those of editors, half written.
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _below(entry.path)
                elif entry.is_file():
                    status = entry.stat()
                    yield entry.path, (status.st_mtime_ns, status.st_size)
    except OSError:
        # A folder that went away between two looks is seen as gone at the next.
        return


def _digest(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - these are names, not paths
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""
