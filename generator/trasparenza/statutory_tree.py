"""Statutory tree of «Amministrazione Trasparente».

`albero.yml` holds it with its sources, each with the day on which it was consulted. The labels are those that
the national monitoring searches for, word for word.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from msgspec import Struct

DECREE = "D.Lgs. 33/2013"


class Source(Struct, frozen=True):
    """A source of the tree: its acts, since when they are in force, if known, when and where it was read."""

    id: str
    title: str
    in_force: date | None
    consulted: date
    addresses: tuple[str, ...]


class Node(Struct, frozen=True):
    """A section, a subsection, or what is below one.

    `reference` (the articles of law) and `update` (how often) are empty for a node that only groups others;
    `contents` are the labels of the obligations within the page. `address` takes the place of the label in
    the URL, where that would be too long or is older. `due_from` are the kinds of body that the obligation
    usually applies to, none if to all. A page may still bear one of the `former_labels`. `source` is the id
    of a source, `scheme` that of the act which says in what form to publish, if any does.
    """

    label: str
    reference: str = ""
    update: str = ""
    contents: tuple[str, ...] = ()
    children: tuple["Node", ...] = ()
    address: str = ""
    due_from: tuple[str, ...] = ()
    former_labels: tuple[str, ...] = ()
    source: str = ""
    scheme: str = ""

    @property
    def slug(self) -> str:
        """The segment of the URL."""
        return self.address or slug(self.label)

    @property
    def full_reference(self) -> str:
        """The reference, with the decree before articles that have none."""
        parts = (part.strip() for part in self.reference.split(";"))
        return "; ".join(f"{DECREE}, {part}" if part.startswith("art") else part for part in parts if part)

    @property
    def labels(self) -> tuple[str, ...]:
        """The titles that its page may have: the label, then those of before."""
        return (self.label, *self.former_labels)

    def is_usually_due(self, body_kind: str) -> bool:
        """Whether the obligation usually applies to a kind of body; to a body of no known kind all do."""
        return not self.due_from or not body_kind or body_kind in self.due_from


def slug(label: str) -> str:
    """A label in lower case, without accents and punctuation, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", " ")))


@cache
def statutory_tree() -> tuple[Node, ...]:
    """The sections of the tree, in the order of the law."""
    first = next(iter(sources()))
    return tuple(_node(section, first) for section in _data()["sezioni"])


@cache
def sources() -> Mapping[str, Source]:
    """The sources of the tree by their id, in the order of the file."""
    found = (
        Source(one["id"], one["titolo"], one.get("in_vigore"), one["consultata"], tuple(one["indirizzi"]))
        for one in _data()["fonti"]
    )
    return {source.id: source for source in found}


@cache
def _data() -> Mapping[str, Any]:
    text = (files(__package__) / "albero.yml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return data


def _node(data: Mapping[str, Any], source: str) -> Node:
    """A node of the file; without a source of its own, that of its parent."""
    source = data.get("fonte", source)
    children: Sequence[Mapping[str, Any]] = data.get("sottosezioni", ())
    return Node(
        label=data["etichetta"],
        reference=data.get("riferimento", ""),
        update=data.get("aggiornamento", ""),
        contents=tuple(data.get("contenuti", ())),
        children=tuple(_node(child, source) for child in children),
        address=data.get("indirizzo", ""),
        due_from=tuple(data.get("per", ())),
        former_labels=tuple(data.get("etichette_precedenti", ())),
        source=source,
        scheme=data.get("schema", ""),
    )
