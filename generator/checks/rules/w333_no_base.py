"""Il traguardo è una differenza da un valore che non c'è.

Senza il valore da cui si parte il traguardo non si può calcolare, e l'esito è «non valutabile». Se il valore
si saprà da una rilevazione, o il documento non lo dà, l'avviso si accetta.

Va bene, in un indicatore::

    stato: {2024: 1.150}
    target: {2025: {valore: -10%, rispetto_a: 2024}}

Non va bene, in un indicatore::

    stato: {2024: n.d.}
    target: {2025: {valore: -10%, rispetto_a: 2024}}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "W333"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report differences without a base."""
    for objective, indicator in context.indicators():
        for year, target in indicator.relative_targets.items():
            if target.base is None:
                base_year = target.base_year(year)
                message = (
                    f"{target.missing_base(year)}: scrivere quello del {base_year}, o l'esito sarà "
                    "«non valutabile»"
                )
                yield Diagnostic(context.location(objective, indicator, "target", str(year)), CODE, message)
