"""C'è un carattere che non si vede e cambia quello che si vede.

Un carattere che cambia il verso del testo (U+202E e simili) fa leggere una cosa per un'altra: una cifra, un
nome, un indirizzo. Arriva da un copia e incolla, o da chi vuole ingannare. Lo stesso vale scritto come
`&rlm;`. Nelle pagine non ci devono essere nemmeno caratteri di controllo.

Va bene, in un obiettivo::

    note: [Il termine è il 31/12/2025]

Non va bene, in un obiettivo::

    note: [Il termine è il &#x202e;31/12/2025]
"""

import re
from collections.abc import Iterator
from html import unescape

from generator.loading.characters import CONTROL, DIRECTION, NONCHARACTER

CODE = "E108"

_TURNED = re.compile(f"[{DIRECTION}]")
_CONTROL = re.compile(f"[{CONTROL}{NONCHARACTER}]")
_NAMED = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[lr]lm);?")


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find marks and overrides of direction, also as HTML character references."""
    for match in _TURNED.finditer(text):
        yield (
            match.start(),
            f"c'è un carattere che cambia il verso del testo ({_code(match[0])}): cancellarlo",
        )
    for match in _NAMED.finditer(text):
        character = unescape(match[0])[:1]
        if _TURNED.match(character):
            message = (
                f"«{match[0]}» è un carattere che cambia il verso del testo ({_code(character)}): toglierlo"
            )
            yield match.start(), message


def check_page(text: str) -> Iterator[tuple[int, str]]:
    """Find control characters and noncharacters; in YAML they are syntax errors."""
    for match in _CONTROL.finditer(text):
        yield match.start(), f"c'è un carattere invisibile ({_code(match[0])}): cancellarlo"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
