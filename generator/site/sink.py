"""Where the files of a site go as they are made: into a folder or into memory, each with its SHA-256."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

MANIFEST = "manifest.json"


class Sink(Protocol):
    """Takes the files of a site, one by one."""

    def write(self, name: str, content: bytes) -> None:
        """Take a file; `name` is its path relative to the site's root."""

    def names(self) -> frozenset[str]:
        """The files taken so far."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is kept of a file that was written: its SHA-256, in hexadecimal, and its length in bytes."""

    sha256: str
    size: int


@dataclass(slots=True)
class MemorySink:
    """Keeps the files: for tests, and for small sites."""

    files: dict[str, bytes] = field(default_factory=dict)

    def write(self, name: str, content: bytes) -> None:
        """Keep a file."""
        self.files[name] = content

    def names(self) -> frozenset[str]:
        """The files kept so far."""
        return frozenset(self.files)


@dataclass(slots=True)
class FolderSink:
    """Writes the files below a folder, and remembers what each was. Raises `OSError`."""

    folder: Path
    written: dict[str, Written] = field(default_factory=dict)
    _made: set[str] = field(default_factory=lambda: {""})

    def write(self, name: str, content: bytes) -> None:
        """Write a file, with the folders it needs."""
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        with open(f"{self.folder}/{name}", "wb", buffering=0) as file:  # noqa: PTH123 - twice as fast, 10,000 times
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
        self.written[name] = Written(hashlib.sha256(content).hexdigest(), len(content))

    def names(self) -> frozenset[str]:
        """The files written so far."""
        return frozenset(self.written)


def manifest(written: dict[str, Written]) -> bytes:
    """manifest.json: every other file of the site with its SHA-256 and its length, sorted by path."""
    lines = (
        f'{json.dumps(name, ensure_ascii=False)}:{{"sha256":"{file.sha256}","byte":{file.size}}}'
        for name, file in sorted(written.items())
    )
    return ('{"file":{\n' + ",\n".join(lines) + "\n}}\n").encode()
