"""Progress of a build: an updated line on a terminal, a line for each stage in CI, nothing in a pipe."""

from io import StringIO

import pytest

from generator.cli import _progress
from generator.cli._progress import Progress
from tests.robustness.conftest import copy_project, vetro


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def output_of(stream: StringIO, *, ci: bool) -> str:
    with Progress(stream, ci) as progress:
        progress.stage("controllo")
        progress.stage("pagine")
        progress.part(1, 4)
        progress.part(4, 4)
    return stream.getvalue()


def test_a_line_a_stage_in_ci() -> None:
    assert output_of(StringIO(), ci=True) == "vetro: controllo\nvetro: pagine\n"


def test_nothing_in_a_pipe() -> None:
    assert output_of(StringIO(), ci=False) == ""


def test_a_moving_line_on_a_terminal_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "_DELAY", -1.0)
    text = output_of(Terminal(), ci=True)
    assert "\n" not in text
    assert "pagine… 25%" in text
    assert "pagine… 100%" in text
    last = text.split("\r")
    assert last[-1] == ""
    assert last[-2].strip() == ""


def test_a_short_build_shows_nothing_on_a_terminal() -> None:
    assert output_of(Terminal(), ci=False) == ""


def test_the_command_says_its_stages_in_ci(tmp_path_factory: pytest.TempPathFactory) -> None:
    project = copy_project(tmp_path_factory.mktemp("ci") / "progetto")
    done = vetro(project, "build", env={"CI": "true"})
    assert done.stderr == "vetro: controllo dei dati\nvetro: pagine e dati\n"
    assert vetro(project, "build", env={"CI": "true"}).stderr == ""
