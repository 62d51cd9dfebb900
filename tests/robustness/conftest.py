"""A project of the invented body that a test may spoil, and the command run on it as an editor would."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.publishing.manifest import MANIFEST
from tests.command import PATIENCE, Prepare, is_read_at_start, run
from tests.conftest import INVENTED_PROJECT, ROOT
from tests.shared_folder import shared_folder

PLAN = Path("plan_data/2025-2026")


def copy_project(folder: Path) -> Path:
    """The invented body as a project that stands alone."""
    shutil.copytree(INVENTED_PROJECT, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    shutil.copytree(ROOT / "theme", folder / "theme")
    config = folder / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("theme:\n", "theme:\n  custom_dir: theme\n"), encoding="utf-8")
    return folder


def vetro(
    project: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
    prepare: Prepare | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command in a project.

    `before` is called in its process before Python starts, `prepare`, which must be picklable, after.
    """
    environment = {**os.environ, "CI": "", "PYTHONPATH": str(ROOT), **(env or {})}
    if not before and not is_read_at_start(env or ()):
        return run(arguments, project, environment, prepare=prepare)
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        preexec_fn=before,
        timeout=PATIENCE,
    )


def built(project: Path, *arguments: str, env: Mapping[str, str] | None = None) -> bytes:
    """Build; the manifest of the site."""
    done = vetro(project, "build", *arguments, env=env)
    assert done.returncode == 0, done.stderr
    return manifest_of(project)


def manifest_of(project: Path) -> bytes:
    """The manifest of the site that a project has."""
    return (project / "site" / MANIFEST).read_bytes()


def built_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site and the cache of its build, to be copied; no test changes it."""
    return shared_folder(tmp_path_factory, "modello", lambda folder: built(copy_project(folder)))


def copy_with_cache(model: Path, folder: Path) -> Path:
    """A project that has no site yet, but the cache of a build."""
    return shutil.copytree(model, folder, ignore=shutil.ignore_patterns("site"))


def retitle(project: Path, title: str) -> None:
    """Change the title of one objective."""
    file = project / PLAN / "obiettivi" / "01_01_OS01.yml"
    lines = [
        f"titolo: {title}" if line.startswith("titolo:") else line
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


#: In the sets of capabilities of a process, those to read and write whatever is on the disk.
_OVERRIDE = 1 << 1 | 1 << 2


def drop_privileges() -> None:
    """Let permissions bind this process as they bind others, even if root runs it."""
    system = ctypes.CDLL(None, use_errno=True)
    header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert system.capget(header, sets) == 0
    sets[0] &= ~_OVERRIDE
    sets[1] &= ~_OVERRIDE
    assert system.capset(header, sets) == 0


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


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_model(tmp_path_factory)


@pytest.fixture
def built_project(model: Path, tmp_path: Path) -> Path:
    """A project that has been built."""
    return shutil.copytree(model, tmp_path / "progetto")
