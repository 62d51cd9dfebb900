"""Lo stesso indicatore, con lo stesso valore di partenza, ha un altro traguardo in un altro obiettivo.

Se si misura la stessa cosa, l'ente ne promette due diverse.

Va bene, negli indicatori di due obiettivi::

    - id: adesioni
      nome: Adesioni al cassetto digitale delle imprese
      stato: {2024: 5.327}
      target: {2025: 5.400}
    - id: adesioni-2
      nome: Adesioni al cassetto digitale delle imprese
      stato: {2024: 5.327}
      target: {2025: 5.400}

Non va bene, negli indicatori di due obiettivi::

    - id: adesioni
      nome: Adesioni al cassetto digitale delle imprese
      stato: {2024: 5.327}
      target: {2025: 5.400}
    - id: adesioni-2
      nome: Adesioni al cassetto digitale delle imprese
      stato: {2024: 5.327}
      target: {2025: 5.500}
"""

from collections.abc import Iterator

from generator.plan.values import magnitude, show
from generator.source.findings import Finding
from generator.source.kinship import disagreements
from generator.source.material import Material

CODE = "W303"


def check(material: Material) -> Iterator[Finding]:
    """Compare the first year's targets of indicators that are the same and start from the same value."""
    if not material.years:
        return
    first = material.years[0]
    pairs = disagreements(
        material.families,
        lambda indicator: magnitude(indicator.targets[first]) if first in indicator.targets else None,
        within=lambda indicator: magnitude(indicator.baseline) if indicator.baseline else None,
    )
    for odd, usual in pairs:
        here, there = show(odd.indicator.targets[first]), show(usual.indicator.targets[first])
        message = (
            f"il traguardo del {first} qui è «{here}», ma per lo stesso indicatore è «{there}» "
            f"in {usual.name}: controllare quale vale"
        )
        yield Finding(material.place(odd.objective, odd.indicator, "target", str(first)), CODE, message)
