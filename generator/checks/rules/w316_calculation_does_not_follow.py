"""Il valore di un indicatore derivato non segue dalle sue parti.

Se gli atti sono 1.400 e le persone 1,80, gli atti a testa non sono 1.815. Si tiene conto degli
arrotondamenti: ogni valore può stare mezza unità dell'ultima cifra sopra o sotto.

Va bene, negli indicatori::

    - id: verbali
      stato: {2024: 1.500}
      target: {2025: 1.400}
    - id: personale
      stato: {2024: "1,50"}
      target: {2025: "1,80"}
    - id: verbali-a-testa
      calcolo: verbali ÷ personale
      stato: {2024: 1.000}
      target: {2025: 778}

Non va bene, negli indicatori::

    - id: verbali
      stato: {2024: 1.500}
      target: {2025: 1.400}
    - id: personale
      stato: {2024: "1,50"}
      target: {2025: "1,80"}
    - id: verbali-a-testa
      calcolo: verbali ÷ personale
      stato: {2024: 1.000}
      target: {2025: 1.815}
"""

from collections.abc import Iterator

from generator.checks.calculation import Calculation, CalculationProblem, Range, parse_calculation
from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.indicator import Indicator
from generator.plan.model import Objective
from generator.plan.numerals import show_numeral
from generator.plan.values import Value, numeric_value, show

CODE = "W316"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Evaluate the calculation of each derived indicator, for the baseline and for every target."""
    objective = context.objective
    for mapping in context.indicator_mappings():
        text = mapping.text("calcolo")
        indicator = _find(objective, mapping.text("id")) if text and objective else None
        if objective is None or indicator is None:
            continue
        try:
            calculation = parse_calculation(text)
        except CalculationProblem:
            continue
        for path, value in context.values(indicator):
            if indicator.id not in calculation.names and (
                problem := _problem(calculation, objective, path, value)
            ):
                yield Diagnostic(context.location(objective, indicator, *path), CODE, problem)


def _problem(calculation: Calculation, objective: Objective, path: tuple[str, str], value: Value) -> str:
    parts = {name: _value(objective, name, path) for name in calculation.names}
    known = {name: part for name, part in parts.items() if part is not None}
    numbers = {name: number for name, part in known.items() if (number := numeric_value(part)) is not None}
    written = numeric_value(value)
    if written is None or len(numbers) < len(parts):
        return ""
    expected = calculation.evaluate({name: Range.rounded(number) for name, number in numbers.items()})
    if expected is None or expected.overlaps(Range.rounded(written)):
        return ""
    from_what = ", ".join(f"{name} {show(part)}" for name, part in known.items())
    low, high = (show_numeral(number) for number in expected.shown())
    result = low if low == high else f"tra {low} e {high}"
    return f"«{show(value)}» non segue da {calculation.text} ({from_what}), che fa {result}"


def _value(objective: Objective, name: str, path: tuple[str, str]) -> Value | None:
    part = _find(objective, name)
    if part is None:
        return None
    return part.baseline if path[0] == "stato" else part.targets.get(int(path[1]))


def _find(objective: Objective, name: str) -> Indicator | None:
    return next((indicator for indicator in objective.indicators if indicator.id == name), None)
