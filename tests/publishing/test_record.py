"""The record of what is public: what may stand beside it, what a correction excuses, how it is read."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from generator.build.project import against_record
from generator.checks.check import check
from generator.loading.diagnostics import Diagnostics
from generator.plan.scoring.assessment import assess_plan
from generator.publishing.facts import facts_of
from generator.publishing.record import read_record, record_name, record_text
from tests.publishing.changes import replace
from tests.robustness.conftest import INVENTED_PROJECT

PERIOD = "2025-2026"
PLAN = f"plan_data/{PERIOD}"
TODAY = date(2026, 11, 1)
OS01, YEAR_END = f"{PLAN}/obiettivi/01_01_OS01.yml", f"{PLAN}/rilevazioni/2025-12-31.yml"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented body, recorded as published."""
    root = tmp_path_factory.mktemp("pubblicato") / "progetto"
    shutil.copytree(INVENTED_PROJECT, root, ignore=shutil.ignore_patterns("site", ".cache"))
    facts = facts_now(root)
    (root / "pubblicato").mkdir()
    (root / record_name(PERIOD)).write_text(record_text(PERIOD, facts), "utf-8")
    return root


@pytest.fixture
def project(recorded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(recorded, tmp_path / "progetto"))


def facts_now(root: Path) -> dict[str, str]:
    (checked,) = check(root, today=TODAY).plans
    assert checked.plan
    return facts_of(checked.plan, assess_plan(checked.plan))


def found(root: Path) -> list[str]:
    """The errors of a check, without those that a change of the plan itself would make."""
    result = check(root, today=TODAY, further=partial(against_record, root))
    return [str(one) for one in result.diagnostics if one.code.startswith("E7")]


def test_what_is_as_it_was_is_no_change(project: Path) -> None:
    assert found(project) == []


FURTHER = "02_01_OS02:\n  frazioni-collegate: 60%\n"
#: Changes that are declared, or that say nothing else of what was promised.
ALLOWED: Mapping[str, Callable[[Path], None]] = {
    "another result": replace(
        f"{PLAN}/rilevazioni/2026-06-30.yml", ("01_01_OS01:\n", f"{FURTHER}01_01_OS01:\n")
    ),
    "a doubt of who transcribed": replace(
        OS01, ("    nome: Prestiti\n", "    nome: Prestiti\n    note_redazionali: [Da rileggere]\n")
    ),
    "a further correction": replace(
        YEAR_END, ("nuovi\n", "nuovi\n      - {data: 01/03/2026, valore: 11.500, motivo: mancava un mese}\n")
    ),
    "white space": replace(OS01, ("Una biblioteca aperta a tutti", "  Una biblioteca aperta a tutti  ")),
}


@pytest.mark.parametrize("way", ALLOWED)
def test_what_is_beside_what_was_published_is_no_undeclared_change(way: str, project: Path) -> None:
    ALLOWED[way](project)
    assert found(project) == []


def test_a_transcription_is_corrected_once_with_its_news(project: Path) -> None:
    replace(OS01, ("2026: 12.500", "2026: 12.050"))(project)
    news = project / PLAN / "novita.yml"
    declared = news.read_text("utf-8") + (
        "- id: prestiti-2026\n  data: 02/03/2026\n  titolo: Corretto un traguardo\n"
        "  testo: Era trascritto male.\n  corregge: [01_01_OS01#prestiti]\n"
    )
    news.write_text(declared, "utf-8")
    assert found(project) == []
    # From the next publication on, that news explains nothing else.
    (project / record_name(PERIOD)).write_text(record_text(PERIOD, facts_now(project)), "utf-8")
    replace(OS01, ("2026: 12.050", "2026: 9.000"))(project)
    (line,) = found(project)
    assert "«12.050» era pubblicato e ora è «9.000»" in line


def test_the_record_of_addresses_of_before_asks_for_none_of_plans(project: Path) -> None:
    (project / record_name(PERIOD)).unlink()
    (project / "indirizzi.txt").write_text(f"piano/{PERIOD}/\n", "utf-8")
    assert found(project) == []


def test_a_plan_that_has_moved_has_no_record(project: Path) -> None:
    (project / record_name(PERIOD)).unlink()
    (project / "pubblicato" / "indirizzi.txt").write_text(f"piano/{PERIOD}/\n", "utf-8")
    (line,) = found(project)
    assert f"pubblicato/{PERIOD}.txt:1:1: errore E705: manca il registro" in line
    (project / "rinvii.txt").write_text(f"piano/{PERIOD}/ piano/\n", "utf-8")
    assert found(project) == []


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    facts = {
        "obiettivi/DIP-A~103/titolo": "Uno = due # tre",
        "obiettivi/DIP-A~103/descrizione": "",
        "piano/tipi/A: b": "x",
    }
    (tmp_path / "pubblicato").mkdir()
    (tmp_path / record_name("2025-2027")).write_text(record_text("2025-2027", facts), "utf-8")
    diagnostics = Diagnostics()
    (plan,) = read_record(tmp_path, diagnostics).values()
    assert (plan.facts, diagnostics.sorted()) == (facts, ())
