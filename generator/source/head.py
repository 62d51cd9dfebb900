"""The head of a Markdown page (front matter): YAML between two «---», with the place of every field."""

import re

from msgspec import Struct

from generator.source.findings import Findings
from generator.source.shapes import EXCEPTIONS, Field, Form, Shape
from generator.source.structure import Record, check_record
from generator.source.tree import Mapping, parse

#: What stands between the two «---».
_BETWEEN = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)

#: The fields that our templates use, and their forms; MkDocs and its theme know many more.
PAGE = Shape(
    "pagina",
    (
        Field("title", Form.TEXT, "il titolo; in Amministrazione Trasparente, l'etichetta di legge"),
        Field("description", Form.TEXT, "una riga per i motori di ricerca"),
        Field("riferimento", Form.TEXT, "la norma che vuole la pagina"),
        Field("aggiornamento", Form.TEXT, "ogni quanto va aggiornata"),
        Field("ufficio", Form.TEXT, "l'ufficio che ne risponde"),
        Field("stato", Form.TEXT, "se c'è già quello che va pubblicato"),
        Field("verificato", Form.TEXT, "il giorno dell'ultima verifica, come 2025-06-30"),
        Field("template", Form.TEXT, "il modello, se non è quello comune"),
        Field("elenco", Form.TEXT, "un elenco da aggiungere in fondo alla pagina"),
        Field("domanda", Form.TEXT, "il titolo della pagina iniziale"),
        Field("occhiello", Form.TEXT, "il testo sotto il titolo della pagina iniziale"),
        Field("esempi", Form.TEXTS, "parole da cercare, per esempio"),
        Field("search", Form.TABLE, "come la pagina sta nella ricerca, come {exclude: true}"),
        EXCEPTIONS,
    ),
)


class Head(Struct, frozen=True):
    """The head of a page. `record` is `None` if it has none, or if what it has is `broken` and reported."""

    record: Record | None = None
    broken: bool = False


def head_text(text: str) -> str:
    """What stands in the head of a page; empty if there is none."""
    match = _BETWEEN.match(text)
    return match[1] if match else ""


def end_of_head(text: str) -> int:
    """Where the text of a page begins."""
    match = _BETWEEN.match(text)
    return match.end() if match else 0


def read_head(name: str, text: str, findings: Findings) -> Head:
    """The fields of the head that we know, checked against their forms."""
    inside = head_text(text)
    if not inside.strip():
        return Head()
    # A line break stands for the first «---», so that lines are counted from the top of the page.
    node = parse(f"\n{inside}".encode(), name, findings)
    if isinstance(node, Mapping):
        known = tuple(entry for entry in node.entries if PAGE.field(entry.key.text))
        node = Mapping(known, node.place)
    record = check_record(node, PAGE, findings) if node else None
    return Head(record, broken=record is None)
