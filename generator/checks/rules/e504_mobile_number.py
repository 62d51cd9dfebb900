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
#: Its diagnostics may be suppressed in `eccezioni`.
ACCEPTABLE = True

_OPERATOR = "3[2-9][0-9]"
#: After the country prefix or «cell.», with any grouping.
_ANNOUNCED = rf"(?:(?:\+|00)39[ .-]?|\b(?:cell|cellulare|mobile)\b[.:]? *){_OPERATOR}(?:[ ./-]?[0-9]){{6,7}}"
#: Alone, with the usual groupings only: `345.123.456` may be a number.
_ALONE = _OPERATOR + (
    r"(?:[ /-][0-9]{6,7}|[0-9]{7}|\.[0-9]{7}|\.[0-9]{3}\.[0-9]{4}"
    r"|[ -][0-9]{3}[ -][0-9]{3,4}|[ -][0-9]{2}[ -][0-9]{2}[ -][0-9]{2,3})"
)
_MOBILE = re.compile(rf"(?<![\w.,/+-])(?:{_ANNOUNCED}|{_ALONE})(?![\w,/-]|\.[0-9])", re.IGNORECASE)
#: A faster necessary condition: the digits of a mobile number.
_DIGITS = re.compile(r"3[2-9][0-9](?:[ ./-]?[0-9]){6}")


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find Italian mobile numbers."""
    if not _DIGITS.search(text):
        return
    for match in _MOBILE.finditer(text):
        yield match.start(), f"«{match[0]}» sembra il numero di un cellulare: scrivere quello dell'ufficio"
