"""A project of the invented body that a test may spoil, and the command run on it as an editor would."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.publishing.manifest import MANIFEST
from tests.conftest import INVENTED_PROJECT, ROOT

PLAN = Path("plan_data/2025-2026")


def copy_project(folder: Path) -> Path:
    """The invented body as a project that stands alone."""
    shutil.copytree(INVENTED_PROJECT, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    shutil.copytree(ROOT / "theme", folder / "theme")
    config = folder / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("  name: material\n", "  name: material\n  custom_dir: theme\n"), encoding="utf-8"
    )
    return folder


def vetro(
    project: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
    command: tuple[str, ...] = (),
) -> subprocess.CompletedProcess[str]:
    """Run the command in a project; `before` is called in its process, `command` is put before it."""
    return subprocess.run(
        [*command, sys.executable, "-m", "generator", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CI": "", "PYTHONPATH": str(ROOT), **(env or {})},
        preexec_fn=before,
        timeout=60,
    )


def built(project: Path, *arguments: str, env: Mapping[str, str] | None = None) -> bytes:
    """Build; the manifest of the site."""
    done = vetro(project, "build", *arguments, env=env)
    assert done.returncode == 0, done.stderr
    return (project / "site" / MANIFEST).read_bytes()


def retitle(project: Path, title: str) -> None:
    """Change the title of one objective."""
    file = project / PLAN / "obiettivi" / "01_01_OS01.yml"
    lines = [
        f"titolo: {title}" if line.startswith("titolo:") else line
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def without_privileges() -> tuple[str, ...]:
    """The command before one that root runs, so that permissions bind it as they bind others."""
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    assert setpriv
    return (setpriv, "--bounding-set", "-dac_override,-dac_read_search", "--")


@contextmanager
def no_permission(path: Path) -> Iterator[None]:
    """Nobody may read a file or folder, nor write to it."""
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        yield
    finally:
        path.chmod(mode & 0o777)


def visible(project: Path) -> list[str]:
    """What lies in a project."""
    return sorted(path.name for path in project.iterdir())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "progetto")
