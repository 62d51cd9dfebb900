"""File watcher: reports changed inputs of a site."""

import queue
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

_CHANGES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}
#: Seconds without further changes after which a save is complete: editors may write in several steps.
_DEBOUNCE = 0.02


class Watcher:
    """Context manager that watches folders, recursively, and single files.

    Start it before the first build, so that no change during that build is missed.
    """

    def __init__(self, folders: Iterable[Path], files: Iterable[Path] = ()) -> None:
        self._folders = tuple(folder.absolute() for folder in folders)
        self._files = tuple(file.absolute() for file in files)
        self._changed: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._observer = Observer()

    def __enter__(self) -> "Watcher":
        handler = _Handler(self._changed)
        for folder in filter(Path.is_dir, self._folders):
            self._observer.schedule(handler, str(folder), recursive=True)
        for folder in {file.parent for file in self._files}:
            self._observer.schedule(handler, str(folder), recursive=False)
        self._observer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._observer.stop()
        self._observer.join()

    def wait(self, timeout: float | None = None) -> frozenset[Path]:
        """The next changed, created or deleted files; empty after `timeout` seconds without any."""
        changed: set[Path] = set()
        try:
            while True:
                path = self._changed.get(timeout=_DEBOUNCE if changed else timeout)
                if self._is_input(path):
                    changed.add(path)
        except queue.Empty:
            return frozenset(changed)

    def _is_input(self, path: Path) -> bool:
        """Whether a file is an input; hidden files are temporary files of editors."""
        if path in self._files:
            return True
        within = next((path.relative_to(one) for one in self._folders if path.is_relative_to(one)), None)
        return within is not None and not any(part.startswith(".") for part in within.parts)


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: "queue.SimpleQueue[Path]") -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not event.is_directory:
            for name in filter(None, (event.src_path, event.dest_path)):
                self._changed.put(Path(str(name)))
