"""La tolleranza non ha effetto.

La tolleranza dice di quanto ci si può scostare da un traguardo «pari a». Con «almeno» o «al massimo» un
valore appena peggiore non è raggiunto, con la tolleranza o senza.

Va bene, in un indicatore::

    condizione: pari a
    target: {2025: 8}
    tolleranza: 1

Non va bene, in un indicatore::

    condizione: almeno
    target: {2025: 8}
    tolleranza: 1
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.conditions import Condition

CODE = "W326"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report tolerances of indicators with another condition."""
    for objective, indicator in context.indicators():
        conditions = {indicator.condition, *(indicator.condition_of(year) for year in indicator.targets)}
        if indicator.tolerance is not None and not conditions & {None, Condition.EQUAL}:
            message = (
                f"la tolleranza vale solo con «pari a», e qui la condizione è «{indicator.condition_text}»: "
                "toglierla, o cambiare la condizione se il documento dice «pari a»"
            )
            yield Diagnostic(context.location(objective, indicator, "tolleranza"), CODE, message)
