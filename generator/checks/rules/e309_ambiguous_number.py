"""Il numero si può leggere in due modi.

«1,050» è poco più di uno, «1.050» è mille e cinquanta: quando gli altri valori dello stesso indicatore sono
mille volte più grandi, o più piccoli, uno dei due segni è sbagliato. Un valore rilevato si confronta con il
traguardo e con il valore di partenza.

Va bene, in un indicatore::

    stato: {2024: 1.399}
    target: {2025: 1.050}

Non va bene, in un indicatore::

    stato: {2024: 1.399}
    target: {2025: "1,050"}

Non va bene, nel file rilevazioni/2025-12-31.yml::

    01_01_OS01:
      desk: 8.000
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.checks.context import RuleContext
from generator.checks.measured import MeasuredIndicator
from generator.checks.sizes import may_have_lost_thousands, other_reading
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Value, exact_value, kind_of, numeric_value, show

CODE = "E309"
#: Its diagnostics may be suppressed in `eccezioni`.
ACCEPTABLE = True

Path = tuple[str, str]


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Compare each number with one separator and three digits after it with the others of its indicator."""
    for objective, indicator in context.indicators_and_parts:
        if not any(map(_may_have_one_separator, (indicator.baseline, *indicator.targets.values()))):
            continue
        for path, value, others in _rows(list(context.values(indicator))):
            text = show(value)
            if meant := other_reading(text, exact_value(value) or Fraction(0), others):
                message = f"«{text}» è lontano dagli altri valori dell'indicatore: forse è «{meant}»"
                message += _lost_thousands(text, others)
                yield Diagnostic(context.location(objective, indicator, *path), CODE, message)


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Compare each result with the target of its year and with the baseline."""
    if measured.plan_lost_thousands:
        return
    for result in measured.results:
        text, number = show(result.value), exact_value(result.value)
        if number is None or not result.value.IS_QUANTITY:
            continue
        sizes = measured.sizes(result)
        if meant := other_reading(text, number, sizes):
            references = " e ".join(show(value) for value in measured.references(result))
            planned = [exact_value(value) or Fraction(0) for value in measured.references(result)]
            message = (
                f"«{text}» è lontano da traguardo e valore di partenza ({references}): forse è «{meant}»"
            )
            yield Diagnostic(result.location, CODE, message + _lost_thousands(text, planned))


def _lost_thousands(text: str, others: Sequence[Fraction]) -> str:
    """The end of the message where the others may be wrong, and not the number with its thousands."""
    if "." in text and all(map(may_have_lost_thousands, others)):
        return ", o forse negli altri le migliaia si sono perse (un programma riscrive 12.000 come 12)"
    return ""


def _may_have_one_separator(value: Value | None) -> bool:
    """Whether a number has three decimals, or none and four to six digits: a test without formatting it."""
    number = numeric_value(value) if value is not None else None
    whole, _, decimals = str(number or 0).lstrip("-").partition(".")
    return len(decimals) == 3 or (not decimals and 4 <= len(whole) <= 6)


def _rows(values: Sequence[tuple[Path, Value]]) -> Iterator[tuple[Path, Value, list[Fraction]]]:
    """Each value with its path in the indicator, and the other non-zero numbers of its kind."""
    for path, value in values:
        if value.IS_QUANTITY:
            numbers = (
                exact_value(other)
                for its, other in values
                if its != path and kind_of(other) == kind_of(value)
            )
            yield path, value, [number for number in numbers if number]
