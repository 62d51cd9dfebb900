"""Lo stesso indicatore ha un'altra unità in un altro obiettivo.

Chi confronta i dati li prenderebbe per due cose diverse. Sono lo stesso indicatore se hanno lo stesso nome
e la stessa formula, oppure parole simili e lo stesso nome lungo o lo stesso valore di partenza.

Va bene, negli indicatori di due obiettivi::

    - id: tempi
      nome: Tempo medio di lavorazione delle pratiche
      unita: gg
      condizione: al massimo
    - id: tempi-2
      nome: Tempo medio di lavorazione delle pratiche
      unita: gg
      condizione: al massimo

Non va bene, negli indicatori di due obiettivi::

    - id: tempi
      nome: Tempo medio di lavorazione delle pratiche
      unita: gg
    - id: tempi-2
      nome: Tempo medio di lavorazione delle pratiche
      unita: n.
"""

from collections.abc import Iterator

from generator.checks.context import CrossRuleContext
from generator.checks.duplicates import disagreements
from generator.loading.diagnostics import Diagnostic

CODE = "W301"


def compare(context: CrossRuleContext) -> Iterator[Diagnostic]:
    """Compare the units of duplicate indicators."""
    for odd, usual in disagreements(context.duplicate_groups, lambda indicator: indicator.unit):
        message = (
            f"l'unità qui è «{odd.unit_text}», ma lo stesso indicatore è in "
            f"«{usual.unit_text}» in {usual.label}: renderle uguali"
        )
        yield Diagnostic(odd.unit_location, CODE, message)
