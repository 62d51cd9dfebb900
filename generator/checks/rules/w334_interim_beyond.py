"""Un traguardo intermedio va oltre quello dell'anno, o torna indietro.

I traguardi intermedi portano a quello dell'anno: uno che lo supera, o che chiede meno di quello prima, può
essere scritto male. Se è così nel documento, l'avviso si accetta.

Va bene, in un indicatore::

    condizione: almeno
    target: {2025: 8, 2026: 9}
    traguardi_intermedi: {2025-06-30: 5}

Non va bene, in un indicatore::

    condizione: almeno
    target: {2025: 8, 2026: 9}
    traguardi_intermedi: {2025-06-30: 80}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.indicator import Indicator
from generator.plan.values import Value, comparable, exact_value, show

CODE = "W334"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Compare each target within a year with the one before it and with that of the year."""
    for objective, indicator in context.indicators():
        for year in dict.fromkeys(day.year for day in indicator.interim_targets):
            before: Value | None = None
            for day, value in indicator.interim_targets_of(year):
                target = indicator.targets.get(year)
                problem = ""
                if target is not None and _is_beyond(indicator, year, value, target):
                    problem = f"va oltre il traguardo del {year} ({show(target)})"
                elif before is not None and _is_beyond(indicator, year, before, value):
                    problem = f"chiede meno di quello prima ({show(before)})"
                if problem:
                    location = context.location(objective, indicator, "traguardi_intermedi", day.isoformat())
                    message = f"il traguardo al {day:%d/%m/%Y} {problem}: controllare i valori"
                    yield Diagnostic(location, CODE, message)
                before = value


def _is_beyond(indicator: Indicator, year: int, earlier: Value, later: Value) -> bool:
    """Whether the earlier of two targets asks for more than the later one."""
    condition = indicator.condition_of(year)
    one, other = exact_value(earlier), exact_value(later)
    if condition is None or one is None or other is None or not comparable(earlier, later):
        return False
    return one > other if condition.wants_more else condition.wants_less and one < other
