"""RDF triples and their serialisation as Turtle and JSON-LD, in a deterministic order."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.opendata.json_format import json_document

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#: Characters that an IRI cannot hold.
_NOT_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Iri(Struct, frozen=True):
    """An absolute IRI. Raises `ValueError` for any other text."""

    value: str

    def __post_init__(self) -> None:
        if _NOT_IRI.search(self.value) or ":" not in self.value:
            raise ValueError(f"not an IRI: {self.value!r}")


class Literal(Struct, frozen=True):
    """A literal with a language, a datatype, or neither (a plain string)."""

    text: str
    language: str = ""
    datatype: str = ""


Term = Iri | Literal
Triple = tuple[Iri, Iri, Term]


def to_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Turtle with one block for each subject, in order of first occurrence."""
    lines = [f"@prefix {name}: <{namespace}> ." for name, namespace in sorted(prefixes.items())]
    for subject, properties in _by_subject(triples).items():
        statements = [
            f"    {_predicate(predicate, prefixes)} "
            + ", ".join(_turtle_term(term, prefixes) for term in terms)
            for predicate, terms in properties.items()
        ]
        lines += ["", _turtle_term(subject, prefixes), " ;\n".join(statements) + " ."]
    return "\n".join(lines) + "\n"


def to_json_ld(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """JSON-LD with one node for each subject, in order of first occurrence."""
    nodes = []
    for subject, properties in _by_subject(triples).items():
        node: dict[str, object] = {"@id": subject.value}
        for predicate, terms in properties.items():
            if predicate.value == RDF_TYPE:
                node["@type"] = [_compact(term.value, prefixes) for term in terms if isinstance(term, Iri)]
            else:
                node[_compact(predicate.value, prefixes)] = [_json_term(term) for term in terms]
        nodes.append(node)
    document = {"@context": dict(sorted(prefixes.items())), "@graph": nodes}
    return json_document(document).decode()


def _by_subject(triples: Iterable[Triple]) -> Mapping[Iri, Mapping[Iri, list[Term]]]:
    subjects: dict[Iri, dict[Iri, list[Term]]] = {}
    for subject, predicate, term in triples:
        terms = subjects.setdefault(subject, {}).setdefault(predicate, [])
        if term not in terms:
            terms.append(term)
    return subjects


def _compact(iri: str, prefixes: Mapping[str, str]) -> str:
    for name, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", local):
            return f"{name}:{local}"
    return iri


def _predicate(predicate: Iri, prefixes: Mapping[str, str]) -> str:
    return "a" if predicate.value == RDF_TYPE else _turtle_term(predicate, prefixes)


def _turtle_term(term: Term, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, Iri):
        compact = _compact(term.value, prefixes)
        return compact if compact != term.value else f"<{term.value}>"
    text = '"' + "".join(_ESCAPES.get(char, char) for char in term.text) + '"'
    if term.language:
        return f"{text}@{term.language}"
    return f"{text}^^{_turtle_term(Iri(term.datatype), prefixes)}" if term.datatype else text


def _json_term(term: Term) -> Mapping[str, str]:
    if isinstance(term, Iri):
        return {"@id": term.value}
    value = {"@value": term.text}
    if term.language:
        value["@language"] = term.language
    if term.datatype:
        value["@type"] = term.datatype
    return value
