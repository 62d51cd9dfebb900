"""In un paragrafo ci sono troppe parentesi quadre aperte e non chiuse.

In Markdown «[» può aprire un collegamento, e ogni parentesi che non si chiude fa rileggere il resto del
paragrafo: migliaia bloccano la composizione del sito. Un testo vero non ne ha più di qualcuna.

Va bene, nel file content/prova.md::

    Vedi [l'allegato](index.md) [1].

Non va bene, nel file content/prova.md::

    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
"""

import re
from collections.abc import Iterator

CODE = "E610"
_MOST = 100
_PARAGRAPH = re.compile(r"(?:[^\r\n]*[^\s][^\r\n]*(?:\r\n|\r|\n|\Z))+")


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find the first bracket of a paragraph that leaves too many open."""
    if text.count("[") <= _MOST:
        return
    # A front matter is YAML, not Markdown.
    body = max(0, text.find("\n---", 3)) if text.startswith("---") else 0
    for match in _PARAGRAPH.finditer(text, body):
        if match[0].count("[") - match[0].count("]") > _MOST:
            message = (
                f"in questo paragrafo restano aperte più di {_MOST} parentesi «[»: chiuderle o toglierle"
            )
            yield match.start() + match[0].index("["), message
