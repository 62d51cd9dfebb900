"""Lo stesso indicatore è di un'altra tipologia in un altro obiettivo.

Chi filtra per tipologia ne troverebbe solo una parte.

Va bene, negli indicatori di due obiettivi::

    - id: tempi
      nome: Tempo medio di lavorazione delle pratiche
      tipologia: Efficienza
    - id: tempi-2
      nome: Tempo medio di lavorazione delle pratiche
      tipologia: Efficienza

Non va bene, negli indicatori di due obiettivi::

    - id: tempi
      nome: Tempo medio di lavorazione delle pratiche
      tipologia: Efficienza
    - id: tempi-2
      nome: Tempo medio di lavorazione delle pratiche
      tipologia: Volume
"""

from collections.abc import Iterator

from generator.checks.context import CrossRuleContext
from generator.checks.duplicates import disagreements
from generator.loading.diagnostics import Diagnostic

CODE = "W302"


def compare(context: CrossRuleContext) -> Iterator[Diagnostic]:
    """Compare the types of duplicate indicators."""
    for odd, usual in disagreements(context.duplicate_groups, lambda indicator: indicator.type):
        message = (
            f"la tipologia qui è «{odd.type}», ma lo stesso indicatore è di "
            f"«{usual.type}» in {usual.label}: renderle uguali"
        )
        yield Diagnostic(odd.type_location, CODE, message)
