"""Same inputs, same bytes: wherever, whenever and however often the site is built."""

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from generator.publishing.manifest import MANIFEST
from tests.robustness.conftest import built, copy_project, retitle, vetro


def flip(path: Path, random: Random) -> None:
    content = bytearray(path.read_bytes())
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    path.write_bytes(content)


def test_two_folders_time_zones_seeds_and_numbers_of_processors(tmp_path: Path) -> None:
    first, second = copy_project(tmp_path / "a"), copy_project(tmp_path / "un altro posto")
    expected = built(first, env={"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"})
    assert built(second, env={"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2"}) == expected
    shutil.rmtree(second / "site")
    one = {min(os.sched_getaffinity(0))}
    done = vetro(second, "build", before=lambda: os.sched_setaffinity(0, one))
    assert done.returncode == 0, done.stderr
    assert (second / "site" / MANIFEST).read_bytes() == expected


def test_warm_and_cold(project: Path) -> None:
    retitle(project, "Prima stesura")
    cold = built(project)
    assert built(project) == cold
    retitle(project, "Seconda stesura")
    changed = built(project)
    assert changed != cold
    shutil.rmtree(project / ".cache")
    shutil.rmtree(project / "site")
    assert built(project) == changed
    retitle(project, "Prima stesura")
    assert built(project) == cold


@pytest.mark.parametrize("kind", ["actions", "up-to-date-"])
def test_a_damaged_cache_is_never_used(built_project: Path, kind: str) -> None:
    project = built_project
    random = Random(kind)  # noqa: S311 - places, not secrets
    # The mark that nothing has changed is one of the folder's place.
    expected = built(project)
    for _ in range(6):
        # A build that finds its cache damaged removes it, and the next makes a new one.
        for path in (project / ".cache").glob(f"{kind}*"):
            flip(path, random)
        if kind == "actions":
            shutil.rmtree(project / "site")
        assert built(project) == expected


def test_a_foreign_cache_is_never_used(tmp_path: Path) -> None:
    ours, other = copy_project(tmp_path / "nostro"), copy_project(tmp_path / "altro")
    page = other / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nDi un altro sito.\n", encoding="utf-8")
    expected = built(ours)
    assert built(other) != expected
    for kind in ("actions", "up-to-date-"):
        (theirs,) = (other / ".cache").glob(f"{kind}*")
        (mine,) = (ours / ".cache").glob(f"{kind}*")
        shutil.copy(theirs, mine)
    shutil.rmtree(ours / "site")
    assert built(ours) == expected


@pytest.mark.parametrize("spoil", ["changed", "removed"])
def test_a_site_that_somebody_touched_is_built_again(built_project: Path, spoil: str) -> None:
    project = built_project
    expected = built(project)
    page = project / "site" / "piano" / "2025-2026" / "index.html"
    if spoil == "changed":
        page.write_bytes(page.read_bytes().replace(b"Piano", b"Pieno"))
    else:
        page.unlink()
    assert built(project) == expected
    assert b"Pieno" not in page.read_bytes()


@pytest.mark.parametrize("foreign", ["piano/2025-2026/intruso.html", MANIFEST])
def test_a_site_that_its_manifest_does_not_account_for_is_left_alone(
    built_project: Path, foreign: str
) -> None:
    project = built_project
    expected = built(project)
    file = project / "site" / foreign
    file.write_text("{}", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "spostarlo con «mv -- " in done.stderr
    assert file.read_text("utf-8") == "{}"
    shutil.move(project / "site", project / "messo da parte")
    assert built(project) == expected


def test_the_manifest_lists_every_file_with_its_digest(project: Path) -> None:
    import hashlib
    import json

    files = json.loads(built(project))["file"]
    site = project / "site"
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    assert files.keys() == found.keys() - {MANIFEST}
    for name, facts in files.items():
        content = found[name].read_bytes()
        assert facts == {"sha256": hashlib.sha256(content).hexdigest(), "byte": len(content)}
