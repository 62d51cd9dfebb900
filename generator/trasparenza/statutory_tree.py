"""Statutory tree of «Amministrazione Trasparente».

Source: D.Lgs. 33/2013, annex A; ANAC, delibera 1310/2016, annex 1. The labels in `albero.yml` are those
that the national monitoring searches for, word for word.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from msgspec import Struct

DECREE = "D.Lgs. 33/2013"


class Node(Struct, frozen=True):
    """A section or a subsection.

    `reference` (the articles of law) and `update` (how often) are empty for a section that only groups
    subsections; `contents` are the labels of the obligations within the page. `address` takes the place of
    the label in the URL, where that would be too long.
    """

    label: str
    reference: str = ""
    update: str = ""
    contents: tuple[str, ...] = ()
    children: tuple["Node", ...] = ()
    address: str = ""

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
    def is_usually_not_due(self) -> bool:
        """Whether the obligation usually does not apply to a chamber of commerce, according to the tree."""
        return "non applicabile" in self.update


def slug(label: str) -> str:
    """A label in lower case, without accents and punctuation, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", " ")))


@cache
def statutory_tree() -> tuple[Node, ...]:
    """The sections of the tree, in the order of the law."""
    text = (files(__package__) / "albero.yml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return tuple(map(_node, data["sezioni"]))


def _node(data: Mapping[str, Any]) -> Node:
    children: Sequence[Mapping[str, Any]] = data.get("sottosezioni", ())
    return Node(
        label=data["etichetta"],
        reference=data.get("riferimento", ""),
        update=data.get("aggiornamento", ""),
        contents=tuple(data.get("contenuti", ())),
        children=tuple(map(_node, children)),
        address=data.get("indirizzo", ""),
    )
