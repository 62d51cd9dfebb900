"""The action cache gives back what was kept under the same key, or nothing, however damaged its file."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from generator.build.action_cache import ActionCache
from tests.conftest import ROOT

VALUES = {f"{number}": bytes([number]) * 3000 for number in range(40)}


def filled(path: Path) -> Path:
    with ActionCache(path) as cache:
        for name, value in VALUES.items():
            cache.put("task", name, "key", value)
    return path


def read(path: Path) -> dict[str, bytes]:
    with ActionCache(path) as cache:
        return {name: value for (name, _), value in cache.get_all("task")}


def test_a_value_is_found_under_its_task_name_and_key(tmp_path: Path) -> None:
    path = filled(tmp_path / "new" / "cache")
    with ActionCache(path) as cache:
        assert cache.get("task", "7", "key") == VALUES["7"]
        assert cache.get("task", "7", "another key") is None
        assert cache.get("task", "another name", "key") is None
        assert cache.get("another task", "7", "key") is None
        cache.put("task", "7", "another key", b"new")
        assert cache.get("task", "7", "key") is None
        assert cache.get("task", "7", "another key") == b"new"
        cache.prune("task", {"7", "8"})
    with ActionCache(path) as cache:
        assert sorted(cache.get_all("task")) == [(("7", "another key"), b"new"), (("8", "key"), VALUES["8"])]
        assert cache.problem == ""


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_gives_nothing_wrong(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - places, not secrets
    path = filled(tmp_path / "cache")
    content = bytearray(path.read_bytes())
    for _ in range(random.choice([1, 10, 200])):
        content[random.randrange(len(content) if seed % 2 else 4096)] ^= 1 << random.randrange(8)
    path.write_bytes(content)
    for found in (read(path), read(path), read(filled(path))):
        # What SQLite does not find any more is missing, and costs time; it is never another value.
        assert all(VALUES[name] == value for name, value in found.items())


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def foreign(path: Path) -> None:
    path.write_text("appunti di qualcuno", encoding="utf-8")


def other_table(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE results (a, b)")


@pytest.mark.parametrize("spoil", [truncated, foreign, other_table, Path.unlink])
def test_a_file_that_is_no_cache_is_an_empty_one(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = filled(tmp_path / "cache")
    spoil(path)
    assert read(path) == {}
    assert read(filled(path)) == VALUES


def a_folder(path: Path) -> None:
    path.mkdir()


def below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("")


@pytest.mark.parametrize("spoil", [a_folder, below_a_file])
def test_where_there_can_be_no_file_nothing_is_kept(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / "below" / "cache"
    path.parent.mkdir()
    spoil(path)
    with ActionCache(path) as cache:
        cache.put("task", "name", "key", b"value")
        assert cache.get("task", "name", "key") is None
        cache.prune("task", ())
    assert cache.problem.startswith("cache: ")


def test_on_a_full_disk_nothing_is_kept(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache")
    program = (
        "import resource, sys, pathlib\n"
        "from generator.build.action_cache import ActionCache\n"
        "with ActionCache(pathlib.Path(sys.argv[1])) as cache:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "    for number in range(100):\n"
        "        cache.put('task', f'new {number}', 'key', bytes(100_000))\n"
        "print(cache.problem)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.startswith("cache: ")
    assert all(VALUES.get(name, value) == value for name, value in read(path).items())


def test_a_read_only_file_is_read(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache")
    with sqlite3.connect(path) as writer:
        # As good as read-only: another process writes for longer than anybody waits.
        writer.execute("BEGIN EXCLUSIVE")
        with ActionCache(path, timeout=0.1) as cache:
            assert cache.get("task", "7", "key") is None
        assert "locked" in cache.problem
    assert read(path) == VALUES
