"""What is said of several objectives is the same, whoever compares them and whatever was kept."""

from pathlib import Path
from typing import Any

import pytest

from generator.checks import objective_files
from generator.checks.check import check

FIRST, SECOND = "obiettivi/01_01_OS01.yml", "obiettivi/01_02_OP01.yml"


@pytest.fixture
def disagreeing(project: Any) -> Any:
    """Two objectives with the same indicator in hours and in number, and with a formula and its slip."""
    project.replace(
        FIRST, {"nome: Desk": "nome: Formazione", "Numero di desk aperti": "Ore di formazione a testa"}
    )
    project.replace(SECOND, {"Incassato / accertato": "Giorni medi dalla domanda alla risposte"})
    return project


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_the_diagnostics_are_the_same(
    disagreeing: Any, processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(objective_files, "_MANY", 1)
    expected = check(disagreeing.root).diagnostics
    assert [diagnostic.code for diagnostic in expected] == ["W313", "W301"]
    cache = tmp_path / "cache"
    assert check(disagreeing.root, cache=cache, processes=processes).diagnostics == expected
    # Again, with nothing to compare, and with one of the two read anew.
    assert check(disagreeing.root, cache=cache, processes=processes).diagnostics == expected
    disagreeing.replace(SECOND, {"titolo: Bilancio": "titolo: Bilancio e contabilità"})
    assert check(disagreeing.root, cache=cache, processes=processes).diagnostics == expected
