"""Checks of the pages of «Amministrazione Trasparente» against the statutory tree (D.Lgs. 33/2013)."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.loading.diagnostics import Diagnostic, SourceLocation
from generator.loading.file_system import shown_name
from generator.loading.front_matter import FrontMatter
from generator.loading.validation import ValidatedMapping
from generator.plan.identifiers import read_iso_day
from generator.trasparenza.initial_pages import (
    FOLDER,
    IN_PREPARATION,
    INDEX,
    NOT_APPLICABLE,
    STATES,
    page_paths,
)
from generator.trasparenza.statutory_tree import Node, statutory_tree

#: States that need a day (ANAC, delibera 1310/2016: an empty section says so, and since when).
_DATED = frozenset(STATES[3:])


def pages_of_tree(content: Path) -> Mapping[Path, Node]:
    """The node of each page of the tree, by path; empty if `content/` has no tree."""
    if not (content / FOLDER).is_dir():
        return {}
    return {content / path: node for path, node, _ in page_paths(statutory_tree())}


def is_beside_tree(path: Path, content: Path, nodes: Mapping[Path, Node]) -> bool:
    """Whether a page is the body's own in the folder of the tree: an entry that it has added, or an annex."""
    is_in_folder = bool(nodes) and path.is_relative_to(content / FOLDER)
    return is_in_folder and path not in nodes and path != content / INDEX


def missing_pages(nodes: Mapping[Path, Node], root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each missing page."""
    for path, node in nodes.items():
        if not path.exists():
            message = f"manca la pagina di «{node.label}»: «vetro new albero» la prepara"
            yield Diagnostic(SourceLocation(shown_name(path, root)), "E601", message)


def check_obligation(name: str, front_matter: FrontMatter, node: Node) -> Iterator[Diagnostic]:
    """Diagnostics about the front matter of a page of the tree; those about types are made by validation."""
    mapping = front_matter.mapping
    if mapping is None:
        if not front_matter.is_invalid:
            message = "manca l'intestazione: righe «chiave: valore» tra due righe «---», in cima alla pagina"
            yield Diagnostic(SourceLocation(name), "E606", message)
        return
    yield from _check_title(mapping, node)
    if not node.children:
        yield from _check_state(mapping)
        yield from _check_reference(mapping)
        yield from _check_claim(mapping)
        if mapping.text("stato").strip() == NOT_APPLICABLE:
            yield from _check_reason(mapping, f"lo stato «{NOT_APPLICABLE}» vuole il motivo")


def check_own_entry(front_matter: FrontMatter) -> Iterator[Diagnostic]:
    """Diagnostics about a page beside the tree: with a state it is an entry, without one an annex."""
    mapping = front_matter.mapping
    if mapping and "stato" in mapping.keys:
        yield from _check_state(mapping)
        yield from _check_claim(mapping)
        yield from _check_reason(mapping, "una voce che la legge non nomina vuole il motivo per cui c'è")


def _check_reason(front_matter: ValidatedMapping, what: str) -> Iterator[Diagnostic]:
    if "motivo" not in front_matter.wrong_type and not front_matter.scalar("motivo"):
        yield Diagnostic(_location(front_matter, "motivo", "stato"), "E611", f"{what}: scriverlo in «motivo»")


def _check_title(front_matter: ValidatedMapping, node: Node) -> Iterator[Diagnostic]:
    if "title" not in front_matter.wrong_type and front_matter.text("title").strip() not in node.labels:
        message = f"il titolo deve essere l'etichetta di legge, alla lettera: «{node.label}»"
        yield Diagnostic(_location(front_matter, "title"), "E602", message)


def _check_state(front_matter: ValidatedMapping) -> Iterator[Diagnostic]:
    state = front_matter.text("stato").strip()
    if "stato" not in front_matter.wrong_type and state not in STATES:
        said = f"lo stato «{state}» non esiste" if state else "manca lo stato"
        known = ", ".join(f"«{known}»" for known in STATES)
        yield Diagnostic(_location(front_matter, "stato"), "E603", f"{said}; scrivere uno tra {known}")


def check_day(front_matter: ValidatedMapping) -> Iterator[Diagnostic]:
    """A diagnostic for a day of the last check that is none, in any page."""
    day = front_matter.text("verificato").strip()
    if day and not read_iso_day(day):
        message = f"«{day}» non è un giorno; scriverlo come 2025-06-30"
        yield Diagnostic(_location(front_matter, "verificato"), "E604", message)


def _check_reference(front_matter: ValidatedMapping) -> Iterator[Diagnostic]:
    for key, what in (
        ("riferimento", "il riferimento normativo"),
        ("aggiornamento", "ogni quanto si aggiorna"),
    ):
        if key not in front_matter.wrong_type and not front_matter.scalar(key):
            yield Diagnostic(_location(front_matter, key), "E605", f"manca {what}: scriverlo in «{key}»")


def _check_claim(front_matter: ValidatedMapping) -> Iterator[Diagnostic]:
    """A page that declares content published, or not due, needs a day and an office."""
    state = front_matter.text("stato").strip()
    if state not in STATES or state == IN_PREPARATION:
        return
    if "verificato" not in front_matter.wrong_type and not front_matter.scalar("verificato"):
        code = "E604" if state in _DATED else "W602"
        message = f"lo stato «{state}» vuole il giorno in cui è stato verificato: scriverlo in «verificato»"
        yield Diagnostic(_location(front_matter, "verificato", "stato"), code, message)
    if "ufficio" not in front_matter.wrong_type and not front_matter.scalar("ufficio"):
        message = "nessun ufficio risponde della pagina: indicarlo in «ufficio»"
        yield Diagnostic(_location(front_matter, "ufficio", "stato"), "W601", message)


def _location(front_matter: ValidatedMapping, *keys: str) -> SourceLocation:
    """The location of the first key that is present: of its value, or of the key if it is empty."""
    for key in keys:
        if value := front_matter.scalar(key):
            return value.location
        if key in front_matter.keys:
            return front_matter.keys[key].location
    return front_matter.location
