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

from generator.checks.context import CrossRuleContext
from generator.checks.duplicates import disagreements
from generator.loading.diagnostics import Diagnostic

CODE = "W303"


def compare(context: CrossRuleContext) -> Iterator[Diagnostic]:
    """Compare the first year's targets of duplicate indicators with the same baseline."""
    pairs = disagreements(
        context.duplicate_groups,
        lambda indicator: indicator.target,
        within=lambda indicator: indicator.baseline,
    )
    for odd, usual in pairs:
        message = (
            f"il traguardo del {context.first_year} qui è «{odd.target_text}», ma per lo stesso "
            f"indicatore è «{usual.target_text}» in {usual.label}: controllare quale vale"
        )
        yield Diagnostic(odd.target_location, CODE, message)
