"""Whatever a command is given, it ends with a message and one of its exit codes, never with a traceback."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from tests.robustness.conftest import PLAN, built, copy_project

#: Files and folders that are not what an option wants, made by `set_traps`, and names that no file can have.
PATHS = [
    "site_config.yml",
    "content",
    "plan_data",
    f"{PLAN}/fonti/piano.txt",
    f"{PLAN}/obiettivi/01_01_OS01.yml",
    "site",
    "site/dati/2025-2026/piano.json",
    ".",
    "..",
    "",
    " ",
    "-",
    "*",
    "manca",
    "manca/a/b",
    "site_config.yml/x",
    "vuoto",
    "cartella vuota",
    "non testo \udcff\udcfe",
    "manca \udcff",
    "a\ncapo.yml",
    "manca\ncapo",
    "\x1b[31mrosso",
    "pipe",
    "presa",
    "giro",
    "rotto",
    "è" * 200,
    "a" * 300,
    "a/" * 2500,
]
#: The same for what is only read.
SOURCES = [*PATHS, "/", "/dev/null", "/dev/full", "/dev/zero", "/proc/self/mem", "/proc/self/environ"]
DAYS = [
    "2025-06-30",
    "2025-12-31",
    "2025-02-30",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "20250630",
    "2025-W01-1",
    "2025-06-30T00:00",
    "٢٠٢٥-06-30",
    "2025-06-30\n",
    "-1",
    "",
    "\udcff",
    "9" * 5000,
]
PERIODS = [
    "2026-2028",
    "2027",
    "2025-2026",
    "2026-2026",
    "2028-2026",
    "0000-9999",
    "2026-2028\n",
    "../2026",
    "٢٠٢٦-٢٠٢٨",
    "",
    "\udcff",
    "9" * 5000,
]
CODES = [
    "01_01_OS01",
    "01_01_OS09",
    "01_01_os09",
    "99_99_OS01",
    "01_01_OS09\n",
    "01_01_OS09/../..",
    "../../x",
    "٠١_01_OS09",
    "",
    "\udcff",
    "a" * 5000,
]
PORTS = ["-1", "65536", "99999", "", "x", "٨٠٠٠٠", "1e3", "9" * 5000, "\udcff"]
HOSTS = ["", "0.0.0.256", "a" * 300, "\udcff", "a\nb", "::x", "host.invalid"]
NAMES = [".git", "index.html", "manifest.json", "..", "a/b", "", "\udcff", "a\nb", "a" * 300]


def set_traps(project: Path) -> None:
    (project / "vuoto").touch()
    (project / "cartella vuota").mkdir()
    (project / "non testo \udcff\udcfe").write_bytes(bytes(range(256)))
    (project / "a\ncapo.yml").write_text("a: [1", "utf-8")
    os.mkfifo(project / "pipe")
    os.mknod(project / "presa", 0o140644)
    (project / "giro").symlink_to("giro")
    (project / "rotto").symlink_to("manca")


def options(**values: list[str]) -> st.SearchStrategy[list[str]]:
    """Some options, each with one of its values; those without values are flags."""
    each = [
        (
            st.sampled_from(found).map(lambda value, name=name: [f"--{name}", value])
            if found
            else st.just([f"--{name}"])
        )
        for name, found in values.items()
    ]
    return st.lists(st.one_of(each), max_size=3).map(
        lambda lists: [word for words in lists for word in words]
    )


def command(
    *words: str, arguments: list[str] | None = None, most: int = 1, **values: list[str]
) -> st.SearchStrategy[list[str]]:
    given_ = st.lists(st.sampled_from(arguments or SOURCES), max_size=most)
    return st.tuples(options(**values), given_).map(lambda both: [*words, *both[0], *both[1]])


def imported(source: str, others: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """An import, which wants both a file and a folder."""
    each = st.tuples(st.sampled_from(SOURCES), st.sampled_from(PATHS), others)
    return each.map(lambda chosen: ["import", source, "--out", chosen[1], *chosen[2], "--", chosen[0]])


FORMATS = ["text", "json", "sarif", "junit", "github", "gitlab", "xml", ""]
COMMANDS = {
    "check": command("check", most=2, config=SOURCES, format=FORMATS, strict=[], rules=[]),
    "build": command("build", most=0, config=SOURCES, out=PATHS, keep=NAMES, al=DAYS, production=[]),
    "record": command("record", most=0, config=SOURCES),
    "linkcheck": command("linkcheck", most=0, config=SOURCES, site=SOURCES),
    "schema": command("schema", most=0, config=SOURCES),
    "import document": imported("document", options(ente=NAMES, force=[])),
    "import data": imported("data", options(force=[])),
    "new obiettivo": command("new", "obiettivo", arguments=CODES, config=SOURCES),
    "new piano": command("new", "piano", arguments=PERIODS, config=SOURCES, da=PERIODS),
    "new rilevazione": command("new", "rilevazione", arguments=DAYS, config=SOURCES, piano=PERIODS),
    "new revisione": command("new", "revisione", arguments=DAYS, config=SOURCES, obiettivo=CODES),
    "new albero": command("new", "albero", most=0, config=SOURCES),
    # Without a mistake it would not end.
    "serve": command("serve", arguments=["x"], config=SOURCES).flatmap(
        lambda words: st.one_of(
            st.sampled_from(PORTS).map(lambda port: [*words, f"--port={port}"]),
            st.sampled_from(HOSTS).map(lambda host: [*words, "--port=0", f"--host={host}"]),
        )
    ),
    "none": st.lists(
        st.sampled_from([*PATHS, "--version", "--help", "--", "new", "import", "check"]), max_size=3
    ),
}


class TooLongError(BaseException):
    """A command waits for something that never comes."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Sandbox:
    """A project with traps, in a folder of its own; put back as it was when a command has changed it."""

    def __init__(self, folder: Path) -> None:
        self._model, self._folder = folder / "modello", folder / "prova"
        self.project = self._folder / "progetto"
        self._model.mkdir()
        built(copy_project(self._model / "progetto"))
        set_traps(self._model / "progetto")
        self._copy()

    def _copy(self) -> None:
        subprocess.run(["cp", "-a", self._model, self._folder], check=True)
        self._state = self._look()

    def _look(self) -> dict[str, tuple[int, int]]:
        found = (Path(where, name) for where, _, names in os.walk(self._folder) for name in names)
        states = ((str(path), path.lstat()) for path in found)
        return {name: (state.st_ino, state.st_mtime_ns) for name, state in states}

    def reset(self) -> None:
        if self._look() != self._state:
            shutil.rmtree(self._folder)
            self._copy()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return Sandbox(tmp_path_factory.mktemp("ostile"))


@pytest.mark.parametrize("name", COMMANDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_argument_makes_a_traceback(
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: st.DataObject,
) -> None:
    arguments = data.draw(COMMANDS[name])
    sandbox.reset()
    monkeypatch.chdir(sandbox.project)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(sys, "argv", ["vetro", *arguments])
    with pytest.raises(SystemExit) as end, at_most(60):
        main()
    said = "".join(capsys.readouterr())
    assert end.value.code in {0, 1, 2}
    assert "Traceback" not in said
