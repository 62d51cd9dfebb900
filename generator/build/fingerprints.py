"""The SHA-256 of files, read again only where the system does not vouch that they are what they were.

Whoever changes a file in any way, be it by one byte with the times put back, leaves the time of its last
change (ctime) behind, which no program can set. A file of which number, length and both times are those at
which it was last read therefore holds what it held then: git knows its work tree in the same way.
"""

import errno
import hashlib
import os
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct, field

from generator.build.kept import put_in_place

#: Device and number: a file keeps them whatever it is called, as when a whole site is moved into place.
_KEY = struct.Struct("<QQ")
#: Length in bytes, time of the last writing, time of the last change of any kind, in nanoseconds.
_STATE = struct.Struct("<Qqq")
_DIGEST = 32
_LINE = _KEY.size + _STATE.size + _DIGEST
#: How many lines are of the last run; those of the run before follow.
_COUNT = struct.Struct("<Q")
_START = _DIGEST + _COUNT.size
#: Nanoseconds within which two changes of a file may get the same time: the tick of the slowest clocks.
_TICK = 20_000_000
_SECOND = 1_000_000_000


class Fingerprints(Struct):
    """What is known of files: by key, the state and the SHA-256 in it, packed since there may be very many.

    `found` is what this run saw, `known` what the last one did, `old` what the one before it did: two sites
    take each other's place, and are looked at in turn.
    """

    known: dict[bytes, bytes] = field(default_factory=dict)
    old: dict[bytes, bytes] = field(default_factory=dict)
    found: dict[bytes, bytes] = field(default_factory=dict)

    def another(self) -> "Fingerprints":
        """The same knowledge, for a process that finds more."""
        return Fingerprints(self.known, self.old)

    def of(self, path: str) -> bytes:
        """The SHA-256 of a file, wherever links lead. Raises `OSError`, also for what is no file."""
        status = os.stat(path)  # noqa: PTH116 - ten thousand times a build
        if not S_ISREG(status.st_mode):
            # A pipe would never end.
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        return self._in_state(path, status)

    def holds(self, path: str, size: int, digest: bytes) -> bool:
        """Whether a file, not a link to one, is there with that length and that SHA-256."""
        try:
            status = os.lstat(path)
            return (
                status.st_size == size and S_ISREG(status.st_mode) and self._in_state(path, status) == digest
            )
        except OSError:
            return False

    def _in_state(self, path: str, status: os.stat_result) -> bytes:
        """The SHA-256 of the file that has just been seen in a state."""
        key = _KEY.pack(status.st_dev, status.st_ino)
        value = self.found.get(key) or self.known.get(key) or self.old.get(key)
        if value is not None and value.startswith(_packed(status)):
            self.found[key] = value
            return value[_STATE.size :]
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as above
            # The state is taken first: what changes while the file is read is noticed by the next run.
            status = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, "sha256").digest()
        self.note(status, digest)
        return digest

    def note(self, status: os.stat_result, digest: bytes) -> None:
        """Remember what a file is in that state."""
        self.found[_KEY.pack(status.st_dev, status.st_ino)] = _packed(status) + digest


def _packed(status: os.stat_result) -> bytes:
    return _STATE.pack(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def read_fingerprints(path: Path) -> Fingerprints:
    """What the last run knew; nothing if the file is missing or damaged, or the system cannot vouch."""
    # Windows has no time of the last change.
    if sys.platform == "win32":
        return Fingerprints()
    try:
        content = path.read_bytes()
    except OSError:
        return Fingerprints()
    if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST] or len(content) < _START:
        return Fingerprints()
    middle = _START + _COUNT.unpack_from(content, _DIGEST)[0] * _LINE
    return Fingerprints(_pairs(content, _START, middle), _pairs(content, middle, len(content)))


def _pairs(content: bytes, start: int, end: int) -> dict[bytes, bytes]:
    lines = (content[place : place + _LINE] for place in range(start, end, _LINE))
    return {line[: _KEY.size]: line[_KEY.size :] for line in lines}


def write_fingerprints(path: Path, fingerprints: Fingerprints) -> None:
    """Keep what this run found. A folder that cannot be written costs time, never the build."""
    if fingerprints.found.items() <= fingerprints.known.items():
        return
    found = list(_lasting(fingerprints.found, time.time_ns()))
    known = (key + value for key, value in fingerprints.known.items() if key not in fingerprints.found)
    payload = b"".join((_COUNT.pack(len(found)), *found, *known))
    put_in_place(path, hashlib.sha256(payload).digest(), payload)


def _lasting(found: dict[bytes, bytes], now: int) -> Iterator[bytes]:
    for key, value in found.items():
        changed = _STATE.unpack_from(value)[2]
        # What has changed just now may change again without its time telling; and a disk that counts in whole
        # seconds, or in times to come, tells nothing at all.
        if changed < now - _TICK and changed % _SECOND:
            yield key + value
