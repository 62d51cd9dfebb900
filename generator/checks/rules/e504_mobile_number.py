"""C'è il numero di un cellulare.

Un cellulare è quasi sempre di una persona. Se è dell'ente, lo si accetta in `eccezioni` con il motivo.

Va bene, in un obiettivo::

    note: [Il telefono dello sportello è 0573 99 11]

Non va bene, in un obiettivo::

    note: [Il telefono dello sportello è 340 123 4567]
"""

import re
from collections.abc import Iterator

CODE = "E504"
#: A body may have its reasons, and says them in `eccezioni`.
ACCEPTABLE = True

_OPERATOR = "3[2-9][0-9]"
#: After the prefix of the country, or «cell.», any grouping will do.
_ANNOUNCED = rf"(?:(?:\+|00)39[ .-]?|\b(?:cell|cellulare|mobile)\b[.:]? *){_OPERATOR}(?:[ ./-]?[0-9]){{6,7}}"
#: Alone, only the usual groupings: `345.123.456` is a number of millions.
_ALONE = _OPERATOR + (
    r"(?:[ /-][0-9]{6,7}|[0-9]{7}|\.[0-9]{7}|\.[0-9]{3}\.[0-9]{4}"
    r"|[ -][0-9]{3}[ -][0-9]{3,4}|[ -][0-9]{2}[ -][0-9]{2}[ -][0-9]{2,3})"
)
_MOBILE = re.compile(rf"(?<![\w.,/+-])(?:{_ANNOUNCED}|{_ALONE})(?![\w,/-]|\.[0-9])", re.IGNORECASE)
#: The digits that every number has: most texts are done with in a fraction of the time.
_DIGITS = re.compile(r"3[2-9][0-9](?:[ ./-]?[0-9]){6}")


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Look for Italian mobile numbers."""
    if not _DIGITS.search(text):
        return
    for match in _MOBILE.finditer(text):
        yield match.start(), f"«{match[0]}» sembra il numero di un cellulare: scrivere quello dell'ufficio"
