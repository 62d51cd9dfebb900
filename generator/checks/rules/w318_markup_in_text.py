"""In un testo c'è HTML, o un indirizzo che non porta a una pagina.

I titoli e i nomi si mostrano come sono scritti, segni compresi; dalle descrizioni quello che non è Markdown
si toglie. Chi lo ha scritto si aspettava altro: di solito è un copia e incolla da una pagina web.

Va bene, in un obiettivo::

    descrizione: Un testo **in neretto**, con meno di <10 giorni.

Non va bene, in un obiettivo::

    descrizione: Un testo <b>in neretto</b>.
"""

from collections.abc import Iterator

from generator.loading.front_matter import front_matter_text
from generator.loading.markup import addresses_elsewhere, tags_in_text

CODE = "W318"


def check_data(text: str) -> Iterator[tuple[int, str]]:
    """Find HTML tags, and links with a scheme that is not allowed."""
    for offset, tag in tags_in_text(text):
        yield offset, f"«{tag}» è HTML, che qui non vale: toglierlo, o dirlo in Markdown se è una descrizione"
    yield from addresses_elsewhere(text)


def check_page(text: str) -> Iterator[tuple[int, str]]:
    """Check the front matter only: E607 checks the HTML below it."""
    front_matter = front_matter_text(text)
    start = text.find(front_matter) if front_matter else 0
    for offset, message in check_data(front_matter):
        yield start + offset, message
