"""Una pagina o una descrizione ha troppi segni di Markdown, o troppi livelli.

Ogni «[», «*» o «<» può aprire qualcosa, e fa rileggere il resto del paragrafo; ogni livello di un elenco ne
contiene un altro. Migliaia bloccano la composizione del sito. Un testo vero ha poche parentesi aperte
insieme, pochi livelli, e al più qualche migliaio di segni: anche una pagina con una tabella di 300 righe.

Va bene, nel file content/prova.md::

    Vedi [l'allegato](index.md) [1].

Non va bene, nel file content/prova.md::

    - - - - - - - - - - - - - - - - - - - - - - - - - - una voce
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.checks.markdown_limits import excesses
from generator.loading.diagnostics import Diagnostic
from generator.loading.front_matter import end_of_front_matter

CODE = "E610"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Check the description, as it is after YAML has read its escapes."""
    if description := context.mapping.scalar("descrizione"):
        for _, message in excesses(description.text):
            yield Diagnostic(description.location, CODE, message)


def check_page(text: str) -> Iterator[tuple[int, str]]:
    """Check the Markdown below the front matter."""
    start = end_of_front_matter(text)
    for offset, message in excesses(text[start:]):
        yield start + offset, message
