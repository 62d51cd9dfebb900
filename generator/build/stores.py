"""Where bytes lie that are wanted in pieces: in memory, or in a file of which only those pieces are read."""

import os
from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct


class Store(Protocol):
    """Something with parts in it."""

    def slices(self, places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
        """What lies at each place: an offset and a length."""


class MemoryStore(Struct, frozen=True):
    """Bytes that are at hand."""

    content: bytes

    def slices(self, places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
        """What lies at each place."""
        return (self.content[offset : offset + length] for offset, length in places)


class FileStore(Struct, frozen=True):
    """A file, of which only what is wanted is read. Raises `OSError`."""

    path: str

    def slices(self, places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
        """What lies at each place; places that follow one another are read at once."""
        handle = os.open(self.path, os.O_RDONLY)
        try:
            for start, end, run in _runs(places):
                content = _read(handle, start, end - start)
                yield from (content[offset - start : offset - start + length] for offset, length in run)
        finally:
            os.close(handle)


def _read(handle: int, offset: int, length: int) -> bytes:
    content = b""
    while len(content) < length:
        more = os.pread(handle, length - len(content), offset + len(content))
        if not more:
            raise OSError(f"{length} bytes are wanted, and the file ends before")
        content += more
    return content


#: Bytes that are read at once at most.
_RUN = 1 << 20


def _runs(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Places in groups that lie close together: where a group begins and ends, and what is in it."""
    run: list[tuple[int, int]] = []
    start = end = 0
    for offset, length in places:
        if run and (offset < end or offset - end > 64 or offset + length - start > _RUN):
            yield start, end, run
            run = []
        if not run:
            start = offset
        run.append((offset, length))
        end = offset + length
    if run:
        yield start, end, run
