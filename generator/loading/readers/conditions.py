"""Reader of the condition of an indicator, or of the target of one year."""

from generator.loading.diagnostics import Diagnostics, suggestion
from generator.loading.yaml.parser import Scalar
from generator.plan.conditions import SYNONYMS, Condition
from generator.plan.units import CONDITION_WORDS, Unit, read_condition

_CONDITIONS = ", ".join(f"«{word}»" for word in CONDITION_WORDS)


def read_condition_of(scalar: Scalar | None, unit: Unit | None, diagnostics: Diagnostics) -> Condition | None:
    """The condition of a scalar; `None` if it is missing or, with a diagnostic, unknown."""
    if scalar is None:
        return None
    condition = read_condition(scalar.text, unit)
    if condition is None:
        word = scalar.text.casefold()
        near = f"forse «{SYNONYMS[word].value}»?" if word in SYNONYMS else suggestion(word, CONDITION_WORDS)
        hint = near or f"scrivere una di queste: {_CONDITIONS}"
        diagnostics.add(scalar.location, "E204", f"la condizione «{scalar.text}» non esiste; {hint}")
    return condition
