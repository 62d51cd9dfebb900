"""Una data deve venire «almeno» in quel giorno.

Di una scadenza si promette di rispettarla, non di superarla: di solito la condizione è «entro».

Va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 31/12/2025}

Non va bene, in un indicatore::

    unita: data
    condizione: almeno
    stato: {2024: n.d.}
    target: {2025: 31/12/2025}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.conditions import Condition
from generator.plan.values import Day

CODE = "W306"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report the condition «at least» where the targets are dates."""
    for objective, indicator in context.indicators_and_parts:
        years = [
            year
            for year, target in indicator.targets.items()
            if isinstance(target, Day) and indicator.condition_of(year) is Condition.AT_LEAST
        ]
        if years:
            text = indicator.condition_text_of(years[0])
            message = f"«{text}» con una data vuol dire «non prima»: forse è «entro»"
            yield Diagnostic(context.location(objective, indicator, "condizione"), CODE, message)
