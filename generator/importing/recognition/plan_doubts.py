"""Doubts about an imported plan: those of its objectives, of unread texts, and notes for its editors."""

import re
from collections.abc import Collection, Iterable, Sequence

from generator.importing.imported_plan import Doubt
from generator.importing.recognition.records import Recognised
from generator.importing.recognition.roles import Role
from generator.importing.recognition.safe_texts import safe
from generator.importing.recognition.tree import Remark

#: Doubts that say the same, from which on they are listed as one.
_MANY = 4


def editorial_note(remark: Remark) -> str:
    """A remark as a note for the editors of the plan."""
    place = f" ({remark.place})" if remark.place else ""
    return safe(f"Nel documento{place} {remark.text}.")


def doubts_of(remarks: Iterable[Remark], objective: str, indicator: str = "") -> list[Doubt]:
    """The doubts of an objective, or of one of its indicators."""
    return [Doubt(one.text, objective, indicator, place=one.place) for one in remarks]


def grouped(doubts: Sequence[Doubt]) -> list[Doubt]:
    """The doubts, those that say the same of many cells as one with all their places."""
    same: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        same.setdefault(doubt.text, []).append(doubt)
    found = []
    for text, group in same.items():
        if len(group) < _MANY:
            found += group
        else:
            places = ", ".join(dict.fromkeys(doubt.place for doubt in group))
            found.append(Doubt(text, place=places))
    return found


def divided_rows(places: Iterable[str]) -> list[Remark]:
    """What is said of rows whose name and formula were divided without a mark, run by run."""
    text = (
        "il nome e la formula degli indicatori non sono distinti dal grassetto: la separazione è redazionale"
    )
    runs: list[list[str]] = []
    last = None
    for place in filter(None, places):
        match = re.fullmatch(r"(.*?)riga (\d+)", place)
        line = (match[1], int(match[2])) if match else None
        if runs and line and last == (line[0], line[1] - 1):
            runs[-1].append(place)
        else:
            runs.append([place])
        last = line
    return [Remark(_place_of_run(run), text) for run in runs]


def _place_of_run(run: Sequence[str]) -> str:
    """`righe 12-15`, or the place of a single row."""
    if len(run) == 1:
        return run[0]
    return f"{run[0].replace('riga', 'righe')}-{run[-1].rpartition(' ')[2]}"


def unread_doubts(recognised: Recognised, used: Collection[str]) -> Iterable[Doubt]:
    """What is said of columns that were guessed, and of texts that were not imported.

    `used` are titles of parts of the document that the plan has.
    """
    seen: set[str] = set()
    for place, headings in recognised.layouts:
        for heading in headings:
            if heading.text and not heading.is_certain and heading.text not in seen:
                seen.add(heading.text)
                shown = " ".join(heading.text.split())
                role = heading.role.value or Role.OTHER.value
                text = f"«{shown}» è stato letto come «{role}»: si può cambiare con --colonne"
                yield Doubt(text, place=place)
    for one in recognised.leftovers:
        if one.cell.line in used:
            continue
        yield Doubt(f"«{one.cell.line}» {one.reason}: non è stato importato", place=one.cell.place)
