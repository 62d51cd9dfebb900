"""What the Makefile installs of the system: nothing that is there, and a clear line where it cannot."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPT = ROOT / ".ci" / "install-system"
#: What the script itself runs.
TOOLS = ("bash", "grep", "id", "env")
NEEDED = ("chromium", "soffice", "rsync", "Rscript", "nginx", "git")


def system(folder: Path, *commands: str) -> Path:
    """A folder that is all of the system's commands; those that are given do nothing."""
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(str(shutil.which(name)))
    for name in commands:
        (folder / name).symlink_to("/bin/true")
    return folder


def script(path: Path, text: str) -> None:
    path.write_text(f"#!{shutil.which('bash')}\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def install(path: Path, target: str) -> subprocess.CompletedProcess[str]:
    """Run the script; it looks into /usr/sbin too, where nginx may be."""
    return subprocess.run(
        [shutil.which("bash") or "bash", str(SCRIPT), target],
        env={"PATH": str(path)},
        cwd=path,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("chromium", ["chromium", "chromium-browser", "google-chrome"])
def test_where_everything_is_there_nothing_happens(tmp_path: Path, chromium: str) -> None:
    done = install(system(tmp_path / "bin", chromium, *NEEDED[1:]), "test")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_apt_it_says_what_to_install(tmp_path: Path) -> None:
    done = install(system(tmp_path / "bin", *NEEDED[2:]), "test")
    assert done.returncode == 1
    assert done.stderr == (
        "Missing: chromium libreoffice-calc-nogui (names of Debian packages). "
        "There is no apt-get here: install them by hand, then repeat.\n"
    )


def test_without_sudo_it_says_what_root_has_to_run(tmp_path: Path) -> None:
    path = system(tmp_path / "bin", "apt-get", *NEEDED[2:])
    (path / "id").unlink()
    script(path / "id", "echo 1000")
    done = install(path, "test")
    packages = "chromium libreoffice-calc-nogui"
    assert (done.returncode, done.stderr) == (
        1,
        f"Missing: {packages}. As root: apt-get install {packages}\n",
    )


def test_what_is_installed_is_named(tmp_path: Path) -> None:
    """With an apt-get that does nothing, and a sudo that nobody needs."""
    done = install(system(tmp_path / "bin", "apt-get", "sudo", *NEEDED[1:]), "test")
    assert (done.returncode, done.stdout) == (0, "Installing from the system's packages: chromium\n")


@pytest.mark.parametrize(("has_ensurepip", "missing"), [(True, ""), (False, "python3.11-venv")])
def test_a_python_without_environments_lacks_a_package(
    tmp_path: Path, has_ensurepip: bool, missing: str
) -> None:
    path = system(tmp_path / "bin")
    imports = "exit 0" if has_ensurepip else "case $2 in *ensurepip*) exit 1 ;; *) echo 3.11 ;; esac"
    script(path / "python3", imports)
    done = install(path, "site")
    assert done.returncode == bool(missing)
    assert done.stderr.startswith(f"Missing: {missing} " if missing else "")
