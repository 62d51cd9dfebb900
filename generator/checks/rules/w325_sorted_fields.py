"""I campi sono in ordine alfabetico, come li scrive un programma.

Una persona comincia dal codice e dal titolo; un programma che riscrive il file mette i campi in ordine
alfabetico, e nel farlo può avere cambiato i valori: «12.000» in 12, «30:30» in 1830. Si rimette il file di
prima, oppure si confronta ogni valore con il documento e si accetta l'avviso.

Va bene, in un indicatore::

    unita: gg
    condizione: al massimo
    target: {2025: 4}

Non va bene, nel file obiettivi/01_01_OS09.yml::

    ambito: 01_01
    codice: 01_01_OS09
    indicatori:
      - condizione: almeno
        id: desk
        nome: Desk
        peso: 100%
        stato: {2024: 7}
        target: {2025: 8}
        tipologia: Volume
        unita: n.
    titolo: Sportelli
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "W325"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Look at the order of the fields in every indicator of a file."""
    if context.has_sorted_fields:
        message = (
            "i campi sono in ordine alfabetico: forse un programma ha riscritto il file e ne ha cambiato i "
            "valori («12.000» in 12, «30:30» in 1830); rimettere il file di prima, o confrontare ogni valore "
            "con il documento"
        )
        yield Diagnostic(context.mapping.location, CODE, message)
