"""`vetro serve` on a copy of the invented body, as a browser meets it."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT
from tests.robustness.conftest import built_model

PAGE = "piano/2025-2026/01_01_OS01/"


class Preview:
    """A running `vetro serve`: its project, the number of its process, and the file of what it prints."""

    def __init__(self, project: Path, process: int, output: Path) -> None:
        self.project, self.process, self._output = project, process, output
        self.base = self.printed(r"(http://\S+) \(Ctrl\+C per smettere\)")

    def printed(self, pattern: str) -> str:
        """The first group of what it prints, as soon as it has."""
        end = time.monotonic() + 60
        while not (found := re.search(pattern, self._output.read_text("utf-8"))):
            assert time.monotonic() < end, self._output.read_text("utf-8")
            time.sleep(0.02)
        return found[1] if found.re.groups else found[0]

    def all_printed(self) -> str:
        return self._output.read_text("utf-8")

    def get(self, path: str) -> str:
        with urlopen(self.base + path, timeout=30) as answer:
            text: str = answer.read().decode()
        return text

    def version(self) -> str:
        found = re.search(r'data-versione="(\d+)"', self.get(PAGE))
        assert found
        return found[1]

    def next_page(self, version: str) -> str:
        root = "/".join(self.base.split("/")[:3])
        with urlopen(f"{root}/_vetro/attesa?versione={version}", timeout=30) as answer:
            assert answer.read().decode() != version
        return self.get(PAGE)

    def page_of_build(self, version: str) -> str:
        """The page after the build that follows a preview of it, whose notice is still the old one."""
        page = self.next_page(version)
        shown = re.search(r'data-versione="(\d+)"', page)
        assert shown
        return page if int(shown[1]) > int(version) + 1 else self.next_page(shown[1])


@contextmanager
def serving(
    project: Path,
    *options: str,
    command: tuple[str, ...] = (),
) -> Iterator[Preview]:
    """Run `vetro serve` in a project, and end it with Ctrl-C; `command` is put before the command."""

    output = project.parent / "stampato.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [*command, sys.executable, "-m", "generator", "serve", "--port", "0", *options],
            cwd=project,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            stdout=file,
            stderr=file,
            # As at a terminal: where tests run in the background, programs are told to ignore Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        try:
            yield Preview(project, process.pid, output)
            assert process.poll() is None
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
            assert "Traceback" not in output.read_text("utf-8")
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the cache of a build, so that its copies start quickly; no test changes it."""
    return built_model(tmp_path_factory)


@pytest.fixture
def project(built_project: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built_project, tmp_path / "progetto")


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    with serving(project) as one:
        yield one
