"""Killed, out of room, refused or doubled: the site is old or new, but whole, and the next build works."""

import hashlib
import os
import resource
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from generator.publishing.manifest import MANIFEST, files_of_intact_site
from tests.command import start
from tests.robustness.conftest import built, manifest_of, retitle, vetro, visible

KILLS = 100
BENCHES = 2


def digest(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()


def whole(project: Path) -> bytes:
    """The manifest of a site that must be whole."""
    manifest = (project / "site" / MANIFEST).read_bytes()
    assert files_of_intact_site(project / "site", digest(manifest)) is not None
    return manifest


def test_killed_at_a_hundred_random_moments(model: Path, tmp_path: Path) -> None:
    projects = [shutil.copytree(model, tmp_path / str(number)) for number in range(BENCHES)]
    with ThreadPoolExecutor(BENCHES) as pool:
        landed = list(pool.map(kill_again_and_again, projects))
    # Some were killed before the swap, some after it: the moments were spread over the whole build.
    assert 0 < sum(landed) < KILLS


def kill_again_and_again(project: Path) -> int:
    random = Random(project.name)  # noqa: S311 - moments, not secrets
    manifests = {}
    for title in ("Prima stesura", "Seconda stesura"):
        retitle(project, title)
        begun = time.perf_counter()
        manifests[title] = built(project)
        seconds = time.perf_counter() - begun
    current = manifests["Seconda stesura"]
    assert len(set(manifests.values())) == 2
    landed = 0
    for number in range(KILLS // BENCHES):
        title = sorted(manifests)[number % 2]
        retitle(project, title)
        builder = start(("build",), project, os.environ)
        time.sleep(random.random() * seconds)
        builder.kill()
        builder.join()
        found = whole(project)
        assert found in (current, manifests[title])
        done = found == manifests[title]
        landed += done
        # However busy the machine is, about half of the kills come before the swap and half after it.
        seconds *= 0.9 if done else 1.15
        current = found
    assert built(project) == manifests[title]
    assert visible(project) == [
        ".cache", "README.md", "content", "plan_data", "site", "site_config.yml", "theme"
    ]  # fmt: skip
    return landed


@pytest.mark.parametrize("limit", [1_000, 20_000, 60_000])
def test_no_room_for_a_file(built_project: Path, limit: int) -> None:
    project = built_project
    before = manifest_of(project)
    retitle(project, "Un titolo nuovo")
    done = vetro(project, "build", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert done.returncode == 1
    assert "il sito non si può scrivere" in done.stderr
    assert "Traceback" not in done.stderr
    assert whole(project) == before
    assert built(project) != before
    assert [name for name in visible(project) if name.startswith(".site")] == []


@pytest.mark.parametrize("target", ["/proc/sito", "site_config.yml/sito", "site_config.yml"])
def test_a_target_that_cannot_be_written(project: Path, target: str) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    done = vetro(project, "build", "--out", target)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("target", ["content", "content/sito", "theme/assets/../sito", "plan_data/2027"])
def test_a_site_is_not_written_into_what_it_is_made_of(project: Path, target: str) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    done = vetro(project, "build", "--out", target)
    assert done.returncode == 2
    assert "da cui il sito si genera: scegliere una cartella fuori da lì" in done.stderr
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_build_while_another_one_writes(built_project: Path) -> None:
    project = built_project
    before = manifest_of(project)
    retitle(project, "Un titolo nuovo")
    first = start(("build",), project, os.environ)
    assert first.pid
    # Held in the middle of its writing for as long as the second one tries.
    while not list(project.glob(".site-new-*")):
        assert first.is_alive()
        time.sleep(0.001)
    os.kill(first.pid, signal.SIGSTOP)
    second = vetro(project, "build")
    assert second.returncode == 1
    assert "un'altra generazione sta scrivendo" in second.stderr
    assert whole(project) == before
    os.kill(first.pid, signal.SIGCONT)
    first.join(60)
    assert first.exitcode == 0
    assert whole(project) != before
    assert [name for name in visible(project) if name.startswith(".site")] == []


def test_three_builds_at_once(built_project: Path) -> None:
    project = built_project
    retitle(project, "Un titolo nuovo")
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: vetro(project, "build"), range(3)))
    assert {result.returncode for result in done} <= {0, 1}
    assert any(result.returncode == 0 for result in done)
    for result in done:
        assert result.returncode == 0 or "un'altra generazione" in result.stderr
    assert whole(project) == built(project)
    assert b"Un titolo nuovo" in (project / "site/piano/2025-2026/01_01_OS01/index.html").read_bytes()
