"""The head of a Markdown page (front matter): YAML between two «---», with the place of every field."""

import re

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics
from generator.loading.schemas import EXCEPTIONS, Field, FieldType, Schema
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml.parser import Mapping, parse

#: What stands between the two «---».
_BETWEEN = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)

#: The fields that our templates use, and their forms; MkDocs and its theme know many more.
PAGE = Schema(
    "pagina",
    (
        Field("title", FieldType.TEXT, "il titolo; in Amministrazione Trasparente, l'etichetta di legge"),
        Field("description", FieldType.TEXT, "una riga per i motori di ricerca"),
        Field("riferimento", FieldType.TEXT, "la norma che vuole la pagina"),
        Field("aggiornamento", FieldType.TEXT, "ogni quanto va aggiornata"),
        Field("ufficio", FieldType.TEXT, "l'ufficio che ne risponde"),
        Field("stato", FieldType.TEXT, "se c'è già quello che va pubblicato"),
        Field("verificato", FieldType.TEXT, "il giorno dell'ultima verifica, come 2025-06-30"),
        Field("template", FieldType.TEXT, "il modello, se non è quello comune"),
        Field("elenco", FieldType.TEXT, "un elenco da aggiungere in fondo alla pagina"),
        Field("domanda", FieldType.TEXT, "il titolo della pagina iniziale"),
        Field("occhiello", FieldType.TEXT, "il testo sotto il titolo della pagina iniziale"),
        Field("esempi", FieldType.TEXTS, "parole da cercare, per esempio"),
        Field("search", FieldType.TABLE, "come la pagina sta nella ricerca, come {exclude: true}"),
        EXCEPTIONS,
    ),
)


class FrontMatter(Struct, frozen=True):
    """The head of a page. `record` is `None` if it has none, or if what it has is `broken` and reported."""

    record: ValidatedMapping | None = None
    broken: bool = False


def front_matter_text(text: str) -> str:
    """What stands in the head of a page; empty if there is none."""
    match = _BETWEEN.match(text)
    return match[1] if match else ""


def end_of_front_matter(text: str) -> int:
    """Where the text of a page begins."""
    match = _BETWEEN.match(text)
    return match.end() if match else 0


def read_front_matter(name: str, text: str, findings: Diagnostics) -> FrontMatter:
    """The fields of the head that we know, checked against their forms."""
    inside = front_matter_text(text)
    if not inside.strip():
        return FrontMatter()
    # A line break stands for the first «---», so that lines are counted from the top of the page.
    node = parse(f"\n{inside}".encode(), name, findings)
    if isinstance(node, Mapping):
        known = tuple(entry for entry in node.entries if PAGE.field(entry.key.text))
        node = Mapping(known, node.place)
    record = validate_mapping(node, PAGE, findings) if node else None
    return FrontMatter(record, broken=record is None)
