"""Parts of files where they lie: in what this run has set aside, or in the files of an earlier site.

A file about a whole plan is its parts in a row. It therefore serves the next run as the store of its own
parts, if it is noted where each of them lies: only those of changed objectives are made anew.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Protocol

from generator.opendata.parts import NOTHING
from generator.plan.model import Objective


class Store(Protocol):
    """Something with parts in it."""

    def slices(self, places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
        """What lies at each place: an offset and a length."""


@dataclass(frozen=True, slots=True)
class MemoryStore:
    """Bytes that are at hand."""

    content: bytes

    def slices(self, places: Sequence[tuple[int, int]]) -> Iterator[bytes]:
        """What lies at each place."""
        return (self.content[offset : offset + length] for offset, length in places)


@dataclass(frozen=True, slots=True)
class FileStore:
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


@dataclass(frozen=True, slots=True)
class Join:
    """Parts in a row, as they were put into a file: whose, how long, how far apart, and where they begin."""

    part: str
    separator: int
    codes: tuple[str, ...]
    lengths: tuple[int, ...]
    start: int = -1

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Code, offset and length of each."""
        steps = (length + self.separator for length in self.lengths[:-1])
        return zip(self.codes, accumulate(steps, initial=self.start), self.lengths, strict=True)


@dataclass(frozen=True, slots=True)
class Joined:
    """A join, with the first and the last of its parts, by which it is found in a file."""

    join: Join
    first: bytes
    last: bytes

    def located_in(self, content: bytes, likely_after: int = 0) -> Join | None:
        """The join with its place in a content; `None` if it is not there as it was put together."""
        start = content.find(self.first, likely_after)
        if start < 0 and likely_after:
            start = content.find(self.first)
        length = sum(self.join.lengths) + self.join.separator * (len(self.join.lengths) - 1)
        end = start + length
        if start < 0 or content[end - len(self.last) : end] != self.last:
            return None
        return Join(self.join.part, self.join.separator, self.join.codes, self.join.lengths, start)


Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class StoredParts:
    """Joins parts from wherever they lie, and remembers what it joined.

    `spans` tell, by part and code, in which of the `stores` it lies, at what offset, and how long it is.
    """

    stores: Mapping[str, Store]
    spans: Mapping[str, Mapping[str, Span]]
    _joined: list[Joined] = field(default_factory=list)

    def joined(
        self,
        file: str,
        objectives: Iterable[Objective],
        separator: bytes = b"",
        around: tuple[bytes, bytes] = NOTHING,
    ) -> bytes:
        """The parts of a file, one after the other."""
        spans = self.spans.get(file, {})
        codes = tuple(objective.code for objective in objectives if objective.code in spans)
        if not codes:
            return b"".join(around)
        content = BytesIO()
        content.write(around[0])
        for number, piece in enumerate(self._pieces(file, codes)):
            if number == 0:
                first = piece
            else:
                content.write(separator)
            content.write(piece)
            last = piece
        lengths = tuple(spans[code][2] for code in codes)
        self._joined.append(Joined(Join(file, len(separator), codes, lengths), first, last))
        content.write(around[1])
        return content.getvalue()

    def in_a_row(self, join: Join) -> bytes:
        """The parts of a join with nothing between them."""
        return b"".join(self._pieces(join.part, join.codes))

    def _pieces(self, file: str, codes: Sequence[str]) -> Iterator[bytes]:
        spans = (self.spans[file][code] for code in codes)
        for store, found in groupby(spans, key=itemgetter(0)):
            yield from self.stores[store].slices([span[1:] for span in found])

    def take_joined(self) -> tuple[Joined, ...]:
        """What was joined since this was last asked."""
        taken = tuple(self._joined)
        self._joined.clear()
        return taken
