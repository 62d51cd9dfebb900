"""La data è scritta come numero di un foglio di calcolo.

«45900» è il modo in cui un foglio di calcolo conserva il 31/08/2025: nel documento si è persa la forma.

Va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 31/08/2025}

Non va bene, in un indicatore::

    unita: data
    condizione: entro
    stato: {2024: n.d.}
    target: {2025: 45900}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.checks.measured import MeasuredIndicator
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Day, Value, show

CODE = "W308"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report dates written as the serial numbers of a spreadsheet."""
    for objective, indicator in context.indicators_and_parts:
        for path, value in context.values(indicator):
            if message := _problem(value):
                yield Diagnostic(context.location(objective, indicator, *path), CODE, message)


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Report results written that way."""
    for result in measured.results:
        if message := _problem(result.value):
            yield Diagnostic(result.location, CODE, message)


def _problem(value: Value) -> str:
    if not isinstance(value, Day) or value.spelling != "serial":
        return ""
    meant = show(Day(value.day))
    return f"«{show(value)}» è la data {meant} scritta da un foglio di calcolo: scriverla per esteso"
