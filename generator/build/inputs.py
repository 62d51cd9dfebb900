"""Inputs of a build: every file that it reads, with its digest and the state in which it was read."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.loading.file_system import files_below, leads_out

#: Size, times of the last writing and of the last change of any kind (ns), number of the file.
FileState = tuple[int, int, int, int]


class InputPaths(Struct, frozen=True):
    """Where the inputs of a build lie: folders, with all that is below them, and single files."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]


class Inputs(Struct, frozen=True):
    """The files below some folders, and some single files.

    `digests` are the SHA-256 of what was read, empty for what cannot be read; `states` were taken before.
    """

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    digests: Mapping[str, str]
    states: Mapping[str, FileState | None]

    def key(self, *settings: str) -> str:
        """SHA-256 of all inputs, with their names, and of settings."""
        digest = hashlib.sha256("\n".join(settings).encode())
        for name, content in self.digests.items():
            digest.update(os.fsencode(name) + b"\0" + content.encode() + b"\n")
        return digest.hexdigest()

    def unchanged(self) -> bool:
        """Whether no file was touched since: what was saved and undone in between counts as touched."""
        return _states(_paths(self.folders, self.files)) == self.states


def read_inputs(folders: Sequence[Path], files: Sequence[Path]) -> Inputs:
    """Read every file once."""
    paths = _paths(folders, files)
    states = _states(paths)
    # What a link leads to outside of the project is not read: the check refuses the link.
    outside = {path for folder in folders for path in files_below(folder) if leads_out(path, folder.parent)}
    digests = {str(path): "" if path in outside else _digest(path) for path in paths}
    return Inputs(tuple(folders), tuple(files), digests, states)


def _paths(folders: Iterable[Path], files: Iterable[Path]) -> list[Path]:
    return [*sorted(files), *(path for folder in folders for path in files_below(folder))]


def _states(paths: Iterable[Path]) -> dict[str, FileState | None]:
    return {str(path): file_state(path) for path in paths}


def file_state(path: Path) -> FileState | None:
    """What differs after every save of a file, and after every copy in its place; `None` if it is absent."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _digest(path: Path) -> str:
    # Neither a pipe, which never ends, nor a folder.
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
