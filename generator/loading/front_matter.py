"""The front matter of a Markdown page: YAML between two «---», with the location of every field."""

import re

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics
from generator.loading.schemas import EXCEPTIONS, Field, FieldType, Schema
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml.parser import Mapping, parse

#: The front matter as MkDocs recognises it (`mkdocs.utils.meta`); the group is its YAML.
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL)

#: The fields that our templates use; MkDocs and its theme know others.
PAGE = Schema(
    "pagina",
    (
        Field(
            "title",
            FieldType.TEXT,
            "il titolo; in Amministrazione Trasparente, l'etichetta di legge",
            is_prose=True,
        ),
        Field("description", FieldType.TEXT, "una riga per i motori di ricerca", is_prose=True),
        Field("riferimento", FieldType.TEXT, "la norma che vuole la pagina", is_prose=True),
        Field("aggiornamento", FieldType.TEXT, "ogni quanto va aggiornata", is_prose=True),
        Field("ufficio", FieldType.TEXT, "l'ufficio che ne risponde", is_prose=True),
        Field("stato", FieldType.TEXT, "se c'è già quello che va pubblicato"),
        Field("verificato", FieldType.TEXT, "il giorno dell'ultima verifica, come 2025-06-30"),
        Field("template", FieldType.TEXT, "il modello, se non è quello comune"),
        Field("elenco", FieldType.TEXT, "un elenco da aggiungere in fondo alla pagina"),
        Field("domanda", FieldType.TEXT, "il titolo della pagina iniziale", is_prose=True),
        Field("occhiello", FieldType.TEXT, "il testo sotto il titolo della pagina iniziale", is_prose=True),
        Field("esempi", FieldType.TEXT_LIST, "parole da cercare, per esempio", is_prose=True),
        Field(
            "search",
            FieldType.TABLE,
            "come la pagina sta nella ricerca, come {exclude: true}",
            example="exclude: true",
        ),
        EXCEPTIONS,
    ),
)


class FrontMatter(Struct, frozen=True):
    """The front matter of a page. `mapping` is `None` if there is none, or if it `is_invalid` (reported)."""

    mapping: ValidatedMapping | None = None
    is_invalid: bool = False


def front_matter_text(text: str) -> str:
    """The YAML of a page's front matter; empty if there is none."""
    match = FRONT_MATTER.match(text)
    return match[1] if match else ""


def end_of_front_matter(text: str) -> int:
    """The offset at which the Markdown of a page begins."""
    match = FRONT_MATTER.match(text)
    return match.end() if match else 0


def read_front_matter(name: str, text: str, diagnostics: Diagnostics) -> FrontMatter:
    """The known fields of a page's front matter, validated."""
    yaml_text = front_matter_text(text)
    if not yaml_text.strip():
        return FrontMatter()
    # A line break in place of the first «---», so that lines count from the top of the page.
    node = parse(f"\n{yaml_text}".encode(), name, diagnostics)
    if isinstance(node, Mapping):
        known = tuple(entry for entry in node.entries if PAGE.field(entry.key.text))
        node = Mapping(known, node.location)
    mapping = validate_mapping(node, PAGE, diagnostics) if node else None
    return FrontMatter(mapping, is_invalid=mapping is None)
