"""C'è un IBAN.

Il conto di una persona non va pubblicato. Quello dell'ente sì, ma solo nella pagina «IBAN e pagamenti
informatici»: lì lo si accetta in `eccezioni`, con il motivo.

Va bene, in un obiettivo::

    note: [I versamenti si fanno con pagoPA]

Non va bene, in un obiettivo::

    note: [I versamenti si fanno su IT60 X054 2811 1010 0000 0123 456]
"""

import re
from collections.abc import Iterator

CODE = "E502"
#: Its diagnostics may be suppressed in `eccezioni`.
ACCEPTABLE = True

_IBAN = re.compile(
    r"(?<![0-9A-Z])[A-Z]{2}[0-9]{2}(?:[ \u00a0]?[0-9A-Z]){11,30}(?![0-9A-Z])",
    # ASCII: IGNORECASE alone would match the kelvin sign as a K.
    re.IGNORECASE | re.ASCII,
)
#: A faster necessary condition: the shortest part of an IBAN, searched from its first digit.
_CORE = re.compile(r"[0-9](?<=[A-Za-z]{2}[0-9])[0-9](?:[ \u00a0]?[0-9A-Za-z]){11}")

#: Length of an IBAN by country (ISO 13616; countries of the single euro payments area).
_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI NL",
        19: "SI",
        20: "AT EE LT LU",
        21: "CH HR LI LV",
        22: "BG DE GB IE VA",
        23: "GI",
        24: "AD CZ ES RO SE SK",
        25: "PT",
        26: "IS",
        27: "FR GR IT MC SM",
        28: "CY HU PL",
        31: "MT",
    }.items()
    for country in countries.split()
}


def check_text(text: str) -> Iterator[tuple[int, str]]:
    """Find account numbers of the right length with right check digits (mod 97)."""
    if not _CORE.search(text):
        return
    for match in _IBAN.finditer(text):
        digits = re.sub(r"[ \u00a0]", "", match[0]).upper()
        # The match may include text that follows the number after a space.
        iban = digits[: _LENGTHS.get(digits[:2], 0)]
        if iban and len(iban) == _LENGTHS[iban[:2]] and _is_right(iban):
            yield match.start(), "c'è un IBAN: toglierlo, o accettarlo in «eccezioni» se è il conto dell'ente"


def _is_right(iban: str) -> bool:
    rearranged = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1
