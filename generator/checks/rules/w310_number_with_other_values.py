"""L'unità è «n.» ma i valori sono percentuali o date.

L'unità dice come si leggono i valori, nelle pagine e nei dati aperti: con le percentuali è «%», con le date
è «data».

Va bene, in un indicatore::

    unita: "%"
    stato: {2024: 90%}
    target: {2025: 95%}

Non va bene, in un indicatore::

    unita: n.
    stato: {2024: 90%}
    target: {2025: 95%}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.units import Unit
from generator.plan.values import Day, Percentage

CODE = "W310"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report indicators in numbers whose values are percentages or dates."""
    for objective, indicator in context.indicators():
        if indicator.unit is not Unit.NUMBER:
            continue
        values = (indicator.baseline, *indicator.targets.values())
        for kind, name, unit in ((Percentage, "percentuali", "%"), (Day, "date", "data")):
            if any(isinstance(value, kind) for value in values):
                message = f"l'unità è «{indicator.unit_text}» ma ci sono {name}: forse l'unità è «{unit}»"
                yield Diagnostic(context.location(objective, indicator, "unita"), CODE, message)
