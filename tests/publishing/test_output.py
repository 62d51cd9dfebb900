"""The folder of the site is replaced as a whole, or not at all."""

import fcntl
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator.publishing.atomic_swap import atomic_swap
from generator.publishing.lock import LockError
from generator.publishing.output_dir import (
    DuplicateFileError,
    FileDigest,
    MemoryOutput,
    OutputDir,
    digest_of,
)
from generator.publishing.publish import OutputError, publish, tidy
from tests.conftest import ROOT


def visible(folder: Path) -> list[str]:
    """All that lies in a folder: a build leaves nothing behind."""
    return sorted(path.name for path in folder.iterdir())


SITE = {"index.html": b"new", "sitemap.xml": b"map", "piano/index.html": b"plan"}


def put(files: Mapping[str, bytes], target: Path, keep: Collection[str] = ()) -> None:
    """Publish files as a site."""

    def make(output: OutputDir) -> None:
        for name, content in files.items():
            output.write(name, content)

    publish(make, target, keep)


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


#: What somebody may have put into the folder of an earlier site, and what of it a message names.
FOREIGN = {
    "a file": ("CNAME", "CNAME"),
    "a file in a folder": ("bandi/2019.pdf", "bandi/2019.pdf"),
    "a file in a folder of the site": ("piano/nota.txt", "piano/nota.txt"),
    "a repository": (".git/HEAD", ".git/HEAD"),
    "another site": ("altro/manifest.json", "altro/manifest.json"),
}


@pytest.mark.parametrize("root", ["/", "/usr/.."])
def test_the_root_of_the_disk_is_no_place_for_a_site(root: str) -> None:
    with pytest.raises(OutputError) as caught:
        put(SITE, Path(root))
    assert (
        str(caught.value)
        == f"il sito non può stare in «{Path(root).resolve()}»: scegliere una cartella con --out"
    )


@pytest.mark.parametrize(("name", "said"), FOREIGN.values(), ids=FOREIGN)
def test_what_somebody_added_to_a_site_is_not_lost(tmp_path: Path, name: str, said: str) -> None:
    target = tmp_path / "site"
    put(SITE, target)
    (target / name).parent.mkdir(exist_ok=True)
    (target / name).write_text("suo", encoding="utf-8")
    before = names(target)
    with pytest.raises(OutputError) as caught:
        put({**SITE, "index.html": b"newer"}, target)
    assert f"(«{said}»)" in str(caught.value)
    assert f"mv -- {target} {target}-prima-1" in str(caught.value)
    assert f"--keep {name.partition('/')[0]}" in str(caught.value)
    assert names(target) == before
    assert (target / "index.html").read_bytes() == b"new"
    assert visible(tmp_path) == ["site"]


@pytest.mark.parametrize(
    "manifest",
    ["", "{", "[]", '{"name": "app"}', '{"file": []}', '{"file": {"index.html": 1}}', '{"file": {}}'],
)
def test_a_folder_that_its_manifest_does_not_account_for_is_left_alone(tmp_path: Path, manifest: str) -> None:
    target = tmp_path / "site"
    target.mkdir()
    for name in ("index.html", "sitemap.xml"):
        (target / name).write_text("suo", encoding="utf-8")
    (target / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(OutputError, match=r"non è (un|del) sito generato"):
        put(SITE, target)
    assert (target / "index.html").read_text(encoding="utf-8") == "suo"


def test_a_file_that_came_during_the_build_is_not_lost(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(SITE, target)

    def make(output: OutputDir) -> None:
        output.write("index.html", b"newer")
        (target / "CNAME").write_text("suo", encoding="utf-8")

    with pytest.raises(OutputError, match="CNAME"):
        publish(make, target)
    assert (target / "CNAME").read_text(encoding="utf-8") == "suo"


def test_damaged_files_of_a_site_and_files_of_the_system_are_no_obstacle(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(SITE, target)
    (target / "index.html").write_bytes(b"damaged")
    (target / "piano" / "index.html").unlink()
    (target / "piano" / ".DS_Store").touch()
    put(SITE, target)
    assert names(target) == ["index.html", "manifest.json", "piano/index.html", "sitemap.xml"]


def test_what_is_to_be_kept_is_carried_over(tmp_path: Path) -> None:
    target, keep = tmp_path / "site", (".git", "CNAME", "mancante")
    (target / ".git" / "refs").mkdir(parents=True)
    (target / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    (target / ".git" / "link").symlink_to("/etc/passwd")
    (target / "CNAME").write_text("sito.example", encoding="utf-8")
    put(SITE, target, keep)
    put({**SITE, "index.html": b"newer"}, target, keep)
    assert (target / "index.html").read_bytes() == b"newer"
    assert (target / "CNAME").read_text(encoding="utf-8") == "sito.example"
    assert (target / ".git" / "refs").is_dir()
    assert (target / ".git" / "link").readlink() == Path("/etc/passwd")
    assert b"CNAME" not in (target / "manifest.json").read_bytes()
    with pytest.raises(OutputError, match="CNAME"):
        put(SITE, target, [".git"])
    with pytest.raises(OutputError, match=r"--keep: «index\.html»"):
        put(SITE, target, [*keep, "index.html"])


def test_what_is_kept_survives_a_kill_between_two_renames(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(SITE, target)
    (target / "CNAME").write_text("sito.example", encoding="utf-8")
    (tmp_path / ".site-new-abcdefgh").mkdir()
    target.rename(tmp_path / ".site-new-abcdefgh-old")
    put(SITE, target, ["CNAME"])
    assert (target / "CNAME").read_text(encoding="utf-8") == "sito.example"
    assert visible(tmp_path) == ["site"]


@pytest.mark.parametrize("name", ["*", "[a-z]", "?", "."])
def test_a_name_is_no_pattern(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "qui"
    (here / ".x-new-abcdefgh").mkdir(parents=True)
    (here / f".{name}-new-appunti").mkdir()
    monkeypatch.chdir(here)
    before = visible(here)
    if name == ".":
        with pytest.raises(OutputError, match="non è un sito generato"):
            put(SITE, Path(name))
        (here / "a").write_text("")
        with pytest.raises(OutputError, match="non è un sito generato"):
            put(SITE, Path("..", "qui", ".."))
        (here / "a").unlink()
        assert visible(tmp_path) == ["qui"]
    else:
        put(SITE, Path(name))
        assert names(here / name) == ["index.html", "manifest.json", "piano/index.html", "sitemap.xml"]
        before = sorted([*before, name])
    assert visible(here) == before


@pytest.mark.parametrize("kind", ["link", "text", "folder"])
def test_a_lock_that_is_not_ours_is_left_alone(tmp_path: Path, kind: str) -> None:
    lock, victim = tmp_path / ".site.lock", tmp_path / "lettera.txt"
    victim.write_text("cara Camera", encoding="utf-8")
    if kind == "link":
        lock.symlink_to(victim)
    elif kind == "text":
        lock.write_text("appunti", encoding="utf-8")
    else:
        lock.mkdir()
    with pytest.raises(LockError, match="c'è già altro"):
        put(SITE, tmp_path / "site")
    assert victim.read_text(encoding="utf-8") == "cara Camera"
    assert visible(tmp_path) == [".site.lock", "lettera.txt"]


def modes(site: Path) -> set[tuple[bool, int]]:
    return {(path.is_dir(), path.stat().st_mode & 0o777) for path in (site, *site.rglob("*"))}


@pytest.mark.parametrize("umask", [0o077, 0o027, 0o002, 0])
def test_everybody_may_read_the_site_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    target, before = tmp_path / "srv" / "www" / "site", os.umask(umask)

    def make(output: OutputDir) -> None:
        for name, content in SITE.items():
            if not output.reuse({name: digest_of(content)}):
                output.write(name, content)

    try:
        files = publish(make, target)
        assert modes(tmp_path / "srv") == {(True, 0o755), (False, 0o644)}
        for path in target.rglob("*"):
            path.chmod(0o700)
        publish(make, target)
        assert modes(target) == {(True, 0o755), (False, 0o644)}
        (target / "index.html").chmod(0o600)
        (target / "piano").chmod(0o700)
        tidy(target, files)
        assert modes(target) == {(True, 0o755), (False, 0o644)}
    finally:
        os.umask(before)


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let another program hold the folder for that many attempts."""
    attempts = iter(range(times))

    def swap(new: Path, target: Path) -> None:
        if next(attempts, None) is not None:
            raise PermissionError(13, "in use")
        atomic_swap(new, target)

    monkeypatch.setattr("generator.publishing.publish.atomic_swap", swap)


def test_a_folder_that_a_program_holds_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(monkeypatch, 5)
    put(SITE, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_bytes() == b"new"


def test_a_folder_that_a_program_holds_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held(monkeypatch, 10**6)
    start = time.monotonic()
    with pytest.raises(OutputError, match="un programma la tiene aperta"):
        put(SITE, tmp_path / "site")
    assert 2 <= time.monotonic() - start < 4
    assert visible(tmp_path) == []


def test_a_name_that_cannot_be_written_leaves_the_old_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(SITE, target)
    with pytest.raises(OutputError, match="non si può scrivere"):
        put({"index.html": b"newer", "x" * 300: b""}, target)
    assert (target / "index.html").read_bytes() == b"new"
    assert visible(tmp_path) == ["site"]


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".site-new-abcdefgh"
    left.mkdir()
    (left / "index.html").write_bytes(b"half")
    put(SITE, tmp_path / "site")
    assert visible(tmp_path) == ["site"]


def test_two_builds_at_once_are_told_apart(tmp_path: Path) -> None:
    put(SITE, tmp_path / "site")
    with (tmp_path / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(LockError, match="un'altra generazione"):
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
    assert output.reuse({"a/b.html": digest_of(b"content")})
    assert output.read("a/b.html") == b"content"
    assert output.files == {"a/b.html": digest_of(b"content")}


def test_without_links_it_is_copied(output: OutputDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(OSError(1, "no links")))
    assert output.reuse({"a/b.html": digest_of(b"content")})
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
    assert not output.reuse({"a/b.html": wanted})
    assert output.files == {}
    assert names(tmp_path / "new") == []


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_files_that_belong_together_are_all_reused_or_none(tmp_path: Path, kind: str) -> None:
    """A page that is still right must not be in the way when it is made anew with the data beside it."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    previous: Any = OutputDir(tmp_path / "old") if kind == "folder" else MemoryOutput()
    before = {name: previous.write(name, content) for name, content in (("page", b"1"), ("data", b"2"))}
    output = (
        OutputDir(tmp_path / "new", tmp_path / "old") if kind == "folder" else MemoryOutput(previous=previous)
    )
    assert not output.reuse(before | {"data": digest_of(b"3")})
    assert output.files == {}
    output.write("page", b"1")
    output.write("data", b"3")
    assert output.files == before | {"data": digest_of(b"3")}


def test_an_error_of_another_process_says_the_same() -> None:
    output = MemoryOutput()
    output.write("a", b"1")
    with pytest.raises(DuplicateFileError) as caught:
        output.write("a", b"2")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own
