"""An objective that was just saved is read into a plan that was loaded before, unless it has mistakes."""

import re
from pathlib import Path

import pytest

from generator.devserver.preview import read_ahead
from generator.loading.loader import LoadedPlan, load_plan
from tests.robustness.conftest import PLAN, copy_project

CODE = "01_01_OS01"


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedPlan:
    project = copy_project(tmp_path / "progetto")
    return load_plan(project / PLAN, project, tmp_path / "cache")


def change(path: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
    assert count
    path.write_text(text, encoding="utf-8")


def test_the_plan_has_what_the_file_holds_now(loaded: LoadedPlan) -> None:
    path = loaded.folder / "obiettivi" / f"{CODE}.yml"
    change(path, "(?m)^titolo: .*$", "titolo: Un altro titolo")
    ahead = read_ahead(loaded, path)
    assert loaded.plan is not None
    assert ahead is not None
    assert ahead.objective.title == "Un altro titolo"
    assert ahead.plan.by_code[CODE] is ahead.objective
    assert [one.code for one in ahead.plan.objectives] == [one.code for one in loaded.plan.objectives]
    assert loaded.plan.by_code[CODE].title != "Un altro titolo"


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        ("(?m)^titolo:", "titollo:"),
        (f"codice: {CODE}", "codice: 01_01_OS77"),
        ("(?m)^ambito: .*$", "ambito: 77_77"),
        ("(?s).*", ""),
        ("(?s).*", "a: [1"),
    ],
)
def test_mistakes_are_left_to_the_check(loaded: LoadedPlan, pattern: str, replacement: str) -> None:
    path = loaded.folder / "obiettivi" / f"{CODE}.yml"
    change(path, pattern, replacement)
    assert read_ahead(loaded, path) is None


@pytest.mark.parametrize(
    "name", ["piano.yml", "obiettivi/01_01_OS77.yml", f"rilevazioni/{CODE}.yml", f"{CODE}.yml", "../x.yml"]
)
def test_other_files_are_left_to_the_check(loaded: LoadedPlan, name: str) -> None:
    assert read_ahead(loaded, loaded.folder / name) is None


def test_a_file_that_went_away_is_left_to_the_check(loaded: LoadedPlan) -> None:
    path = loaded.folder / "obiettivi" / f"{CODE}.yml"
    path.unlink()
    assert read_ahead(loaded, path) is None
