"""A check from the cache says what a check from nothing says, whatever changed in between."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.build import tasks
from generator.build.action_cache import ActionCache
from generator.build.tasks.check import cached_check
from generator.checks.check import CheckResult, check

FIRST, SECOND = "obiettivi/01_01_OS01.yml", "obiettivi/01_02_OP01.yml"


def from_cache(project: Any, processes: int = 1) -> CheckResult:
    with ActionCache(project.root / ".cache" / "actions") as cache:
        return check(project.root, tasks=cached_check(cache, processes))


def test_the_same_plan_to_the_last_spelling(project: Any) -> None:
    expected = check(project.root)
    for _ in range(2):
        assert repr(from_cache(project)) == repr(expected)


@pytest.fixture
def disagreeing(project: Any) -> Any:
    """Two objectives with the same indicator in hours and in number, and with a formula and its slip."""
    project.replace(
        FIRST, {"nome: Desk": "nome: Formazione", "Numero di desk aperti": "Ore di formazione a testa"}
    )
    project.replace(SECOND, {"Incassato / accertato": "Giorni medi dalla domanda alla risposte"})
    return project


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_what_compares_objectives(disagreeing: Any, processes: int) -> None:
    expected = check(disagreeing.root).diagnostics
    assert [finding.code for finding in expected] == ["W313", "W301"]
    assert from_cache(disagreeing, processes).diagnostics == expected
    # Again, with nothing to compare, and with one of the two read anew.
    assert from_cache(disagreeing, processes).diagnostics == expected
    disagreeing.replace(SECOND, {"titolo: Bilancio": "titolo: Bilancio e contabilità"})
    assert from_cache(disagreeing, processes).diagnostics == expected


def changed(project: Any) -> None:
    project.write("content/buona.md", "Scrivere a altro.nome@gmail.com\n")


def added(project: Any) -> None:
    project.write("content/altra.md", "Scrivere a altro.nome@gmail.com\n")


def removed(project: Any) -> None:
    project.remove("content/casella.md")


def renamed(project: Any) -> None:
    project.path("content/casella.md").rename(project.path("content/posta.md"))


def made_a_folder(project: Any) -> None:
    project.remove("content/casella.md")
    project.path("content/casella.md").mkdir()


@pytest.fixture
def with_pages(project: Any) -> Any:
    """Three more pages: one good, one with an open diagnostic, one with a diagnostic that it suppresses."""
    project.write("content/buona.md", "# Buona\n")
    project.write("content/casella.md", "Scrivere a nome.cognome@gmail.com\n")
    project.write(
        "content/accettata.md",
        "---\neccezioni:\n  E503: casella dell'ufficio\n---\nScrivere a nome.cognome@gmail.com\n",
    )
    return project


@pytest.mark.parametrize("change", [changed, added, removed, renamed, made_a_folder])
def test_any_change_of_pages_is_seen(with_pages: Any, change: Callable[[Any], None]) -> None:
    before = from_cache(with_pages)
    assert [one.location.file for one in before.diagnostics if one.code == "E503"] == ["content/casella.md"]
    assert [one.diagnostic.location.file for one in before.suppressed] == ["content/accettata.md"]
    assert before == check(with_pages.root) == from_cache(with_pages)
    change(with_pages)
    after = from_cache(with_pages)
    assert after.diagnostics != before.diagnostics or after.files != before.files
    assert after == check(with_pages.root)


def test_nothing_unchanged_is_checked_again(with_pages: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = from_cache(with_pages)
    for name in ("check_objective_file", "compare_all", "check_content_page"):
        monkeypatch.setattr(tasks.check, name, None)
    assert from_cache(with_pages) == expected


@pytest.mark.parametrize("name", ["piano.yml", "ambiti.yml", "uffici.yml", "missioni.yml"])
def test_objectives_are_read_again_when_a_register_changes(project: Any, name: str) -> None:
    from_cache(project)
    project.write(name, project.path(name).read_text("utf-8") + "# altro\n")
    assert repr(from_cache(project)) == repr(check(project.root))
    project.write(name, "")
    assert repr(from_cache(project)) == repr(check(project.root))


def test_a_cache_that_cannot_be_used(project: Any, tmp_path: Path) -> None:
    (project.root / ".cache").write_text("")
    assert repr(from_cache(project)) == repr(check(project.root))
