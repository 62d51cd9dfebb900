"""La data del traguardo, o quella rilevata, cade fuori dal suo anno.

Un traguardo del 2025 che scade il 30/06/2024 era già scaduto quando il piano è stato approvato: quasi
sempre è rimasta la data del piano precedente.

Va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 30/06/2025}

Non va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 30/06/2024}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.checks.measured import MeasuredIndicator
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Day, show

CODE = "W305"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Compare the year of each date with the year of its target."""
    for objective, indicator in context.indicators_and_parts:
        for year, target in indicator.targets.items():
            # A date copied from the year before is reported by W307.
            copied = target == indicator.targets.get(year - 1)
            if isinstance(target, Day) and target.day.year != year and not copied:
                message = (
                    f"il traguardo del {year} è il {show(target)}, che non è nel {year}: controllare la data"
                )
                yield Diagnostic(context.location(objective, indicator, "target", str(year)), CODE, message)


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Compare the year of each date with that of its measurement and that of its target."""
    for result in measured.results:
        if not isinstance(result.value, Day):
            continue
        target = measured.target(result)
        years = {result.day.year, target.day.year if isinstance(target, Day) else result.day.year}
        if result.value.day.year not in years:
            year, shown = result.day.year, show(result.value)
            message = f"la data rilevata è il {shown}, che non è nel {year}: controllare la data"
            yield Diagnostic(result.location, CODE, message)
