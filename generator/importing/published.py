"""From the `piano.json` that a site publishes back to the YAML files it came from.

Another body, an archive or the same body after an accident can go on from the published data alone.
The files load to an equal plan. What is not part of it is not published, and so does not come back:
comments, and what editors tell the rules (`calcolo`, `eccezioni`).
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from generator.importing.document import SCHEMA_MODELINE, Imported
from generator.importing.errors import ImportingError
from generator.importing.yaml_text import Node, dump
from generator.plan.identifiers import ISO_DAY, OBJECTIVE_CODE, Pattern

#: The format that is understood: its first number (`opendata.version`).
_MAJOR = "1"

_Group = Mapping[str, Node]


def import_published(data: bytes) -> Imported:
    """The files of a published plan, by relative name. Raises `ImportingError`."""
    document = _read(data)
    version = document.get("formato")
    if not isinstance(version, str) or version.split(".")[0] != _MAJOR:
        raise ImportingError(
            f"il formato è «{version}»: qui si leggono i file piano.json del formato {_MAJOR}"
        )
    objectives = [_group(each, "obiettivi") for each in _list(document, "obiettivi")]
    files = {
        "piano.yml": _file(_part(document, "piano"), "../schema/piano.json"),
        "ambiti.yml": _file(_list(document, "ambiti"), "../schema/ambiti.json"),
        "uffici.yml": _file(_part(document, "uffici"), "../schema/uffici.json"),
        "missioni.yml": _file(_list(document, "missioni"), "../schema/missioni.json"),
    }
    for objective in objectives:
        code = _name(objective.get("codice"), OBJECTIVE_CODE, "un codice di obiettivo")
        content = _with_paragraphs(objective, "descrizione")
        files[f"obiettivi/{code}.yml"] = _file(content, "../../schema/obiettivo.json")
    for day, results in _part(document, "rilevazioni").items():
        name = f"rilevazioni/{_name(day, ISO_DAY, 'un giorno')}.yml"
        files[name] = _file(_group(results, "rilevazioni"), "../../schema/rilevazione.json")
    if news := _list(document, "novita"):
        files["novita.yml"] = _file([_group(each, "novita") for each in news], "../schema/novita.json")
    indicators = sum(len(_list(objective, "indicatori")) for objective in objectives)
    return Imported(files, (), len(objectives), indicators)


def _file(content: _Group | Sequence[Node], schema: str) -> str:
    return dump(content, f"{SCHEMA_MODELINE}{schema}")


def source_document(data: bytes) -> str:
    """Where the source document belongs, relative to the plan's folder; empty if the plan names none.

    Raises `ImportingError`, also for a place outside of that folder.
    """
    head = _part(_read(data), "piano")
    document = head.get("documento")
    file = _group(document, "documento").get("file") if document else ""
    if not isinstance(file, str):
        raise ImportingError("il nome del documento non è un testo")
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts:
        raise ImportingError(f"«{file}» non è un file nella cartella del piano")
    return file


def _read(data: bytes) -> _Group:
    try:
        content = json.loads(data)
    except ValueError as error:
        raise ImportingError(f"il file non è JSON ({error})") from error
    except RecursionError as error:
        raise ImportingError("il file è annidato oltre ogni misura") from error
    return _group(_checked(content, depth=0), "piano.json")


def _checked(content: object, depth: int) -> Node:
    """The same content, once it is sure that it holds texts only, without the addresses of the site."""
    if isinstance(content, str):
        return content
    if depth < 12:
        if isinstance(content, list):
            return [_checked(item, depth + 1) for item in content]
        if isinstance(content, dict):
            return {key: _checked(value, depth + 1) for key, value in content.items() if key != "uri"}
    raise ImportingError(f"in piano.json ci sono solo testi, non «{str(content)[:40]}»")


def _with_paragraphs(group: _Group, name: str) -> _Group:
    """The same group with a text as a block, which ends with a line break and reads as it is written."""
    text = group.get(name)
    return {**group, name: f"{text}\n"} if isinstance(text, str) and text else group


def _part(group: _Group, name: str) -> _Group:
    return _group(_present(group, name), name)


def _list(group: _Group, name: str) -> Sequence[Node]:
    found = _present(group, name)
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise ImportingError(f"«{name}» non è un elenco: il file non è un piano pubblicato")
    return found


def _group(node: Node, name: str) -> _Group:
    if not isinstance(node, Mapping):
        raise ImportingError(f"«{name}» non è un gruppo di campi: il file non è un piano pubblicato")
    return node


def _present(group: _Group, name: str) -> Node:
    if name not in group:
        raise ImportingError(f"manca «{name}»: il file non è un piano pubblicato")
    return group[name]


def _name(text: "Node | None", pattern: Pattern, what: str) -> str:
    """A text that becomes a file name, in which nothing else may stand."""
    if not isinstance(text, str) or not pattern.match(text):
        raise ImportingError(f"«{text}» non è {what}: il file non è un piano pubblicato")
    return text
