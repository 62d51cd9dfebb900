"""What a run keeps is believed only whole, and only on the basis that it was made on."""

from pathlib import Path

import pytest

from generator.build.kept import read_kept, remembered, write_kept

LINES = {"a": b"1", "b c": b'{"x": "\t\xc3\xa0"}', "": b""}


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "nuova" / "righe"
    write_kept(path, "basis", LINES)
    assert read_kept(path, "basis") == LINES
    write_kept(path, "basis", {})
    assert read_kept(path, "basis") == {}
    assert [item.name for item in path.parent.iterdir()] == ["righe"]


@pytest.mark.parametrize("basis", ["", "basi", "basis ", "another"])
def test_another_basis_has_nothing(tmp_path: Path, basis: str) -> None:
    write_kept(tmp_path / "righe", "basis", LINES)
    assert read_kept(tmp_path / "righe", basis) == {}


def test_what_was_made_on_a_basis_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "nuova" / "libro"
    assert remembered(path, "basis", lambda: b"one\ntwo") == b"one\ntwo"
    assert remembered(path, "basis", lambda: b"other") == b"one\ntwo"
    assert remembered(path, "another", lambda: b"other") == b"other"
    assert remembered(path, "basis", lambda: b"third") == b"third"


def test_what_is_damaged_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "libro"
    remembered(path, "basis", lambda: b"one\ntwo")
    whole = path.read_bytes()
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert remembered(path, "basis", lambda: b"made again") == b"made again", position
    assert remembered(path / "below a file", "basis", lambda: b"made") == b"made"


def test_no_bit_may_be_other(tmp_path: Path) -> None:
    path = tmp_path / "righe"
    write_kept(path, "basis", LINES)
    whole = path.read_bytes()
    for position in range(len(whole)):
        spoiled = bytearray(whole)
        spoiled[position] ^= 1
        path.write_bytes(spoiled)
        assert read_kept(path, "basis") == {}, position
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert read_kept(path, "basis") == {}, length


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    write_kept(tmp_path / "file" / "righe", "basis", LINES)
    assert read_kept(tmp_path / "file" / "righe", "basis") == {}
