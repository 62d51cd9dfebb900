"""The check of pages that did not change is taken from the last run, and is the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks import kept_pages
from generator.checks.content_pages import check_pages, find_pages
from generator.checks.kept_pages import check_changed_pages
from generator.checks.suppressions import SuppressedDiagnostic
from generator.loading.diagnostics import Diagnostic

Checked = tuple[tuple[Diagnostic, ...], tuple[SuppressedDiagnostic, ...]]


def content(root: Path) -> Path:
    """Three pages: one good, one with an open diagnostic, one with a suppressed diagnostic."""
    folder = root / "content"
    folder.mkdir()
    (folder / "buona.md").write_text("# Buona\n", encoding="utf-8")
    (folder / "casella.md").write_text("Scrivere a nome.cognome@gmail.com\n", encoding="utf-8")
    (folder / "accettata.md").write_text(
        "---\neccezioni:\n  E503: casella dell'ufficio\n---\nScrivere a nome.cognome@gmail.com\n",
        encoding="utf-8",
    )
    return folder


def checked(folder: Path, cache: Path | None) -> Checked:
    return check_changed_pages(find_pages(folder), folder, folder.parent, cache)


def test_what_is_kept_is_what_was_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = content(tmp_path), tmp_path / "cache"
    expected = check_pages(find_pages(folder), folder, tmp_path)
    assert [(one.location.file, one.code) for one in expected[0]] == [("content/casella.md", "E503")]
    assert [(one.diagnostic.location.file, one.reason) for one in expected[1]] == [
        ("content/accettata.md", "casella dell'ufficio")
    ]
    assert checked(folder, None) == expected
    assert checked(folder, cache) == expected
    monkeypatch.setattr(kept_pages, "check_pages", None)
    assert checked(folder, cache) == expected


def changed(folder: Path) -> None:
    (folder / "buona.md").write_text("Scrivere a altro.nome@gmail.com\n", encoding="utf-8")


def added(folder: Path) -> None:
    (folder / "altra.md").write_text("Scrivere a altro.nome@gmail.com\n", encoding="utf-8")


def removed(folder: Path) -> None:
    (folder / "casella.md").unlink()


def renamed(folder: Path) -> None:
    (folder / "casella.md").rename(folder / "posta.md")


def made_a_folder(folder: Path) -> None:
    (folder / "casella.md").unlink()
    (folder / "casella.md").mkdir()


@pytest.mark.parametrize("change", [changed, added, removed, renamed, made_a_folder])
def test_any_change_has_the_pages_checked_again(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder, cache = content(tmp_path), tmp_path / "cache"
    before = checked(folder, cache)
    change(folder)
    after = checked(folder, cache)
    assert after != before
    assert after == check_pages(find_pages(folder), folder, tmp_path)


def test_what_is_damaged_is_not_believed(tmp_path: Path) -> None:
    folder, cache = content(tmp_path), tmp_path / "cache"
    expected = checked(folder, cache)
    kept = (cache / "pagine").read_bytes()
    assert b"casella" in kept
    (cache / "pagine").write_bytes(kept.replace(b"casella", b"cassetta"))
    assert checked(folder, cache) == expected
