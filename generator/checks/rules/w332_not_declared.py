"""Il risultato è un testo, e nessuno ne ha dichiarato il grado.

Un testo non si può confrontare con un altro: dice chi valuta se il traguardo è raggiunto. Senza, l'esito è
«non valutabile».

Va bene, nel file rilevazioni/2025-12-31.yml, dove il traguardo di desk è un testo::

    01_01_OS01:
      desk: {valore: protocollo firmato, esito: raggiunto}

Non va bene, nel file rilevazioni/2025-12-31.yml, dove il traguardo di desk è un testo::

    01_01_OS01:
      desk: protocollo firmato
"""

from collections.abc import Iterator

from generator.checks.measured import MeasuredIndicator
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Text

CODE = "W332"


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Report results in words without a declared degree or status."""
    for result in measured.results:
        if isinstance(result.value, Text) and not result.is_declared:
            message = "manca il grado: chi valuta scrive «grado_dichiarato», o «esito: raggiunto»"
            yield Diagnostic(result.location, CODE, message)
