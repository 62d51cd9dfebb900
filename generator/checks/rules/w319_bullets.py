"""Un elenco è scritto con i punti di un programma di videoscrittura.

Le righe che cominciano con «•», «·», «▪» o con una lineetta non diventano un elenco: si leggono tutte di
seguito, in un solo capoverso. In Markdown una voce comincia con «- » (trattino e spazio), dopo una riga
vuota.

Va bene, in un obiettivo::

    descrizione: |
      Il progetto prevede:

      - letture per i bambini
      - prestito a domicilio

Non va bene, in un obiettivo::

    descrizione: |
      Il progetto prevede:
      • letture per i bambini
      • prestito a domicilio
"""

import re
from collections.abc import Iterator

from generator.loading.characters import BULLETS, DASHES

CODE = "W319"

_SPACE = "[ \t\u00a0\u2002\u2003\u2009\u202f]"
#: Lines that follow one another, each with its bullet; of dashes two, since a sentence may begin with one.
_LIST = re.compile(
    rf"^{_SPACE}*(?P<bullet>[{BULLETS}]){_SPACE}*\S.*(?:\r?\n{_SPACE}*[{BULLETS}]{_SPACE}*\S.*)*"
    rf"|^{_SPACE}*(?P<dash>[{DASHES}]){_SPACE}+\S.*(?:\r?\n{_SPACE}*(?P=dash){_SPACE}+\S.*)+",
    re.MULTILINE,
)


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find lists, each at its first line."""
    if text.isascii():
        return
    for match in _LIST.finditer(text):
        sign = match["bullet"] or match["dash"]
        yield (
            match.start("bullet" if match["bullet"] else "dash"),
            f"«{sign}» non fa un elenco: cominciare ogni voce con «- », dopo una riga vuota",
        )
