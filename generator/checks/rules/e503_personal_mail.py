"""C'è l'indirizzo di posta di una persona.

Nelle pagine si dà l'indirizzo dell'ufficio, non quello di chi ci lavora. È di una persona se è presso un
fornitore di posta gratuita, o se ha la forma nome.cognome.

Va bene, in un obiettivo::

    note: [Scrivere a ufficio.protocollo@vattelapesca.example]

Non va bene, in un obiettivo::

    note: [Scrivere a mario.rossi@vattelapesca.example]
"""

import re
from collections.abc import Iterator

from generator.checks.words import word_list

CODE = "E503"
#: Its diagnostics may be suppressed in `eccezioni`.
ACCEPTABLE = True

_MAIL = re.compile(r"(?<![\w.+-])([\w+-]+(?:\.[\w+-]+)*)@((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
_SEPARATORS = re.compile(r"[._-]")


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find mail addresses of people."""
    if "@" not in text:
        return
    for match in _MAIL.finditer(text):
        if _is_personal(match[1].casefold(), match[2].casefold()):
            message = f"«{match[0]}» sembra l'indirizzo di una persona: scrivere quello dell'ufficio"
            yield match.start(), message


def _is_personal(local: str, domain: str) -> bool:
    if domain in word_list("free_mail_domains"):
        return True
    parts = [part.rstrip("0123456789") for part in _SEPARATORS.split(local)]
    if any(part in word_list("office_words") for part in parts):
        return False
    if any(part in word_list("first_names") for part in parts):
        return True
    # `m.rossi`, or two words that do not occur in the addresses of offices.
    return "." in local and len(parts) == 2 and all(part.isalpha() for part in parts)
