"""The folder of the site is replaced as a whole, or not at all."""

import fcntl
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from generator.publishing.atomic_swap import atomic_swap
from generator.publishing.output_dir import FileDigest, OutputDir, digest_of
from generator.publishing.publish import OutputError, publish
from tests.conftest import ROOT


def visible(folder: Path) -> list[str]:
    """What a user sees in a folder; the lock of a build stays behind, hidden and empty."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


SITE = {"index.html": b"new", "sitemap.xml": b"map", "piano/index.html": b"plan"}


def put(files: Mapping[str, bytes], target: Path) -> None:
    """Publish files as a site."""

    def make(output: OutputDir) -> None:
        for name, content in files.items():
            output.write(name, content)

    publish(make, target)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_first_site_makes_its_folders(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    put(SITE, target)
    assert names(target) == ["index.html", "manifest.json", "piano/index.html", "sitemap.xml"]


def test_a_new_site_leaves_nothing_of_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put({**SITE, "gone.html": b"old"}, target)
    put(SITE, target)
    assert names(target) == ["index.html", "manifest.json", "piano/index.html", "sitemap.xml"]
    assert visible(tmp_path) == ["site"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    put(SITE, target)
    assert (target / "index.html").read_bytes() == b"new"


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "Documenti"
    target.mkdir()
    (target / "lettera.txt").write_text("cara Camera", encoding="utf-8")
    with pytest.raises(OutputError, match="non è un sito generato"):
        put(SITE, target)
    assert names(target) == ["lettera.txt"]
    assert visible(tmp_path) == ["Documenti"]


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.write_text("un file", encoding="utf-8")
    with pytest.raises(OutputError, match="non è un sito generato"):
        put(SITE, target)
    assert target.read_text(encoding="utf-8") == "un file"


def test_a_name_that_cannot_be_written_leaves_the_old_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(SITE, target)
    with pytest.raises(OutputError, match="non si può scrivere"):
        put({"index.html": b"newer", "x" * 300: b""}, target)
    assert (target / "index.html").read_bytes() == b"new"
    assert visible(tmp_path) == ["site"]


def test_everybody_may_read_the_site(tmp_path: Path) -> None:
    put(SITE, tmp_path / "site")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".site-new-abc"
    left.mkdir()
    (left / "index.html").write_bytes(b"half")
    put(SITE, tmp_path / "site")
    assert visible(tmp_path) == ["site"]


def test_two_builds_at_once_are_told_apart(tmp_path: Path) -> None:
    put(SITE, tmp_path / "site")
    with (tmp_path / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(OutputError, match="un'altra generazione"):
            put({**SITE, "index.html": b"newer"}, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_bytes() == b"new"


def test_folders_change_places(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    atomic_swap(tmp_path / "one", tmp_path / "other")
    assert names(tmp_path / "other") == ["one"]
    assert names(tmp_path / "one") == ["other"]


def test_a_reader_never_finds_the_site_missing(tmp_path: Path) -> None:
    """Somebody reads again and again while the site is replaced; the old and the new are read in turn."""
    script = (
        "import sys; from pathlib import Path; from tests.publishing.test_output import put\n"
        "for version in range(300):\n"
        "    put({'index.html': str(version).encode(), 'sitemap.xml': b''}, Path(sys.argv[1]))\n"
    )
    target = tmp_path / "site"
    put(SITE, target)
    seen: set[bytes] = set()
    with subprocess.Popen([sys.executable, "-c", script, str(target)], cwd=ROOT) as writer:
        while writer.poll() is None:
            seen.add((target / "index.html").read_bytes())
    assert writer.returncode == 0
    assert len(seen) > 20


def test_a_build_killed_at_any_moment_leaves_one_whole_site(tmp_path: Path) -> None:
    """A writer is killed again and again; the folder always holds one version, complete."""
    script = (
        "import sys; from pathlib import Path; from tests.publishing.test_output import put\n"
        "for version in range(10**6):\n"
        "    files = {f'{n}.html': str(version).encode() for n in range(60)}\n"
        "    put({'index.html': str(version).encode(), 'sitemap.xml': b'', **files}, Path(sys.argv[1]))\n"
    )
    target = tmp_path / "site"
    random = Random(7)  # noqa: S311 - moments, not secrets
    for _ in range(40):
        writer = subprocess.Popen([sys.executable, "-c", script, str(target)], cwd=ROOT)
        time.sleep(0.1 + random.random() * 0.1)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        if target.exists():
            assert len(names(target)) == 63
            versions = {path.read_bytes() for path in target.glob("*.html")}
            assert len(versions) == 1
    put(SITE, target)
    assert visible(tmp_path) == ["site"]


@pytest.fixture
def output(tmp_path: Path) -> OutputDir:
    """An output beside a previous one that has one file."""
    (tmp_path / "new").mkdir()
    (tmp_path / "old" / "a").mkdir(parents=True)
    (tmp_path / "old" / "a" / "b.html").write_bytes(b"content")
    return OutputDir(tmp_path / "new", tmp_path / "old")


def test_an_unchanged_file_is_reused(output: OutputDir) -> None:
    assert output.reuse("a/b.html", digest_of(b"content"))
    assert output.read("a/b.html") == b"content"
    assert output.files == {"a/b.html": digest_of(b"content")}


def test_without_links_it_is_copied(output: OutputDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(OSError(1, "no links")))
    assert output.reuse("a/b.html", digest_of(b"content"))
    assert output.read("a/b.html") == b"content"


@pytest.mark.parametrize("spoil", ["changed", "absent", "link", "folder", "other digest"])
def test_what_is_not_the_same_is_not_reused(output: OutputDir, tmp_path: Path, spoil: str) -> None:
    file, wanted = tmp_path / "old" / "a" / "b.html", digest_of(b"content")
    if spoil == "other digest":
        wanted = FileDigest("0" * 64, 7)
    elif spoil == "changed":
        file.write_bytes(b"contenT")
    else:
        file.unlink()
    if spoil == "link":
        (tmp_path / "elsewhere").write_bytes(b"content")
        file.symlink_to(tmp_path / "elsewhere")
    elif spoil == "folder":
        file.mkdir()
    assert not output.reuse("a/b.html", wanted)
    assert output.files == {}
    assert names(tmp_path / "new") == []
