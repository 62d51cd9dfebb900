"""A disk that is full, or may not be written: the old site stays whole, and the next build works."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import gettempdir

import pytest

from tests.robustness.conftest import copy_project, retitle, visible
from tests.robustness.disk import Disk, LimitedDisk, small_disk
from tests.robustness.test_never_half_done import whole

PROJECT = "progetto"


@contextmanager
def limited_disk(place: Path) -> Iterator[Disk]:
    place.mkdir()
    yield LimitedDisk(place)


#: As root, as anybody, and as where neither may mount. Whoever is not root finds the first two are the same.
DISKS = {
    "a file system of its own": partial(small_disk, as_user=os.geteuid() != 0),
    "one of a user's own": partial(small_disk, as_user=True),
    "files with a limit": limited_disk,
}


@pytest.fixture(params=DISKS.values(), ids=DISKS)
def disk(request: pytest.FixtureRequest, model: Path, tmp_path: Path) -> Iterator[Disk]:
    """A disk with a project that has been built."""
    with request.param(tmp_path / "disco") as found:
        shutil.copytree(model, found.folder / PROJECT)
        yield found


def built(disk: Disk) -> bytes:
    done = disk.vetro(PROJECT, "build")
    assert done.returncode == 0, done.stderr
    return whole(disk.folder / PROJECT)


def size_of(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def refused(disk: Disk, why: str) -> None:
    """A build must end with one line that says why, and leave nothing behind."""
    done = disk.vetro(PROJECT, "build")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "il sito non si può scrivere in «" in line
    assert line.endswith(f"»: {why}")
    assert [name for name in visible(disk.folder / PROJECT) if name.startswith(".site")] == []


# What did not change needs no room, so that a build ends well where half of the site would have it.
@pytest.mark.parametrize("share", [0, 0.1, 0.2, 0.4])
def test_a_disk_that_fills_up_while_the_site_is_written(disk: Disk, share: float) -> None:
    project = disk.folder / PROJECT
    before = whole(project)
    retitle(project, "Un titolo nuovo")
    disk.leave(int(size_of(project / "site") * share))
    refused(disk, disk.full)
    assert whole(project) == before
    disk.release()
    assert built(disk) != before


def test_a_full_disk_without_a_site(disk: Disk) -> None:
    # The frame is kept, so that nothing but the site needs room.
    project = disk.folder / PROJECT
    shutil.rmtree(project / "site")
    disk.leave(100_000)
    refused(disk, disk.full)
    assert not (project / "site").exists()
    disk.release()
    built(disk)


def test_no_room_for_temporary_files_either(tmp_path: Path) -> None:
    with limited_disk(tmp_path / "disco") as disk:
        copy_project(disk.folder / PROJECT)
        for size, where in (
            (0, "nessuna cartella: fare posto, o indicarne una"),
            (100_000, f"«{gettempdir()}» ({disk.full}): fare posto, o indicarne un'altra"),
        ):
            disk.leave(size)
            done = disk.vetro(PROJECT, "build")
            assert (done.returncode, done.stderr) == (
                1,
                f"i file temporanei non si possono scrivere in {where} con la variabile TMPDIR\n",
            )


def test_a_disk_that_may_only_be_read(disk: Disk) -> None:
    project = disk.folder / PROJECT
    before = whole(project)
    retitle(project, "Un titolo nuovo")
    disk.protect()
    refused(disk, disk.protected)
    assert whole(project) == before
    disk.release()
    assert built(disk) != before


def test_a_build_with_nothing_to_do_needs_no_room(disk: Disk) -> None:
    before = built(disk)
    disk.leave(0)
    assert built(disk) == before
    disk.protect()
    assert built(disk) == before
