"""What surrounds a command - streams, encoding, memory - may fail it, but never with a traceback."""

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from generator.checks.reporters import format_names
from generator.cli import main
from tests.conftest import ROOT
from tests.robustness.conftest import (
    PLAN,
    built_model,
    drop_privileges,
    no_permission,
    vetro,
)

COMMANDS = [
    "check",
    "build",
    "record",
    "linkcheck",
    "schema",
    "import document nuovo/piano.txt --out nuovo",
    "import data site/dati/2025-2026/piano.json --out nuovo",
    "new obiettivo 01_01_OS09",
    "new rilevazione 2026-12-31",
    "new albero",
    "--help",
    "--version",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    model = built_model(tmp_path_factory)
    return shutil.copytree(model, tmp_path_factory.mktemp("ambiente") / "progetto")


def in_shell(project: Path, command: str, redirection: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell that redirects a standard stream."""
    # What former runs have written is no obstacle to this one.
    for name in ("obiettivi/01_01_OS09.yml", "rilevazioni/2026-12-31.yml"):
        (project / PLAN / name).unlink(missing_ok=True)
    return subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m generator {command} {redirection}'],
        cwd=project,
        env={**os.environ, "CI": "", "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        encoding=env.get("PYTHONIOENCODING", "utf-8"),
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_closed_streams(project: Path, command: str) -> None:
    usual = in_shell(project, command, "")
    done = in_shell(project, command, ">&-")
    assert done.returncode == (usual.returncode or 1)
    assert done.stdout == ""
    assert done.stderr == f"{usual.stderr}quel che si stampa: non c'è dove stamparlo\n"
    done = in_shell(project, command, "2>&-")
    assert (done.returncode, done.stderr) == (usual.returncode, "")
    done = in_shell(project, command, ">&- 2>&- <&-")
    assert (done.returncode, done.stdout, done.stderr) == (usual.returncode or 1, "", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_locale_without_accents_is_said_in_a_line(project: Path, command: str) -> None:
    done = in_shell(project, command, "", LC_ALL="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "in questo ambiente le lettere accentate non si possono usare: "
        "togliere PYTHONUTF8=0, o impostare LC_ALL=C.UTF-8\n"
    )


def test_characters_that_an_encoding_does_not_have_are_shown_by_their_code(project: Path) -> None:
    usual = in_shell(project, "check --rules", "")
    done = in_shell(project, "check --rules", "", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert "\u20ac" in usual.stdout
    assert r"\u20ac" in done.stdout
    assert "«" in done.stdout


@pytest.mark.parametrize(
    "name",
    [
        f"{PLAN}/obiettivi/01_01_OS09 \udcff.yml",
        f"{PLAN}/rilevazioni/2026-12-31 \udcff.yml",
        f"{PLAN}/fonti/atto \udcff.pdf",
        "plan_data/2027-\udcff/piano.yml",
        "content/pagina \udcff.md",
        "content/cartella \udcff/index.md",
        "content/allegato \udcff.pdf",
        "theme/assets/img/segno \udcff.svg",
        "theme/pages/_parte \udcff.html",
    ],
)
def test_a_name_that_is_not_utf_8_is_an_error_with_its_place(project: Path, name: str) -> None:
    path, shown = project / name, name.replace("\udcff", r"\udcff")
    made = not path.parent.exists()
    path.parent.mkdir(exist_ok=True)
    path.write_text("a: [", "utf-8")
    try:
        outcomes = [vetro(project, "build").stderr]
        if not name.startswith("theme/"):
            outcomes += [vetro(project, "check", "--format", one).stdout for one in format_names()]
    finally:
        path.unlink()
        if made:
            path.parent.rmdir()
    assert f"{shown}:1:1: errore" in outcomes[0]
    for said in outcomes:
        assert "il nome del file non è in UTF-8" in said
        assert "Traceback" not in said


@pytest.mark.parametrize(
    "name",
    [
        "site_config.yml",
        "plan_data",
        f"{PLAN}",
        f"{PLAN}/obiettivi",
        f"{PLAN}/uffici.yml",
        "content",
        "content/index.md",
        "theme",
        "theme/pages",
        "theme/shell.html",
        "site",
        "site/manifest.json",
        ".cache",
    ],
)
def test_what_may_not_be_read_is_no_traceback(project: Path, name: str) -> None:
    with no_permission(project / name):
        for command in ("check", "build", "record", "linkcheck", "schema", "new albero"):
            done = vetro(project, *command.split(), prepare=drop_privileges)
            assert done.returncode in {0, 1, 2}
            assert "Traceback" not in done.stdout + done.stderr
            assert done.returncode == 0 or done.stdout + done.stderr


def memory_at_start() -> int:
    """The address space of the program before it does anything, in bytes."""
    program = "import generator.cli; print(open('/proc/self/status').read())"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (peak,) = (line.split()[1] for line in done.stdout.splitlines() if line.startswith("VmPeak:"))
    return int(peak) * 1024


@pytest.mark.parametrize("megabytes", [8, 16, 24, 32])
def test_a_limit_of_memory_is_said_in_a_line(project: Path, megabytes: int) -> None:
    limit = memory_at_start() + megabytes * 2**20
    done = vetro(project, "check", before=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    assert done.returncode in {0, 1}
    if done.returncode:
        (line,) = done.stderr.splitlines()
        assert "la memoria non basta" in line


def failing(error: Exception, cause: Exception | None = None) -> Callable[..., NoReturn]:
    def fail(**_: object) -> NoReturn:
        raise error from cause

    error.__context__ = cause
    return fail


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        BrokenExecutor("a process was terminated"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError("can't start new thread"),
        ImportError("x.so: failed to map segment from shared object"),
        SystemError("error return without exception set"),
    ],
)
def test_want_of_memory_is_said_in_a_line(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for shown in (error, RuntimeError("cannot join thread")):
        monkeypatch.setattr("generator.cli.vetro", failing(shown, None if shown is error else error))
        if isinstance(error, OSError) and shown is not error:
            continue
        with pytest.raises(SystemExit, match="1"):
            main()
        (line,) = capsys.readouterr().err.splitlines()
        assert "la memoria non basta" in line


def with_a_thread_that_ends_by(error: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a thread that ends by an error, whose result the command awaits for a second."""
    program = f"""
import sys, threading, time, generator.cli as cli
def end():
    raise {error}
def command(**_):
    threading.Thread(target=end).start()
    time.sleep(1)
cli.vetro = command
cli.main()
"""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_thread_that_ran_out_of_memory_ends_the_command() -> None:
    done = with_a_thread_that_ends_by('RuntimeError("can\'t start new thread")')
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "la memoria non basta" in line


def test_a_mistake_of_the_program_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.vetro", failing(RuntimeError("bug")))
    with pytest.raises(RuntimeError, match="bug"):
        main()
    done = with_a_thread_that_ends_by("RuntimeError('bug')")
    assert "RuntimeError: bug" in done.stderr
