"""C'è un codice fiscale.

È un dato personale, e in queste pagine non serve mai (D.Lgs. 33/2013, art. 7-bis). Si riconosce dalla forma e
dall'ultima lettera, che è di controllo. Se è inventato, per un esempio, si può accettare in `eccezioni`.

Va bene, in un obiettivo::

    note: [Responsabile è il dirigente dell'area]

Non va bene, in un obiettivo::

    note: [Responsabile è RSSMRA85T10A562S]
"""

import re
from collections.abc import Iterator

CODE = "E501"
#: Its diagnostics may be suppressed in `eccezioni`.
ACCEPTABLE = True

# Letters stand for digits where two people would have the same code (omocodia).
_DIGIT = "[0-9LMNPQRSTUV]"
_DIGIT_OR_SMALL = "[0-9LMNPQRSTUVlmnpqrstuv]"
_TAX_CODE = re.compile(
    rf"(?<![0-9A-Z])[A-Z]{{6}}{_DIGIT}{{2}}[A-EHLMPRST]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z](?![0-9A-Z])",
    # ASCII: IGNORECASE alone would match the kelvin sign as a K.
    re.IGNORECASE | re.ASCII,
)
#: A faster necessary condition: the end of a code, which few words have.
_END = re.compile(rf"{_DIGIT_OR_SMALL * 3}[A-Za-z](?![0-9A-Za-z])(?<=[0-9A-Za-z]{{16}})")
_ODD_DIGITS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_LETTERS = (*_ODD_DIGITS, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", (*_ODD_DIGITS, *_ODD_LETTERS), strict=True))


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find codes of 16 characters with a right check character (D.M. 23/12/1976)."""
    if not _END.search(text):
        return
    for match in _TAX_CODE.finditer(text):
        code = match[0].upper()
        if code[-1] == _check_character(code[:-1]):
            yield match.start(), "c'è un codice fiscale, che è un dato personale: toglierlo"


def _check_character(code: str) -> str:
    odd = sum(_ODD[character] for character in code[::2])
    even = sum(int(character, 36) - (0 if character.isdigit() else 10) for character in code[1::2])
    return chr(ord("A") + (odd + even) % 26)
