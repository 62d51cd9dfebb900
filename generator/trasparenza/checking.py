"""What is wrong with the pages of «Amministrazione Trasparente»: missing ones, labels, states, days.

- E601 a page of the tree is missing: the national monitoring would look for it in vain;
- E602 a title is not the label of the tree, word for word: the monitoring compares words;
- E603 the state is missing or is not one of those that pages know;
- E604 the day of the last check is not a day, or is missing where the page says that nothing is due;
- E605 the legal reference or the duty of update is missing;
- E606 the head of the page (front matter) cannot be read;
- W601 a page claims a state, and no office answers for it;
- W602 a page says that something is published, and not on which day somebody looked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from generator.source.findings import Finding, Place
from generator.trasparenza.pages import FOLDER, STATES, page_paths
from generator.trasparenza.tree import Node, statutory_tree

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: The state of a page that claims nothing yet: it needs neither a day nor an office.
_UNCLAIMED = STATES[0]
#: What may only be said with a day (ANAC: a section with nothing in it says so, and since when).
_DATED = frozenset(STATES[3:])


@dataclass(frozen=True, slots=True)
class _Field:
    """A value of the head, where it stands."""

    text: str
    place: Place


def check_content(content: Path) -> tuple[Finding, ...]:
    """Every finding in the pages of the tree, sorted; nothing where the body has no tree here.

    `content` is the folder of Markdown pages; places are relative to the folder that holds it.
    """
    if not (content / FOLDER).is_dir():
        return ()
    found: list[Finding] = []
    for path, node, _ in page_paths(statutory_tree()):
        found += _check_page(content / path, f"{content.name}/{path}", node)
    return tuple(sorted(found))


def _check_page(path: Path, name: str, node: Node) -> Iterator[Finding]:
    top = Place(name)
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        message = f"manca la pagina di «{node.label}»: «vetro new albero» la prepara"
        yield Finding(top, "E601", message)
        return
    except (OSError, UnicodeDecodeError):
        yield Finding(top, "E606", "la pagina non si legge: deve essere un file di testo in UTF-8")
        return
    fields = _head(text, name)
    if fields is None:
        message = "l'intestazione non si legge: righe «chiave: valore» tra due righe «---»"
        yield Finding(top, "E606", message)
        return
    yield from _check_title(fields, node, top)
    if not node.children:
        yield from _check_obligation(fields, top)


def _head(text: str, name: str) -> Mapping[str, _Field] | None:
    """The simple values of the head by key; `None` if there is no head that can be read."""
    match = _HEAD.match(text)
    if match is None:
        return None
    try:
        tree = yaml.compose(match[1], Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(tree, yaml.MappingNode):
        return None
    return {
        key.value: _Field(
            value.value.strip(), Place(name, value.start_mark.line + 2, value.start_mark.column + 1)
        )
        for key, value in tree.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    }


def _check_title(fields: Mapping[str, _Field], node: Node, top: Place) -> Iterator[Finding]:
    title = fields.get("title", _Field("", top))
    if title.text != node.label:
        message = f"il titolo deve essere l'etichetta di legge, alla lettera: «{node.label}»"
        yield Finding(title.place, "E602", message)


def _check_obligation(fields: Mapping[str, _Field], top: Place) -> Iterator[Finding]:
    nothing = _Field("", top)
    state, day = fields.get("stato", nothing), fields.get("verificato", nothing)
    if state.text not in STATES:
        said = f"lo stato «{state.text}» non esiste" if state.text else "manca lo stato"
        known = ", ".join(f"«{known}»" for known in STATES)
        yield Finding(state.place, "E603", f"{said}; scrivere uno tra {known}")
    if day.text and not _is_day(day.text):
        message = f"«{day.text}» non è un giorno; scriverlo come 2025-06-30"
        yield Finding(day.place, "E604", message)
    claims = state.text in STATES and state.text != _UNCLAIMED
    if claims and not day.text:
        place = day.place if day.place != top else state.place
        code = "E604" if state.text in _DATED else "W602"
        message = f"lo stato «{state.text}» vuole il giorno in cui è stato verificato, in «verificato»"
        yield Finding(place, code, message)
    for key, name in (
        ("riferimento", "il riferimento normativo"),
        ("aggiornamento", "ogni quanto si aggiorna"),
    ):
        if not fields.get(key, nothing).text:
            yield Finding(fields.get(key, nothing).place, "E605", f"manca {name}, in «{key}»")
    if claims and not fields.get("ufficio", nothing).text:
        place = fields["ufficio"].place if "ufficio" in fields else state.place
        yield Finding(place, "W601", "nessun ufficio risponde della pagina: indicarlo in «ufficio»")


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
