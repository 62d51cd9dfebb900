"""The plans of the benchmark: sound, the same every time, and as large as they say."""

from pathlib import Path

import yaml

from benchmarks.peers import write_hugo, write_mkdocs
from benchmarks.plans import INDICATORS, write_plan, write_project
from generator.checks.checked_plan import check_plan
from tests.conftest import ROOT


def test_the_plan_is_sound_and_of_the_size_asked_for(tmp_path: Path) -> None:
    made = write_plan(tmp_path / "2025-2027", 120)
    loaded = check_plan(tmp_path / "2025-2027", tmp_path)
    assert loaded.is_valid, [
        str(diagnostic) for diagnostic in loaded.diagnostics if diagnostic.code.startswith("E")
    ]
    assert loaded.plan
    assert sorted(objective.code for objective in loaded.plan.objectives) == sorted(made.codes)
    assert {len(objective.indicators) for objective in loaded.plan.objectives} == {INDICATORS}


def test_the_same_size_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_plan(tmp_path / name, 49)
    files = {name: {p.name: p.read_bytes() for p in (tmp_path / name).rglob("*.yml")} for name in ("a", "b")}
    assert files["a"] == files["b"]
    assert len(files["a"]) == 49 + 4


def test_peers_get_the_same_objectives(tmp_path: Path) -> None:
    made = write_project(tmp_path / "vetro", ROOT, 12)
    write_hugo(tmp_path / "hugo", tmp_path / "vetro")
    write_mkdocs(tmp_path / "mkdocs", tmp_path / "vetro")
    for code, title, names in zip(made.codes, made.titles, made.indicator_names, strict=True):
        data = yaml.safe_load((tmp_path / "hugo" / "data" / "obiettivi" / f"{code}.yml").read_bytes())
        assert data["titolo"] == title
        page = (tmp_path / "mkdocs" / "docs" / "piano" / f"{code}.md").read_text(encoding="utf-8")
        for wanted in (code, title, *names):
            assert wanted in page
