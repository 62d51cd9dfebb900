"""Imported files against the files in the repository: all differences are listed in `hand_made.yml`."""

from pathlib import Path
from typing import Any

from generator.importing import ImportedPlan
from tests.importing.conftest import PLAN, read_yaml

HAND_MADE = Path(__file__).with_name("hand_made.yml")


def test_hand_made_differences_are_all_listed(imported: ImportedPlan, committed: dict[str, Any]) -> None:
    written = {name: read_yaml(text) for name, text in imported.files.items()}
    assert sorted(written) == sorted(committed)
    found = [change for name in sorted(written) for change in _changes(name, written[name], committed[name])]
    listed = [_as_listed(entry) for entry in read_yaml(HAND_MADE.read_text(encoding="utf-8"))]
    unlisted = [change for change in found if change not in listed]
    gone = [entry for entry in listed if entry not in found]
    assert (unlisted, gone) == ([], [])


def test_every_reason_is_said() -> None:
    entries = read_yaml(HAND_MADE.read_text(encoding="utf-8"))
    assert entries
    assert all(len(entry["motivo"]) > 20 for entry in entries)


def test_a_change_that_is_not_listed_would_be_seen(committed: dict[str, Any]) -> None:
    name = "obiettivi/01_01_OS02.yml"
    kept = (PLAN / name).read_text(encoding="utf-8")
    changed = read_yaml(kept.replace("nome: Desk\n", "nome: Desco\n"))
    assert _changes(name, committed[name], changed) == [(name, "desk", "nome", "Desk", "Desco")]


Change = tuple[str, str, str, str, str]


def _changes(name: str, written: Any, kept: Any) -> list[Change]:
    """(file, indicator as kept, field, as the importer writes it, as it is kept); of a list, item by item."""
    if not name.startswith("obiettivi/"):
        return [] if written == kept else [(name, "", "", str(written), str(kept))]
    changes = _fields(name, "", {**written, "indicatori": ""}, {**kept, "indicatori": ""})
    assert len(written["indicatori"]) == len(kept["indicatori"]), name
    for before, after in zip(written["indicatori"], kept["indicatori"], strict=True):
        changes += _fields(name, after["id"], before, after)
    return changes


def _fields(name: str, indicator: str, written: dict[str, Any], kept: dict[str, Any]) -> list[Change]:
    changes: list[Change] = []
    for key in sorted(written.keys() | kept.keys()):
        before, after = written.get(key, []), kept.get(key, [])
        if key == "note_redazionali":
            removed = "".join(note for note in before if note not in after)
            added = "".join(note for note in after if note not in before)
            if removed or added:
                changes.append((name, indicator, key, removed, added))
        elif before != after:
            changes.append((name, indicator, key, str(before), str(after)))
    return changes


def _as_listed(entry: dict[str, str]) -> Change:
    return (
        entry["file"],
        entry.get("indicatore", ""),
        entry["campo"],
        entry.get("importatore", "") or entry.get("tolta", ""),
        entry.get("nel_piano", "") or entry.get("aggiunta", ""),
    )
