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
from generator.checks.measured import MeasuredIndicator
from generator.loading.diagnostics import Diagnostic
from generator.plan import units
from generator.plan.indicator import Indicator
from generator.plan.values import Day, Percentage, bounds_of, show

CODE = "W310"

_KINDS = ((Percentage, "percentuali", "%"), (Day, "date", "data"))


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report indicators in numbers whose values are percentages or dates."""
    for objective, indicator in context.indicators_and_parts:
        if indicator.unit != units.NUMBER:
            continue
        values = [value for _, value in context.values(indicator)]
        for kind, name, unit in _KINDS:
            if any(isinstance(value, kind) for value in values):
                message = f"l'unità è «{_unit_of(indicator)}» ma ci sono {name}: forse l'unità è «{unit}»"
                yield Diagnostic(context.location(objective, indicator, "unita"), CODE, message)


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Report such results where no value of the plan is of that kind; E404 compares them with the target."""
    indicator = measured.indicator
    if indicator.unit != units.NUMBER:
        return
    planned = [
        bound
        for value in (indicator.baseline, *indicator.targets.values())
        if value is not None
        for bound in bounds_of(value)
    ]
    for result in measured.results:
        for kind, name, unit in _KINDS:
            if isinstance(result.value, kind) and not any(isinstance(value, kind) for value in planned):
                message = (
                    f"l'unità è «{_unit_of(indicator)}» e nel piano non ci sono {name}: scrivere "
                    f"«{show(result.value)}» come un numero, o nell'indicatore l'unità «{unit}»"
                )
                yield Diagnostic(result.location, CODE, message)


def _unit_of(indicator: Indicator) -> str:
    """The unit as it is written; the symbol for a part, which has that of the indicator."""
    return indicator.unit_text or indicator.unit.symbol
