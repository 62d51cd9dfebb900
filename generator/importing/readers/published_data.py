"""Reader of published data: the `piano.json` of a site back to the YAML files it was made from.

The files load to an equal plan. Comments, and the fields for the rules of `vetro check` (`calcolo`,
`eccezioni`), are not published and so are missing.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.importing.imported_plan import (
    SOURCES_FOLDER,
    ImportedPlan,
    ImportingError,
    Reader,
    read_source,
)
from generator.importing.source_documents import document_beside, is_document
from generator.importing.yaml_text import Node, plan_files
from generator.plan.identifiers import CODE, ISO_DAY, REVISION, Pattern, is_taken_slug, slug_of

#: Supported version of the format: its first number (`opendata.dataset.FORMAT_VERSION`).
_MAJOR = "2"
#: Maximum nesting of the JSON document, in levels.
_MAX_DEPTH = 12

_Group = Mapping[str, Node]


def read_published_data(path: Path, _body: str = "") -> ImportedPlan:
    """The plan of a `piano.json`, with the source document if it lies beside it as in the published archive.

    Raises `ImportingError`.
    """
    data = read_source(path)
    return ImportedPlan(published_files(data), documents=document_beside(path, source_document(data)))


def published_files(data: bytes) -> dict[str, str]:
    """The files of a published plan, by relative name, from the content of `piano.json`.

    Raises `ImportingError`.
    """
    document = _parse(data)
    version = document.get("formato")
    if not isinstance(version, str) or version.split(".")[0] != _MAJOR:
        raise ImportingError(
            f"il formato è «{version}»: qui si leggono i file piano.json del formato {_MAJOR}"
        )
    objectives = [_group(each, "obiettivi") for each in _list(document, "obiettivi")]
    contents: dict[str, _Group | Sequence[Node]] = {
        "piano.yml": _group_of(document, "piano"),
        "ambiti.yml": _list(document, "ambiti"),
        "uffici.yml": _group_of(document, "uffici"),
        "missioni.yml": _list(document, "missioni"),
    }
    slugs: set[str] = set()
    for objective in objectives:
        code = _file_name(objective.get("codice"), CODE, "un codice di obiettivo")
        slug = slug_of(code)
        if is_taken_slug(slug):
            raise ImportingError(f"il codice «{code}» non può essere quello di un obiettivo")
        if "indicatori" in objective:
            _list(objective, "indicatori")
        if slug.casefold() in slugs:
            raise ImportingError(f"il codice «{code}» c'è due volte: ogni obiettivo ha il suo")
        slugs.add(slug.casefold())
        contents[f"obiettivi/{slug}.yml"] = _with_final_line_break(objective, "descrizione")
    for day, results in _group_of(document, "rilevazioni").items():
        name = _file_name(day, ISO_DAY, "un giorno")
        contents[f"rilevazioni/{name}.yml"] = _group(results, "rilevazioni")
    revisions = _group(document.get("revisioni", {}), "revisioni")
    for revision, changes in revisions.items():
        name = _file_name(revision, REVISION, "il nome di una revisione")
        contents[f"revisioni/{name}.yml"] = _group(changes, "revisioni")
    if news := _list(document, "novita"):
        contents["novita.yml"] = [_group(each, "novita") for each in news]
    return plan_files(contents)


def source_document(data: bytes) -> str:
    """Path of the source document relative to the plan's folder; empty if the plan names none.

    Raises `ImportingError`, also for a path outside of that folder.
    """
    plan = _group_of(_parse(data), "piano")
    document = plan.get("documento")
    file = _group(document, "documento").get("file") if document else ""
    if not isinstance(file, str):
        raise ImportingError("il nome del documento non è un testo")
    if file and not is_document(file):
        raise ImportingError(
            f"«{file}» non è il nome di un documento: {SOURCES_FOLDER}/ e il nome di un file, come "
            f"{SOURCES_FOLDER}/piano.pdf"
        )
    return file


def _parse(data: bytes) -> _Group:
    try:
        content = json.loads(data, object_pairs_hook=_unique_names)
    except ValueError as error:
        raise ImportingError(f"il file non è JSON ({error})") from error
    except RecursionError as error:
        raise ImportingError("il file è annidato oltre ogni misura") from error
    return _group(_node(content, depth=0), "piano.json")


def _unique_names(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON, in which `json` would take the last of two fields with one name."""
    content = dict(pairs)
    if len(content) < len(pairs):
        twice = next(name for name, number in Counter(name for name, _ in pairs).items() if number > 1)
        raise ImportingError(f"«{twice}» c'è due volte nello stesso gruppo di campi")
    return content


def _node(content: object, depth: int) -> Node:
    """The same content without the `uri` fields of the site; every scalar of it must be a text."""
    if isinstance(content, str):
        return content
    if depth < _MAX_DEPTH:
        if isinstance(content, list):
            return [_node(item, depth + 1) for item in content]
        if isinstance(content, dict):
            return {key: _node(value, depth + 1) for key, value in content.items() if key != "uri"}
    raise ImportingError(f"in piano.json ci sono solo testi, non «{str(content)[:40]}»")


def _with_final_line_break(group: _Group, name: str) -> _Group:
    """The same group, with a text as editors write it: a literal block, which ends with a line break."""
    text = group.get(name)
    return {**group, name: f"{text}\n"} if isinstance(text, str) and text else group


def _group_of(group: _Group, name: str) -> _Group:
    return _group(_required(group, name), name)


def _list(group: _Group, name: str) -> Sequence[Node]:
    found = _required(group, name)
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise ImportingError(f"«{name}» non è un elenco: il file non è un piano pubblicato")
    return found


def _group(node: Node, name: str) -> _Group:
    if not isinstance(node, Mapping):
        raise ImportingError(f"«{name}» non è un gruppo di campi: il file non è un piano pubblicato")
    return node


def _required(group: _Group, name: str) -> Node:
    if name not in group:
        raise ImportingError(f"manca «{name}»: il file non è un piano pubblicato")
    return group[name]


def _file_name(text: "Node | None", pattern: Pattern, what: str) -> str:
    """A text that becomes the name of a file, in which nothing else may stand."""
    if not isinstance(text, str) or not pattern.match(text):
        raise ImportingError(f"«{text}» non è {what}: il file non è un piano pubblicato")
    return text


READER = Reader(
    name="data",
    help="Riscrive i file YAML di un piano dal piano.json che un sito ha pubblicato.",
    read=read_published_data,
)
