"""File of columns: how the headings of a document were understood, for an editor to correct and use again."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from msgspec import Struct

from generator.importing.imported_plan import ImportingError
from generator.importing.recognition.roles import Heading, Role
from generator.importing.yaml_text import Node, dump
from generator.loading.file_system import os_error_message

_COMMENT = (
    "Come sono state lette le colonne del documento. Si può correggere «ruolo», «livello» e «anno», "
    "e importare di nuovo con --colonne."
)
_ROLES = {role.value: role for role in Role if role.value}


class Corrections(Struct, frozen=True):
    """What an editor says of headings, by their text on one line."""

    headings: Mapping[str, Heading] = {}

    def apply(self, heading: Heading) -> Heading:
        """The heading as the editor has it, or as it was read."""
        return self.headings.get(_key(heading.text), heading)


def layout_text(layouts: Iterable[tuple[str, tuple[Heading, ...]]]) -> str:
    """The text of the file of columns: each layout once, with the place of its first table."""
    seen: set[tuple[Heading, ...]] = set()
    tables: list[Node] = []
    for place, headings in layouts:
        if headings in seen:
            continue
        seen.add(headings)
        tables.append({"luogo": place, "colonne": [_column(heading) for heading in headings if heading.text]})
    roles = ", ".join(_ROLES)
    return dump({"tabelle": tables}, _COMMENT).replace("\n", f"\n# I ruoli sono: {roles}.\n", 1)


def _column(heading: Heading) -> Node:
    entry: dict[str, Node] = {
        "intestazione": _key(heading.text),
        "ruolo": heading.role.value or Role.OTHER.value,
    }
    if heading.level:
        entry["livello"] = heading.level
    if heading.year:
        entry["anno"] = str(heading.year)
    elif heading.plan_year >= 0:
        entry["anno del piano"] = str(heading.plan_year)
    if not heading.is_certain:
        entry["dubbio"] = "sì"
    return entry


def read_corrections(path: Path) -> Corrections:
    """The corrections of a file of columns. Raises `ImportingError`."""
    try:
        content = yaml.safe_load(path.read_bytes())
    except OSError as error:
        raise ImportingError(f"{path}: non si può leggere ({os_error_message(error)})") from error
    except (yaml.YAMLError, ValueError) as error:
        raise ImportingError(
            f"{path}: non si legge come YAML; farne uno nuovo importando senza --colonne"
        ) from error
    found: dict[str, Heading] = {}
    for table in _list(content, "tabelle", path):
        for column in _list(table, "colonne", path):
            heading = _heading(column, path)
            found[heading.text] = heading
    return Corrections(found)


def _list(content: object, key: str, path: Path) -> list[object]:
    found = content.get(key) if isinstance(content, dict) else None
    if not isinstance(found, list):
        raise ImportingError(f"{path}: manca l'elenco «{key}»")
    return found


def _heading(column: object, path: Path) -> Heading:
    if not isinstance(column, dict):
        raise ImportingError(f"{path}: una colonna non ha «intestazione» e «ruolo»")
    text, role = str(column.get("intestazione", "")), str(column.get("ruolo", ""))
    if role not in _ROLES:
        raise ImportingError(f"{path}: «{role}» non è un ruolo; quelli che ci sono: {', '.join(_ROLES)}")
    try:
        year, number = int(column.get("anno") or 0), int(column.get("anno del piano", -1))
    except (TypeError, ValueError) as error:
        raise ImportingError(f"{path}: l'anno di «{text}» non è un anno") from error
    return Heading(_key(text), _ROLES[role], str(column.get("livello", "")), year, number)


def _key(text: str) -> str:
    return " ".join(text.split())
