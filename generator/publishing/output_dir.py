"""Output of a build: the files of a site, written into a folder or kept in memory, each with its digest."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from generator.plan.errors import VetroError


class FileDigest(Struct, frozen=True):
    """The SHA-256 of a file, in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


def digest_of(content: bytes) -> FileDigest:
    """The digest of a content."""
    return FileDigest(hashlib.sha256(content).hexdigest(), len(content))


class DuplicateFileError(VetroError):
    """Two parts of the program make the same file; the message names it, in Italian."""


def _written_twice(name: str) -> DuplicateFileError:
    message = f"«{name}» verrebbe scritto due volte: due pagine o due dati hanno lo stesso indirizzo"
    return DuplicateFileError(message)


class Output(Protocol):
    """Takes the files of a site; `name` is always the path relative to the site's root.

    No file takes the place of another: writing one twice raises `DuplicateFileError`.
    """

    @property
    def files(self) -> Mapping[str, FileDigest]:
        """The digests of the files taken so far."""

    def write(self, name: str, content: bytes) -> FileDigest:
        """Take a file."""

    def reuse(self, wanted: Mapping[str, FileDigest]) -> bool:
        """Take files from the previous output: all, or none where one is absent or has another digest."""

    def add(self, files: Mapping[str, FileDigest]) -> None:
        """Take note of files that another process has written."""

    def read(self, name: str) -> bytes:
        """The content of a file that was taken."""


class MemoryOutput(Struct):
    """Keeps the files in memory: for the live preview. `previous` is the output of the build before."""

    previous: "MemoryOutput | None" = None
    contents: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, FileDigest] = field(default_factory=dict)

    def write(self, name: str, content: bytes) -> FileDigest:
        """Keep a file."""
        if name in self.contents:
            raise _written_twice(name)
        self.contents[name] = content
        self.files[name] = digest_of(content)
        return self.files[name]

    def reuse(self, wanted: Mapping[str, FileDigest]) -> bool:
        """Take files from the previous output."""
        if self.previous is None or not wanted.items() <= self.previous.files.items():
            return False
        self.contents |= {name: self.previous.contents[name] for name in wanted}
        self.files |= wanted
        return True

    def add(self, files: Mapping[str, FileDigest]) -> None:
        """Take note of files: all are here, since no other process writes into this memory."""
        self.files |= files

    def read(self, name: str) -> bytes:
        """The content of a file."""
        return self.contents[name]


class OutputDir(Struct):
    """Writes the files below a folder that was empty. Raises `OSError`.

    `previous` is the folder of the output before: unchanged files are hard-linked from there.
    """

    folder: Path
    previous: Path | None = None
    files: dict[str, FileDigest] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def write(self, name: str, content: bytes) -> FileDigest:
        """Write a file, with the folders it needs."""
        try:
            with self._path(name).open("xb") as file:
                file.write(content)
        except FileExistsError as error:
            raise _written_twice(name) from error
        self.files[name] = digest_of(content)
        return self.files[name]

    def reuse(self, wanted: Mapping[str, FileDigest]) -> bool:
        """Hard-link files from the previous output, or copy them where the file system has no links."""
        contents = {name: self._unchanged(name, digest) for name, digest in wanted.items()}
        found = {name: content for name, content in contents.items() if content is not None}
        if self.previous is None or len(found) < len(contents):
            return False
        for name, content in found.items():
            try:
                os.link(self.previous / name, self._path(name))
                self.files[name] = wanted[name]
            except OSError:
                self.write(name, content)
        return True

    def _unchanged(self, name: str, wanted: FileDigest) -> bytes | None:
        """The content of a file of the previous output, if it is the one that is wanted."""
        if self.previous is None or (self.previous / name).is_symlink():
            return None
        try:
            content = (self.previous / name).read_bytes()
        except OSError:
            return None
        return content if digest_of(content) == wanted else None

    def add(self, files: Mapping[str, FileDigest]) -> None:
        """Take note of files that another process has written."""
        self.files |= files

    def read(self, name: str) -> bytes:
        """The content of a file that was written."""
        return (self.folder / name).read_bytes()

    def _path(self, name: str) -> Path:
        parent = name.rpartition("/")[0]
        if parent not in self._folders:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)
        return self.folder / name
