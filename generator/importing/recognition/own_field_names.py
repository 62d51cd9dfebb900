"""Own fields: the columns and boxes that only this document has, as fields that the body declares."""

import re
from collections.abc import Iterable

from msgspec import Struct, field

from generator.importing.recognition.safe_texts import safe
from generator.importing.slugs import slug
from generator.importing.yaml_text import Node

_LONGEST = 34
#: Columns of the open data that a field may not be called like.
_RESERVED = {
    "codice",
    "titolo",
    "nome",
    "formula",
    "unita",
    "peso",
    "target",
    "stato",
    "id",
    "tipo",
    "ambito",
}


class OwnFieldNames(Struct):
    """The ids of own fields, by what they are of and their label, in the order of their first use."""

    ids: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def id_of(self, owner: str, label: str, *, per_year: bool = False) -> str:
        """The id of a field; `owner` is `obiettivo` or `indicatore`."""
        key = (owner, label, per_year)
        if key not in self.ids:
            base = re.sub(r"^[^a-z]+", "", slug(label, _LONGEST).replace("-", "_")) or "campo"
            # Each word begins with a letter; «_testo» at the end is of the open data.
            base = re.sub(r"_(?=\d)", "_n", re.sub(r"_testo$", "", base))
            candidate, number = (f"{base}_doc" if base in _RESERVED else base), 1
            while candidate in self.ids.values():
                number += 1
                candidate = f"{base}_n{number}"
            self.ids[key] = candidate
        return self.ids[key]

    def declarations(self) -> list[Node]:
        """The declarations of piano.yml."""
        return [
            {
                "id": name,
                "etichetta": safe(label),
                "di": owner,
                "tipo": "testo",
                **({"per_anno": "sì"} if per_year else {}),
            }
            for (owner, label, per_year), name in self.ids.items()
        ]


def named_values(values: Iterable[tuple[str, str, str]]) -> str:
    """Values with the structure and the period that each is of; what does not matter to any is left out."""
    found = [one for one in values if one[2]]
    if len({text for _, _, text in found}) == 1:
        return found[0][2]
    pairs = {(structure, text) for structure, _, text in found}
    by_structure = len(pairs) == len({structure for structure, _ in pairs})
    parts = []
    for structure, period, text in found:
        name = structure if by_structure else ", ".join(part for part in (structure, period) if part)
        parts.append(f"{name}: {text}" if name else text)
    return "; ".join(dict.fromkeys(parts))
