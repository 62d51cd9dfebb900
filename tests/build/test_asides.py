"""Parts of a compressed file are set aside: those that changed in a new file, the others where they lie."""

from pathlib import Path
from random import Random

import pytest

from generator.build.asides import PutTogether, forget_others, set_aside
from generator.build.spans import Join, Span, StoredParts
from generator.build.stores import FileStore, MemoryStore, Store
from generator.publishing.output_dir import FolderSink, facts_of

PART = "piano.xlsx#indicatori"
OLD, NEW = "righe-piano.xlsx-indicatori-1", "righe-piano.xlsx-indicatori-2"
CODES = ("A", "B", "C", "D", "E")


def kept(folder: Path, content: bytes) -> dict[str, PutTogether]:
    """What a run noted that set five parts of two bytes aside."""
    folder.mkdir(exist_ok=True)
    (folder / OLD).write_bytes(content)
    return {OLD: PutTogether(facts_of(content), (Join(PART, 0, CODES, (2,) * 5, 0),))}


def stored(folder: Path, changed: dict[str, bytes]) -> StoredParts:
    """The parts as they lie in the old file, but for those that changed."""
    stores: dict[str, Store] = {OLD: FileStore(str(folder / OLD))}
    spans: dict[str, Span] = {code: (OLD, 2 * place, 2) for place, code in enumerate(CODES)}
    for code, content in changed.items():
        stores[code] = MemoryStore(content)
        spans[code] = code, 0, len(content)
    return StoredParts(stores, {PART: spans})


@pytest.mark.parametrize(
    ("changed", "codes", "expected"),
    [
        # Nothing: all lie where they lay.
        ({}, CODES, {OLD: [(CODES, 0)]}),
        # One in the middle: the others lie in two runs.
        ({"C": b"ccc"}, CODES, {OLD: [(("A", "B"), 0), (("D", "E"), 6)], NEW: [(("C",), 0)]}),
        # The first and the last.
        ({"A": b"a", "E": b""}, CODES, {OLD: [(("B", "C", "D"), 2)], NEW: [(("A", "E"), 0)]}),
        # One is gone, and one has come.
        (
            {"F": b"ff"},
            ("A", "B", "D", "E", "F"),
            {OLD: [(("A", "B"), 0), (("D", "E"), 6)], NEW: [(("F",), 0)]},
        ),
        # More than half: all are written anew.
        ({"A": b"a", "B": b"b", "C": b"c"}, CODES, {NEW: [(CODES, 0)]}),
    ],
)
def test_only_what_changed_is_written(
    tmp_path: Path,
    changed: dict[str, bytes],
    codes: tuple[str, ...],
    expected: dict[str, list[tuple[tuple[str, ...], int]]],
) -> None:
    earlier, parts = kept(tmp_path, b"aabbccddee"), stored(tmp_path, changed)
    lengths = tuple(parts.spans[PART][code][2] for code in codes)
    found = dict(set_aside(Join(PART, 1, codes, lengths), parts, earlier, FolderSink(tmp_path)))
    assert {
        name: [(join.codes, join.start) for join in file.joins] for name, file in found.items()
    } == expected
    assert all(facts_of((tmp_path / name).read_bytes()) == file.written for name, file in found.items())
    forget_others(tmp_path, found)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(found)
    assert contents(tmp_path, found) == {code: changed.get(code, code.lower().encode() * 2) for code in codes}


def contents(folder: Path, found: dict[str, PutTogether]) -> dict[str, bytes]:
    """Every part, read from where it is said to lie."""
    return {
        code: (folder / name).read_bytes()[offset : offset + length]
        for name, file in found.items()
        for join in file.joins
        for code, offset, length in join.places()
    }


def test_after_very_many_changes_all_parts_lie_in_one_file_again(tmp_path: Path) -> None:
    random = Random("parts")  # noqa: S311 - changes, not secrets
    codes = tuple(f"{number:04}" for number in range(1000))
    current = {code: code.encode() for code in codes}
    parts = StoredParts(
        {code: MemoryStore(content) for code, content in current.items()},
        {PART: {code: (code, 0, 4) for code in codes}},
    )
    earlier: dict[str, PutTogether] = {}
    most = 0
    for number in range(60):
        join = Join(PART, 0, codes, tuple(parts.spans[PART][code][2] for code in codes))
        earlier = dict(set_aside(join, parts, earlier, FolderSink(tmp_path)))
        forget_others(tmp_path, earlier)
        assert contents(tmp_path, earlier) == current, number
        most = max(most, len(earlier))
        changed = {code: f"{code}.{number}".encode() for code in random.sample(codes, 2)}
        current |= changed
        spans: dict[str, Span] = {
            code: (name, offset, length)
            for name, file in earlier.items()
            for join in file.joins
            for code, offset, length in join.places()
        }
        stores: dict[str, Store] = {name: FileStore(str(tmp_path / name)) for name in earlier}
        stores |= {code: MemoryStore(content) for code, content in changed.items()}
        spans |= {code: (code, 0, len(content)) for code, content in changed.items()}
        parts = StoredParts(stores, {PART: spans})
    assert 10 < most < 64
