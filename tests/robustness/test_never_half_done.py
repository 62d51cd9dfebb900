"""Killed, out of room, refused or doubled: the site is old or new, but whole, and the next build works."""

import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from generator.publishing.manifest import MANIFEST, files_of_intact_site
from tests.conftest import ROOT
from tests.robustness.conftest import built, copy_project, retitle, vetro, visible

KILLS = 100
BENCHES = 2


def digest(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()


def whole(project: Path) -> bytes:
    """The manifest of a site that must be whole."""
    manifest = (project / "site" / MANIFEST).read_bytes()
    assert files_of_intact_site(project / "site", digest(manifest)) is not None
    return manifest


def test_killed_at_a_hundred_random_moments(tmp_path: Path) -> None:
    with ThreadPoolExecutor(BENCHES) as pool:
        landed = list(pool.map(kill_again_and_again, [tmp_path / str(n) for n in range(BENCHES)]))
    # Some were killed before the swap, some after it: the moments were spread over the whole build.
    assert 0 < sum(landed) < KILLS


def kill_again_and_again(folder: Path) -> int:
    project = copy_project(folder)
    random = Random(folder.name)  # noqa: S311 - moments, not secrets
    manifests = {}
    for title in ("Prima stesura", "Seconda stesura"):
        retitle(project, title)
        start = time.perf_counter()
        manifests[title] = built(project)
        seconds = time.perf_counter() - start
    current = manifests["Seconda stesura"]
    assert len(set(manifests.values())) == 2
    landed = 0
    for number in range(KILLS // BENCHES):
        title = sorted(manifests)[number % 2]
        retitle(project, title)
        builder = subprocess.Popen(
            [sys.executable, "-m", "generator", "build"],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(random.random() * seconds)
        builder.send_signal(signal.SIGKILL)
        builder.wait()
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
def test_no_room_for_a_file(project: Path, limit: int) -> None:
    before = built(project)
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


def test_a_build_while_another_one_writes(project: Path) -> None:
    before = built(project)
    retitle(project, "Un titolo nuovo")
    first = subprocess.Popen(
        [sys.executable, "-m", "generator", "build"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # Held in the middle of its writing for as long as the second one tries.
    while not list(project.glob(".site-new-*")):
        assert first.poll() is None
        time.sleep(0.001)
    first.send_signal(signal.SIGSTOP)
    second = vetro(project, "build")
    assert second.returncode == 1
    assert "un'altra generazione sta scrivendo" in second.stderr
    assert whole(project) == before
    first.send_signal(signal.SIGCONT)
    assert first.wait(60) == 0
    assert whole(project) != before
    assert [name for name in visible(project) if name.startswith(".site")] == []


def test_three_builds_at_once(project: Path) -> None:
    built(project)
    retitle(project, "Un titolo nuovo")
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: vetro(project, "build"), range(3)))
    assert {result.returncode for result in done} <= {0, 1}
    assert any(result.returncode == 0 for result in done)
    for result in done:
        assert result.returncode == 0 or "un'altra generazione" in result.stderr
    assert whole(project) == built(project)
    assert b"Un titolo nuovo" in (project / "site/piano/2025-2026/01_01_OS01/index.html").read_bytes()
