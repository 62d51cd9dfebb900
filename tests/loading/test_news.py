"""The reader of novita.yml: results, and messages for every mistake."""

import shutil
from pathlib import Path

import pytest

from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.loading.diagnostics import Diagnostic
from generator.plan.news import News, Subject
from tests.conftest import INVENTED_PROJECT

PLAN = INVENTED_PROJECT / "plan_data" / "2025-2026"


def loaded_with(tmp_path: Path, text: str | None) -> CheckedPlan:
    folder = tmp_path / "2025-2026"
    shutil.copytree(PLAN, folder)
    (folder / "novita.yml").unlink()
    if text is not None:
        (folder / "novita.yml").write_text(text, encoding="utf-8")
    return check_plan(folder, tmp_path)


def of_news(loaded: CheckedPlan) -> list[Diagnostic]:
    return [
        diagnostic for diagnostic in loaded.diagnostics if diagnostic.location.file == "2025-2026/novita.yml"
    ]


def test_the_news_of_the_invented_body_are_read() -> None:
    loaded = check_plan(PLAN, PLAN)
    assert loaded.plan is not None
    first, second = loaded.plan.news
    assert first.title == "Approvato il piano di prova 2025-2026"
    assert first.text.startswith('Con la deliberazione inventata n. 1: <13 obiettivi> & "indicatori"')
    assert first.subject is Subject.PLAN
    assert second == News(
        "home-rifatta",
        second.day,
        "La pagina iniziale dice da dove si parte",
        subject=Subject.PAGES,
        page="dati/2025-2026/",
    )


def test_the_file_may_be_missing(tmp_path: Path) -> None:
    loaded = loaded_with(tmp_path, None)
    assert loaded.is_valid
    assert loaded.plan is not None
    assert loaded.plan.news == ()


GOOD = "- id: a\n  data: 15/01/2025\n  titolo: Uno\n"

MISTAKES = [
    ("data: 15/01/2025", "data: 30/02/2025", 2, "E302"),
    ("data: 15/01/2025", "data: domani", 2, "E304"),
    ("data: 15/01/2025", "data: n.d.", 2, "E304"),
    ("id: a", "id: La Prima", 1, "E206"),
    ("titolo: Uno\n", f"titolo: Uno\n{GOOD}", 4, "E207"),
    ("titolo: Uno", "titolo: ''", 3, "E202"),
    ("titolo: Uno", "titolo: Uno\n  riguarda: pagina", 4, "E205"),
    ("titolo: Uno", "titolo: Uno\n  pagina: https://altrove.example/", 4, "E206"),
    ("titolo: Uno", "titolo: Uno\n  pagina: piano/../../segreto", 4, "E206"),
    ("titolo: Uno", "titolo: Uno\n  pagina: /note-legali/", 4, "E206"),
    ("titolo: Uno", "titolo: Uno\n  autore: Anna", 4, "E201"),
]


@pytest.mark.parametrize(("old", "new", "line", "code"), MISTAKES)
def test_every_mistake_is_found_at_its_location(
    tmp_path: Path, old: str, new: str, line: int, code: str
) -> None:
    loaded = loaded_with(tmp_path, GOOD.replace(old, new, 1))
    assert [(f.location.line, f.code) for f in of_news(loaded)] == [(line, code)]
    assert not loaded.is_valid


def test_the_right_text_has_no_mistakes(tmp_path: Path) -> None:
    loaded = loaded_with(tmp_path, f"{GOOD}  riguarda: pagine\n  pagina: piano/2025-2026/#indicatori\n")
    assert of_news(loaded) == []
