"""La condizione non va con l'unità.

Una data vuole «entro» (o «almeno», se l'attesa è che non venga prima); un sì/no vuole «pari a»; «entro» va
solo con una data.

Va bene, in un indicatore::

    unita: sì/no
    condizione: pari a
    stato: {2024: no}
    target: {2025: sì}

Non va bene, in un indicatore::

    unita: sì/no
    condizione: almeno
    stato: {2024: no}
    target: {2025: sì}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator
from generator.plan.units import Unit
from generator.plan.values import Day, NotAvailable

CODE = "E307"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Compare the condition of each indicator with its unit, or with its targets if they are dates."""
    for objective, indicator in context.indicators_and_parts:
        written: list[tuple[Condition | None, str, Unit, tuple[str, ...]]] = [
            (indicator.condition, indicator.condition_text, indicator.unit, ("condizione",))
        ]
        for year, own in indicator.year_conditions.items():
            written.append((own.condition, own.text, indicator.unit_of(year), ("target", str(year))))
        for condition, text, unit, path in written:
            if text and (problem := _problem(indicator, condition, unit)):
                message = f"la condizione «{text}» {problem}"
                yield Diagnostic(context.location(objective, indicator, *path), CODE, message)


def _problem(indicator: Indicator, condition: Condition | None, unit: Unit) -> str:
    """The end of the message, in Italian; empty if the condition is right."""
    definition = unit.definition
    if condition is None or condition in definition.conditions:
        return ""
    if not definition.is_quantity:
        return f"non va con {definition.kind}: scrivere «{definition.conditions[0].value}»"
    if _has_dates(indicator):
        return ""
    shown = indicator.unit_text or unit.symbol
    return f"va solo con una data, e l'unità è «{shown}»: scrivere «{Condition.AT_MOST.value}»"


def _has_dates(indicator: Indicator) -> bool:
    values = [value for value in indicator.targets.values() if not isinstance(value, NotAvailable)]
    return bool(values) and all(isinstance(value, Day) for value in values)
