"""Doubts about a table as a whole: its header, what stands below its headings, and its footnotes."""

from collections.abc import Iterable, Sequence

from generator.importing.recognition.alignment import SHIFTED_CELLS
from generator.importing.recognition.columns import Header
from generator.importing.recognition.records import GUESSED, HEADER_SIGN, Guess, Record
from generator.importing.recognition.roles import Role


def table_doubts(header: Header, records: Sequence[Record]) -> tuple[Guess, ...]:
    """What is not sure about a table under an objective."""
    texts = []
    if header.misnamed:
        baseline = next((one.heading.text for one in header.having(Role.BASELINE)), "")
        after = f", dopo «{baseline}»," if baseline else ""
        texts.append(
            f"l'intestazione chiama {listed(header.misnamed)} colonne che{after} contengono target: "
            "sono lette come target"
        )
    if header.signs and any(_has_own_sign(record) for record in records):
        texts.append(
            f"l'intestazione della tabella contiene ancora {listed(header.signs)}: "
            "valgono le condizioni delle righe"
        )
    if header.is_shifted or any(one.text == SHIFTED_CELLS for one in _guesses(records)):
        texts.append(
            "le colonne delle righe non sono quelle dell'intestazione: "
            "i valori sono letti dalla forma delle righe"
        )
    return tuple(Guess(header.place, text) for text in texts)


def without_shifts(record: Record) -> Record:
    """The record without what is said of its table."""
    fields = (one for one in record.fields if one.scope != GUESSED or one.text != SHIFTED_CELLS)
    return Record(record.levels, tuple(fields), record.guesses)


def header_guesses(header: Header) -> tuple[str, ...]:
    """What is not sure about the header of a table that names its objectives, said of every row."""
    shifted = ("le caselle non stanno sotto le loro intestazioni, e sono state lette nel loro ordine",)
    late = tuple(f"«{one}» sta fra i traguardi, ed è stato letto come uno di essi" for one in header.misnamed)
    return (*(shifted if header.is_shifted else ()), *late)


def footnote_doubts(header: Header, records: Sequence[Record], notes: Sequence[Guess]) -> tuple[Guess, ...]:
    """What is not sure about the footnotes of a table; `notes` are those of its objective."""
    starred = [note for note in notes if note.text.startswith("*")]
    ending = "" if starred else ", scritta però senza asterisco" if notes else ", che però non c'è"
    found = [
        Guess(
            header.place, f"l'asterisco dell'intestazione «{cell}» rimanda alla nota sotto la tabella{ending}"
        )
        for cell in header.starred
    ]
    is_called = any("*" in one.text for record in records for one in record.fields if one.scope != GUESSED)
    if not header.starred and not is_called:
        text = "l'asterisco della nota sotto la tabella non ha un richiamo nella tabella"
        found += [Guess(note.place, text) for note in starred]
    return tuple(found)


def listed(texts: Sequence[str]) -> str:
    """Texts in quotes, with «e» before the last."""
    quoted = [f"«{text}»" for text in texts]
    return " e ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def _has_own_sign(record: Record) -> bool:
    return any(one.text and one.scope != HEADER_SIGN for one in record.all(Role.CONDITION))


def _guesses(records: Iterable[Record]) -> Iterable[Guess]:
    for record in records:
        for one in record.fields:
            if one.scope == GUESSED:
                yield Guess(one.cell.place, one.text)
