"""The pages of «Amministrazione Trasparente» against the statutory tree: labels, states, days, offices."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.loading.diagnostics import Diagnostic, SourceLocation
from generator.loading.front_matter import FrontMatter
from generator.loading.plan_folder import shown_name
from generator.loading.validation import ValidatedMapping
from generator.trasparenza.initial_pages import FOLDER, STATES, page_paths
from generator.trasparenza.statutory_tree import Node, statutory_tree

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: The state of a page that claims nothing yet: it needs neither a day nor an office.
_UNCLAIMED = STATES[0]
#: What may only be said with a day (ANAC: a section with nothing in it says so, and since when).
_DATED = frozenset(STATES[3:])


def pages_of_tree(content: Path) -> Mapping[Path, Node]:
    """What each page of the tree is about; nothing where the body has no tree in its `content/`."""
    if not (content / FOLDER).is_dir():
        return {}
    return {content / path: node for path, node, _ in page_paths(statutory_tree())}


def missing_pages(nodes: Mapping[Path, Node], root: Path) -> Iterator[Diagnostic]:
    """A finding for each page that is not there."""
    for path, node in nodes.items():
        if not path.exists():
            message = f"manca la pagina di «{node.label}»: «vetro new albero» la prepara"
            yield Diagnostic(SourceLocation(shown_name(path, root)), "E601", message)


def check_obligation(name: str, head: FrontMatter, node: Node) -> Iterator[Diagnostic]:
    """What is wrong with the head of a page of the tree; a field of the wrong form has been reported."""
    record = head.record
    if record is None:
        if not head.broken:
            message = "manca l'intestazione: righe «chiave: valore» tra due righe «---», in cima alla pagina"
            yield Diagnostic(SourceLocation(name), "E606", message)
        return
    yield from _check_title(record, node)
    if not node.children:
        yield from _check_state(record)
        yield from _check_day(record)
        yield from _check_reference(record)
        yield from _check_claim(record)


def _check_title(head: ValidatedMapping, node: Node) -> Iterator[Diagnostic]:
    if "title" not in head.misshapen and head.text("title").strip() != node.label:
        message = f"il titolo deve essere l'etichetta di legge, alla lettera: «{node.label}»"
        yield Diagnostic(_place(head, "title"), "E602", message)


def _check_state(head: ValidatedMapping) -> Iterator[Diagnostic]:
    state = head.text("stato").strip()
    if "stato" not in head.misshapen and state not in STATES:
        said = f"lo stato «{state}» non esiste" if state else "manca lo stato"
        known = ", ".join(f"«{known}»" for known in STATES)
        yield Diagnostic(_place(head, "stato"), "E603", f"{said}; scrivere uno tra {known}")


def _check_day(head: ValidatedMapping) -> Iterator[Diagnostic]:
    day = head.text("verificato").strip()
    if day and not _is_day(day):
        message = f"«{day}» non è un giorno; scriverlo come 2025-06-30"
        yield Diagnostic(_place(head, "verificato"), "E604", message)


def _check_reference(head: ValidatedMapping) -> Iterator[Diagnostic]:
    for key, what in (
        ("riferimento", "il riferimento normativo"),
        ("aggiornamento", "ogni quanto si aggiorna"),
    ):
        if key not in head.misshapen and not head.filled(key):
            yield Diagnostic(_place(head, key), "E605", f"manca {what}: scriverlo in «{key}»")


def _check_claim(head: ValidatedMapping) -> Iterator[Diagnostic]:
    """Whoever says that something is published, or that nothing is due, says when and on whose behalf."""
    state = head.text("stato").strip()
    if state not in STATES or state == _UNCLAIMED:
        return
    if "verificato" not in head.misshapen and not head.filled("verificato"):
        code = "E604" if state in _DATED else "W602"
        message = f"lo stato «{state}» vuole il giorno in cui è stato verificato: scriverlo in «verificato»"
        yield Diagnostic(_place(head, "verificato", "stato"), code, message)
    if "ufficio" not in head.misshapen and not head.filled("ufficio"):
        message = "nessun ufficio risponde della pagina: indicarlo in «ufficio»"
        yield Diagnostic(_place(head, "ufficio", "stato"), "W601", message)


def _place(head: ValidatedMapping, *keys: str) -> SourceLocation:
    """Where the value of the first key stands that is there; its key if it is empty, the head if none is."""
    for key in keys:
        if value := head.filled(key):
            return value.place
        if key in head.keys:
            return head.keys[key].place
    return head.place


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
