"""What is noted of files that were put together from parts, and which parts are set aside for the next run.

The parts of a file that is itself compressed do not lie in it as they are. They are kept in files beside what
is kept: those of objectives that changed in a new file, the others where they lie already.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.build.spans import Join, Span, StoredParts
from generator.publishing.output_dir import FolderSink, Written

#: What the names of files begin with that hold parts set aside.
ASIDE = "righe-"
#: Runs of parts in older files at most: beyond that all are written anew, in one.
_MOST_RUNS = 64


class PutTogether(Struct, frozen=True):
    """A file about a whole plan: what was written, where parts lie in it, and the key it was made under."""

    written: Written
    joins: tuple[Join, ...] = ()
    key: str = ""

    def as_json(self) -> list[Any]:
        """What the next run needs of it."""
        joins = [[one.part, one.separator, one.codes, one.lengths, one.start] for one in self.joins]
        return [self.written.sha256, self.written.size, joins, self.key]


def put_together_of_json(kept: list[Any]) -> PutTogether:
    """The file that was kept."""
    sha256, size, joins, key = kept
    return PutTogether(Written(sha256, size), tuple(Join(*cells) for cells in joins), key)


def set_aside(
    join: Join, parts: StoredParts, earlier: Mapping[str, PutTogether], beside: FolderSink
) -> Iterator[tuple[str, PutTogether]]:
    """Keep the parts of a join; the files in which they then lie, with their places. Raises `OSError`.

    `earlier` are the files that the last run noted, `beside` is where those with parts set aside lie.
    """
    spans = parts.spans[join.part]
    lying = sorted((spans[code], code) for code in join.codes if spans[code][0].startswith(ASIDE))
    runs = list(_runs(join.part, lying))
    if len(runs) > _MOST_RUNS or 2 * len(lying) < len(join.codes):
        runs, fresh = [], join.codes
    else:
        fresh = tuple(code for code in join.codes if not spans[code][0].startswith(ASIDE))
    for name, found in groupby(runs, key=lambda run: run[0]):
        yield name, PutTogether(earlier[name].written, tuple(run for _, run in found))
    if fresh:
        kept = Join(join.part, 0, fresh, tuple(spans[code][2] for code in fresh), 0)
        name = _new_name(join.part, earlier)
        beside.folder.mkdir(parents=True, exist_ok=True)
        yield name, PutTogether(beside.write(name, parts.in_a_row(kept)), (kept,))


def _runs(part: str, lying: Sequence[tuple[Span, str]]) -> Iterator[tuple[str, Join]]:
    """Parts that lie one right after the other in a file, as joins, with the name of the file."""
    start = 0
    for place in range(1, len(lying) + 1):
        (store, offset, length), _ = lying[place - 1]
        if place == len(lying) or lying[place][0][:2] != (store, offset + length):
            run = lying[start:place]
            codes, lengths = tuple(code for _, code in run), tuple(span[2] for span, _ in run)
            yield store, Join(part, 0, codes, lengths, run[0][0][1])
            start = place


def _new_name(part: str, earlier: Collection[str]) -> str:
    start = f"{ASIDE}{part.replace('/', '-').replace('#', '-')}-"
    numbers = (name.removeprefix(start) for name in earlier if name.startswith(start))
    return f"{start}{max((int(number) for number in numbers if number.isdecimal()), default=0) + 1}"


def forget_others(folder: Path, names: Collection[str]) -> None:
    """Remove parts set aside that nothing refers to any more, where that can be done."""
    with suppress(OSError):
        for path in folder.glob(f"{ASIDE}*"):
            if path.name not in names:
                path.unlink()
