"""Il calcolo di un indicatore derivato non si può fare.

In `calcolo` stanno gli id di altri indicatori dello stesso obiettivo, numeri, parentesi e i segni + − × ÷
(o * e /), con uno spazio prima e dopo il meno.

Va bene, negli indicatori::

    - id: domande
      target: {2025: 80}
      stato: {2024: 70}
    - id: personale
      target: {2025: 2}
      stato: {2024: 2}
    - id: domande-a-testa
      calcolo: domande ÷ personale
      target: {2025: 40}
      stato: {2024: 35}

Non va bene, negli indicatori::

    - id: domande
    - id: domande-a-testa
      calcolo: domande ÷ persone
"""

from collections.abc import Iterator

from generator.checks.calculation import CalculationProblem, parse_calculation
from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic, suggestion

CODE = "E310"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Parse every calculation and report ids that are not indicators of the objective."""
    for mapping in context.indicator_mappings():
        scalar = mapping.scalar("calcolo")
        if scalar is None:
            continue
        known = {other.text("id") for other in context.indicator_mappings()} - {mapping.text("id")}
        try:
            calculation = parse_calculation(scalar.text)
        except CalculationProblem as problem:
            yield Diagnostic(scalar.location, CODE, f"il calcolo «{scalar.text}» non si legge: {problem}")
            continue
        for name in calculation.names:
            if name not in known:
                hint = (
                    suggestion(name, known) or "scrivere l'id di un altro indicatore dello stesso obiettivo"
                )
                yield Diagnostic(scalar.location, CODE, f"nel calcolo «{name}» non è un indicatore; {hint}")
