"""Il traguardo è la stessa data in anni diversi.

Chi ha copiato la data da un anno all'altro ha dimenticato di cambiare l'anno.

Va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 30/11/2025, 2026: 30/11/2026}

Non va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 30/11/2025, 2026: 30/11/2025}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Day, show

CODE = "W307"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report a repeated date once, at the first year that repeats it."""
    for objective, indicator in context.indicators_and_parts:
        repeated = [
            year
            for year, target in indicator.targets.items()
            if isinstance(target, Day) and target == indicator.targets.get(year - 1)
        ]
        if repeated:
            years = " e ".join(str(year) for year in repeated)
            shown = show(indicator.targets[repeated[0]])
            message = f"il traguardo resta il {shown} anche nel {years}: forse è rimasto l'anno di prima"
            yield Diagnostic(
                context.location(objective, indicator, "target", str(repeated[0])), CODE, message
            )
