"""Il traguardo di una percentuale è 1.

Chi scrive «1» dove l'unità è «%» intende quasi sempre il 100%, e chi legge capisce l'1%.

Va bene, in un indicatore::

    unita: "%"
    stato: {2024: 90%}
    target: {2025: 100%}

Non va bene, in un indicatore::

    unita: "%"
    stato: {2024: 90%}
    target: {2025: 1}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Percentage, show

CODE = "W309"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report targets up to 1 % that are written without the percent sign."""
    for objective, indicator in context.indicators():
        for year, target in indicator.targets.items():
            if isinstance(target, Percentage) and not target.sign and 0 < target.points <= 1:
                message = f"«{show(target)}» con l'unità «%» vuol dire {show(target)}%: forse è «100%»"
                yield Diagnostic(context.location(objective, indicator, "target", str(year)), CODE, message)
