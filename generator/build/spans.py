"""Parts of files where they lie: in what this run has set aside, or in the files of an earlier site.

A file about a whole plan is its parts in a row. It therefore serves the next run as the store of its own
parts, if it is noted where each of them lies: only those of changed objectives are made anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import accumulate, groupby, islice
from operator import itemgetter

from msgspec import Struct, field

from generator.build.stores import Store
from generator.opendata.parts import NOTHING
from generator.plan.model import Objective


class Join(Struct, frozen=True):
    """Parts in a row, as they were put into a file: whose, how long, how far apart, and where they begin."""

    part: str
    separator: int
    codes: tuple[str, ...]
    lengths: tuple[int, ...]
    start: int = -1

    @property
    def length(self) -> int:
        """Bytes from the beginning of the first part to the end of the last."""
        return sum(self.lengths) + self.separator * (len(self.lengths) - 1)

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Code, offset and length of each."""
        steps = (length + self.separator for length in self.lengths[:-1])
        return zip(self.codes, accumulate(steps, initial=self.start), self.lengths, strict=True)


class Joined(Struct, frozen=True):
    """A join, with the first and the last of its parts, by which it is found in a file."""

    join: Join
    first: bytes
    last: bytes

    def located_in(self, content: bytes, after: int = 0) -> Join | None:
        """The join with its place in a content from `after` on; `None` if it is not there as it was."""
        start = content.find(self.first, after)
        end = start + self.join.length
        if start < 0 or content[end - len(self.last) : end] != self.last:
            return None
        return Join(self.join.part, self.join.separator, self.join.codes, self.join.lengths, start)


#: The name of a store, an offset in it, and a length.
Span = tuple[str, int, int]
#: Bytes of a stretch that are in memory twice, at most.
_BITE = 1 << 22


def _stretches(spans: Iterable[Span], gap: int) -> Iterator[Span]:
    """Parts in a row that lie in the same row already, as far apart as they are wanted, as one."""
    store, start, end = "", 0, 0
    for name, offset, length in spans:
        if name == store and offset == end + gap:
            end = offset + length
            continue
        if store:
            yield store, start, end - start
        store, start, end = name, offset, offset + length
    if store:
        yield store, start, end - start


def _bites(stretch: Span) -> list[tuple[int, int]]:
    _, start, length = stretch
    end = start + length
    return [(offset, min(_BITE, end - offset)) for offset in range(start, end, _BITE)]


class StoredParts(Struct, frozen=True):
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
        found = [spans[code] for code in codes]
        content = BytesIO()
        content.write(around[0])
        self._write(_stretches(found, len(separator)), separator, content)
        content.write(around[1])
        lengths = tuple(length for _, _, length in found)
        join = Join(file, len(separator), codes, lengths)
        self._joined.append(Joined(join, self._part(found[0]), self._part(found[-1])))
        return content.getvalue()

    def in_a_row(self, join: Join) -> bytes:
        """The parts of a join with nothing between them."""
        content = BytesIO()
        self._write(_stretches([self.spans[join.part][code] for code in join.codes], 0), b"", content)
        return content.getvalue()

    def _write(self, stretches: Iterable[Span], separator: bytes, content: BytesIO) -> None:
        between = b""
        for store, found in groupby(stretches, key=itemgetter(0)):
            places = [_bites(stretch) for stretch in found]
            pieces = self.stores[store].slices([bite for bites in places for bite in bites])
            for bites in places:
                content.write(between)
                between = separator
                for piece in islice(pieces, len(bites)):
                    content.write(piece)

    def _part(self, span: Span) -> bytes:
        return b"".join(self.stores[span[0]].slices([span[1:]]))

    def take_joined(self) -> tuple[Joined, ...]:
        """What was joined since this was last asked."""
        taken = tuple(self._joined)
        self._joined.clear()
        return taken
