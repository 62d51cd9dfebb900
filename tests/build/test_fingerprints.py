"""What is known of files is believed only while the system vouches for them."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.fingerprints import Fingerprints, read_fingerprints, write_fingerprints

TEXT, OTHER = b"ventisette", b"ventiquatt"


def known(tmp_path: Path) -> tuple[Path, Path]:
    """A file, and the note of a run that read it."""
    path, note = tmp_path / "file", tmp_path / "impronte"
    path.write_bytes(TEXT)
    remember(path, note)
    return path, note


def remember(path: Path, note: Path) -> None:
    prints = read_fingerprints(note)
    prints.of(str(path))
    # Times tell a change only if it comes a tick later.
    time.sleep(0.03)
    write_fingerprints(note, prints)


def written(path: Path) -> None:
    path.write_bytes(OTHER)


def written_with_its_times_put_back(path: Path) -> None:
    status = path.stat()
    path.write_bytes(OTHER)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def one_byte_flipped_in_place(path: Path) -> None:
    status = path.stat()
    with path.open("r+b") as file:
        file.write(OTHER)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced_by_another_file(path: Path) -> None:
    status = path.stat()
    other = path.with_name("altro")
    other.write_bytes(OTHER)
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize(
    "change",
    [written, written_with_its_times_put_back, one_byte_flipped_in_place, replaced_by_another_file],
)
def test_a_file_that_was_touched_is_read_again(tmp_path: Path, change: Callable[[Path], None]) -> None:
    path, note = known(tmp_path)
    change(path)
    prints = read_fingerprints(note)
    assert prints.of(str(path)) == hashlib.sha256(OTHER).digest()
    assert not prints.holds(str(path), len(TEXT), hashlib.sha256(TEXT).digest())


def is_believed(path: Path, note: Path) -> bool:
    """Whether a file is not read: were it read, a digest that it does not have would not come back."""
    prints = read_fingerprints(note)
    for pairs in (prints.known, prints.old):
        for key, value in pairs.items():
            pairs[key] = value[:-32] + bytes(32)
    return prints.of(str(path)) == bytes(32)


def test_a_file_that_nobody_touched_is_not_read_again(tmp_path: Path) -> None:
    path, note = known(tmp_path)
    assert is_believed(path, note)


def test_a_file_is_not_read_again_when_its_folder_is_moved(tmp_path: Path) -> None:
    folder, note = tmp_path / "cartella", tmp_path / "impronte"
    folder.mkdir()
    (folder / "file").write_bytes(TEXT)
    remember(folder / "file", note)
    assert is_believed(folder.rename(tmp_path / "spostata") / "file", note)


def test_a_file_is_known_for_one_run_more_that_does_not_look_at_it(tmp_path: Path) -> None:
    path, note = known(tmp_path)
    for number, believed in enumerate([True, True, False]):
        assert is_believed(path, note) is believed, number
        another = tmp_path / f"altro-{number}"
        another.write_bytes(TEXT)
        remember(another, note)


def test_what_has_just_changed_is_not_believed_by_the_next_run(tmp_path: Path) -> None:
    path, note = tmp_path / "file", tmp_path / "impronte"
    prints = Fingerprints()
    path.write_bytes(TEXT)
    prints.of(str(path))
    write_fingerprints(note, prints)
    assert read_fingerprints(note).known == {}


def test_a_damaged_note_is_as_good_as_none(tmp_path: Path) -> None:
    _, note = known(tmp_path)
    content = note.read_bytes()
    assert read_fingerprints(note).known
    for place in range(len(content)):
        note.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert read_fingerprints(note) == Fingerprints(), place
    for length in range(len(content)):
        note.write_bytes(content[:length])
        assert read_fingerprints(note) == Fingerprints(), length


def test_only_a_file_holds_anything(tmp_path: Path) -> None:
    path, _ = known(tmp_path)
    prints, digest = Fingerprints(), hashlib.sha256(TEXT).digest()
    link, pipe = tmp_path / "collegamento", tmp_path / "tubo"
    link.symlink_to(path)
    os.mkfifo(pipe)
    assert prints.holds(str(path), len(TEXT), digest)
    assert not prints.holds(str(path), len(TEXT) + 1, digest)
    assert not prints.holds(str(link), len(TEXT), digest)
    assert not prints.holds(str(pipe), 0, hashlib.sha256(b"").digest())
    assert not prints.holds(str(tmp_path / "manca"), 0, hashlib.sha256(b"").digest())
    assert prints.of(str(link)) == digest
    with pytest.raises(OSError, match="Invalid argument"):
        prints.of(str(pipe))


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    path, note = known(tmp_path)
    prints = Fingerprints()
    prints.of(str(path))
    write_fingerprints(note / "impronte", prints)
    assert note.is_file()
