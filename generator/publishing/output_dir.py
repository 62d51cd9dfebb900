"""Where the files of a site go as they are made: into a folder or into memory, each with its SHA-256."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from generator.build.fingerprints import Fingerprints
from generator.build.stores import FileStore, MemoryStore, Store

MANIFEST = "manifest.json"


class Written(Struct, frozen=True):
    """What is kept of a file that was written: its SHA-256, in hexadecimal, and its length in bytes."""

    sha256: str
    size: int


def facts_of(content: bytes) -> Written:
    """What is kept of a content."""
    return Written(hashlib.sha256(content).hexdigest(), len(content))


class Sink(Protocol):
    """Takes the files of a site, one by one. Beside it there may be an earlier site, to take files from.

    `prints` are those of the files on disk.
    """

    @property
    def prints(self) -> Fingerprints:
        """What is known of files on disk."""

    def write(self, name: str, content: bytes) -> Written:
        """Take a file; `name` is its path relative to the site's root."""

    def put(self, name: str, content: bytes) -> Written:
        """The same, for a file that is most often the one of the earlier site."""

    def read(self, name: str) -> bytes:
        """A file that was taken."""

    def names(self) -> frozenset[str]:
        """The files taken so far."""

    def earlier(self, name: str, wanted: Written) -> Store | None:
        """A file of the earlier site; `None` if it is not there any more, or not what is wanted."""

    def keep(self, name: str, wanted: Written) -> bool:
        """Take a file from the earlier site, whole as it is; whether that could be done."""


class MemorySink(Struct):
    """Keeps the files: for tests, and for small sites."""

    files: dict[str, bytes] = field(default_factory=dict)
    before: Mapping[str, bytes] = field(default_factory=dict)
    prints: Fingerprints = field(default_factory=Fingerprints)

    def write(self, name: str, content: bytes) -> Written:
        """Keep a file."""
        self.files[name] = content
        return facts_of(content)

    def put(self, name: str, content: bytes) -> Written:
        """Keep a file."""
        return self.write(name, content)

    def read(self, name: str) -> bytes:
        """A file that was kept."""
        return self.files[name]

    def names(self) -> frozenset[str]:
        """The files kept so far."""
        return frozenset(self.files)

    def earlier(self, name: str, wanted: Written) -> Store | None:
        """A file of the earlier site."""
        content = self.before.get(name)
        return MemoryStore(content) if content is not None and facts_of(content) == wanted else None

    def keep(self, name: str, wanted: Written) -> bool:
        """Take a file from the earlier site."""
        found = self.earlier(name, wanted) is not None
        if found:
            self.files[name] = self.before[name]
        return found


class FolderSink(Struct):
    """Writes the files below a folder, and remembers what each was. Raises `OSError`.

    `before` is the folder of the earlier site: files are taken from there as further names of the same
    file, which costs nothing. Nobody writes into a file of a site that is there; it is only ever replaced.
    In a folder that is `empty` to begin with there is nothing that could be kept as it is.
    """

    folder: Path
    before: Path | None = None
    prints: Fingerprints = field(default_factory=Fingerprints)
    written: dict[str, Written] = field(default_factory=dict)
    empty: bool = False
    _made: set[str] = field(default_factory=lambda: {""})

    @property
    def aside(self) -> Path:
        """A folder beside, for what is needed only until the site is done."""
        return self.folder.with_name(f"{self.folder.name}-parti")

    def another(self) -> "FolderSink":
        """A sink for the same folder, which remembers its own files only."""
        return FolderSink(self.folder, self.before, self.prints.another(), empty=self.empty)

    def write(self, name: str, content: bytes) -> Written:
        """Write a file, with the folders it needs."""
        self._make_parent(name)
        with self._open_new(f"{self.folder}/{name}") as file:
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
            written = facts_of(content)
            self.prints.note(os.fstat(file.fileno()), bytes.fromhex(written.sha256))
        self.written[name] = written
        return written

    def put(self, name: str, content: bytes) -> Written:
        """Write a file, unless it is there already."""
        written = facts_of(content)
        return written if self.keep(name, written) else self.write(name, content)

    def read(self, name: str) -> bytes:
        """A file that was written."""
        return (self.folder / name).read_bytes()

    def names(self) -> frozenset[str]:
        """The files written so far."""
        return frozenset(self.written)

    def earlier(self, name: str, wanted: Written) -> Store | None:
        """A file of the earlier site."""
        path = f"{self.before}/{name}"
        there = self.before is not None and self.prints.holds(path, wanted.size, bytes.fromhex(wanted.sha256))
        return FileStore(path) if there else None

    def keep(self, name: str, wanted: Written) -> bool:
        """Take a file from the earlier site."""
        digest = bytes.fromhex(wanted.sha256)
        # It may be there already, from the site before the earlier one.
        if self.empty or not self.prints.holds(f"{self.folder}/{name}", wanted.size, digest):
            if self.earlier(name, wanted) is None:
                return False
            self._make_parent(name)
            try:
                if not self.empty:
                    with suppress(FileNotFoundError):
                        os.unlink(f"{self.folder}/{name}")  # noqa: PTH108 - ten thousand times a build
                os.link(f"{self.before}/{name}", f"{self.folder}/{name}", follow_symlinks=False)
                # Another name is a change of the file.
                self.prints.note(os.lstat(f"{self.folder}/{name}"), digest)
            except OSError:
                # A file system without further names, or with too many of one.
                return self._copy(name, wanted)
        self.written[name] = wanted
        return True

    def _copy(self, name: str, wanted: Written) -> bool:
        try:
            content = Path(f"{self.before}/{name}").read_bytes()
        except OSError:
            return False
        return facts_of(content) == wanted and self.write(name, content) == wanted

    def _open_new(self, path: str) -> FileIO:
        """A file that is not there yet: what is there may be one of the earlier site under another name."""
        try:
            return FileIO(path, "x")
        except FileExistsError:
            Path(path).unlink()
            return FileIO(path, "x")

    def _make_parent(self, name: str) -> None:
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            path = f"{self.folder}/{parent}"
            try:
                # Most often all but the last of the folders are there.
                os.mkdir(path)  # noqa: PTH102 - as above
            except OSError:
                os.makedirs(path, exist_ok=True)  # noqa: PTH103 - as above
            self._made.add(parent)


def manifest(written: dict[str, Written]) -> bytes:
    """manifest.json: every other file of the site with its SHA-256 and its length, sorted by path."""
    lines = (
        f'{json.dumps(name, ensure_ascii=False)}:{{"sha256":"{file.sha256}","byte":{file.size}}}'
        for name, file in sorted(written.items())
    )
    return ('{"file":{\n' + ",\n".join(lines) + "\n}}\n").encode()
