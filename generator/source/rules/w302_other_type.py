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

from generator.source.comparison import Comparison
from generator.source.findings import Finding
from generator.source.kinship import disagreements

CODE = "W302"


def compare(comparison: Comparison) -> Iterator[Finding]:
    """Compare the types of indicators that are the same."""
    for odd, usual in disagreements(comparison.families, lambda member: member.type):
        message = (
            f"la tipologia qui è «{odd.type}», ma lo stesso indicatore è di "
            f"«{usual.type}» in {usual.name}: renderle uguali"
        )
        yield Finding(odd.type_place, CODE, message)
