"""Il valore di partenza non è dell'anno di partenza del piano.

Se per l'anno scritto in piano.yml (`anno_base`) non c'è un valore, quello di partenza è l'ultimo degli anni
prima: può essere un anno scritto male. Se il documento ha solo quello, l'avviso si accetta.

Va bene, in un indicatore::

    stato: {2023: 5, 2024: 7}

Non va bene, in un indicatore::

    stato: {2023: 5}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "W331"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report baselines of another year than the one that piano.yml declares."""
    for objective, indicator in context.indicators():
        year = indicator.baseline_year
        if year is not None and context.baseline_year is not None and year != context.baseline_year:
            message = (
                f"il valore di partenza è del {year}, e l'anno di partenza del piano è il "
                f"{context.baseline_year}: controllare l'anno"
            )
            yield Diagnostic(context.location(objective, indicator, "stato", str(year)), CODE, message)
