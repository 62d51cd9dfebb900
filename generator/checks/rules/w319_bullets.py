"""Un elenco è scritto con i punti di un programma di videoscrittura.

Le righe che cominciano con «•», «·», «▪» o con una lineetta non diventano un elenco: si leggono tutte di
seguito, in un solo capoverso. In Markdown una voce comincia con «- » (trattino e spazio), dopo una riga vuota.

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

CODE = "W319"

_BULLETS = "\u2022\u00b7\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u2756\u27a2\u2713\uf0a7\uf0b7\uf0d8"
_SPACE = "[ \t\u00a0\u2002\u2003\u2009\u202f]"
#: Lines that follow one another, each with its bullet; of dashes two, since a sentence may begin with one.
_LIST = re.compile(
    rf"^{_SPACE}*(?P<bullet>[{_BULLETS}]){_SPACE}*\S.*(?:\r?\n{_SPACE}*[{_BULLETS}]{_SPACE}*\S.*)*"
    rf"|^{_SPACE}*(?P<dash>[\u2010-\u2015]){_SPACE}+\S.*(?:\r?\n{_SPACE}*(?P=dash){_SPACE}+\S.*)+",
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
