"""È rimasto un testo segnaposto.

`vetro new` scrive «da completare» dove manca un testo o un valore, e «da confermare» dove ne ha ripreso uno
dal piano di prima: finché restano, finirebbero così nelle pagine.

Va bene, in un indicatore::

    nome: Desk

Non va bene, in un indicatore::

    nome: «da completare»
"""

import re
from collections.abc import Iterator

from generator.loading.placeholders import TO_COMPLETE, TO_CONFIRM

CODE = "W317"

#: A placeholder, what a note says after it, and whether it is a note: an item of a list.
_PLACEHOLDER = re.compile(
    rf"(?P<item>^[ ]*-[ ]+[\"']?)?(?P<word>{TO_COMPLETE}|{TO_CONFIRM})(?::[ ](?P<what>[^\n]+))?", re.MULTILINE
)


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find the placeholders, and say what they stand for."""
    for match in _PLACEHOLDER.finditer(text):
        word, what = match["word"], (match["what"] or "").rstrip("\"' \r.")
        rest = "la nota" if match["item"] else word
        if word == TO_COMPLETE:
            message = (
                f": scrivere {what}, poi togliere {rest}" if what else " è un segnaposto: scrivere il testo"
            )
        elif what:
            message = f": {what}; controllare, poi togliere {rest}"
        else:
            message = " è un segnaposto: controllare, poi toglierlo"
        yield match.start("word"), word + message
