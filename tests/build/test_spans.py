"""Parts of files are joined from wherever they lie, and found again in the file that they were put into."""

from pathlib import Path

import pytest

from generator.build.spans import StoredParts
from generator.build.stores import FileStore, MemoryStore, Store
from generator.plan.model import Area, Objective


def objectives(*codes: str) -> list[Objective]:
    """Objectives that have nothing but their codes."""
    area = Area("01_01", "Ambito")
    return [Objective(code, "OS", "", "", area, None, None, None, (), ()) for code in codes]


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    content = b"0123456789" * 200_000
    if request.param == "memory":
        return MemoryStore(content)
    (tmp_path / "file").write_bytes(content)
    return FileStore(str(tmp_path / "file"))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(0, 3), (3, 2)], [b"012", b"34"]),
        # Backwards, and one of nothing.
        ([(15, 4), (2, 2), (7, 0)], [b"5678", b"23", b""]),
        # Far apart, and at the very end.
        ([(1, 1), (1_999_990, 10)], [b"1", b"0123456789"]),
    ],
)
def test_what_lies_at_places(store: Store, places: list[tuple[int, int]], expected: list[bytes]) -> None:
    assert list(store.slices(places)) == expected


def test_a_place_beyond_the_end_of_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    with pytest.raises(OSError, match="ends before"):
        list(FileStore(str(tmp_path / "file")).slices([(3, 3)]))


def test_parts_are_joined_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"[alpha,gamma]")
    stores = {"old": FileStore(str(tmp_path / "old")), "new": MemoryStore(b"BETA")}
    spans = {"list": {"A": ("old", 1, 5), "B": ("new", 0, 4), "C": ("old", 7, 5)}, "other": {}}
    parts = StoredParts(stores, spans)
    assert parts.joined("list", objectives("A", "B", "X", "C"), b", ") == b"alpha, BETA, gamma"
    assert parts.joined("other", objectives("A"), b", ") == b""
    assert parts.joined("unknown", objectives("A"), b", ") == b""
    (joined,) = parts.take_joined()
    assert parts.take_joined() == ()
    found = joined.located_in(b"<<alpha, BETA, gamma>>")
    assert found is not None
    assert list(found.places()) == [("A", 2, 5), ("B", 9, 4), ("C", 15, 5)]
    later = joined.located_in(b"alpha, BETA, gamma" * 2, 1)
    assert later is not None
    assert (later.start, later.length) == (18, 18)
    assert joined.located_in(b"<<alpha, BETA, gamma>>", 3) is None
    assert joined.located_in(b"<<alpha, BETA, delta>>") is None
    assert joined.located_in(b"compressed") is None
    assert parts.in_a_row(found) == b"alphaBETAgamma"
