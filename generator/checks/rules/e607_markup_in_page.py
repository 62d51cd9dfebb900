"""In una pagina c'è HTML che non è ammesso, o un indirizzo che non porta a una pagina.

Le pagine si scrivono in Markdown. Programmi, stili, moduli, riquadri di altri siti, attributi come `onclick`
e indirizzi `javascript:` non arrivano mai al sito: meglio saperlo qui che non trovarli là. Alcuni elementi
senza pericolo (`abbr`, `br`, `details`, `sub`, `sup`) sono ammessi. Un esempio di codice va tra apici
inversi.

Va bene, nel file content/prova.md::

    La pagina usa <abbr title="Indicatore">ind.</abbr> e `<script>` solo come esempio.

Non va bene, nel file content/prova.md::

    Un avviso: <script>alert("ciao")</script>
"""

from collections.abc import Iterator

from generator.loading.front_matter import end_of_front_matter
from generator.loading.markup import unwanted_in_page

CODE = "E607"


def check_page(text: str) -> Iterator[tuple[int, str]]:
    """Find HTML below the front matter, whose texts are escaped and checked by W318."""
    start = end_of_front_matter(text)
    for offset, message in unwanted_in_page(text[start:]):
        yield start + offset, message
