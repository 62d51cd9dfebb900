"""È rimasto un testo segnaposto.

`vetro new` scrive «da completare» dove manca un testo: finché resta, finirebbe così nelle pagine.

Va bene, in un indicatore::

    nome: Desk

Non va bene, in un indicatore::

    nome: «da completare»
"""

from collections.abc import Iterator

from generator.loading.skeletons import PLACEHOLDER

CODE = "W317"


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find the placeholder of skeletons."""
    position = text.find(PLACEHOLDER)
    while position >= 0:
        yield position, f"{PLACEHOLDER} è un segnaposto: scrivere il testo"
        position = text.find(PLACEHOLDER, position + 1)
