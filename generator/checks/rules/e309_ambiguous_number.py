"""Il numero si può leggere in due modi.

«1,050» è poco più di uno, «1.050» è mille e cinquanta: quando gli altri valori dello stesso indicatore sono
mille volte più grandi, o più piccoli, uno dei due segni è sbagliato.

Va bene, in un indicatore::

    stato: {2024: 1.399}
    target: {2025: 1.050}

Non va bene, in un indicatore::

    stato: {2024: 1.399}
    target: {2025: "1,050"}
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Value, kind_of, numeric_value, show

CODE = "E309"
#: Its diagnostics may be suppressed in `eccezioni`.
ACCEPTABLE = True

Path = tuple[str, str]

_ONE_SEPARATOR = re.compile(r"[^0-9]*[0-9]{1,3}([.,])[0-9]{3}[^0-9]*")
_FAR = 100
_NEAR = 10


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Compare each number with one separator and three digits after it with the others of its indicator."""
    for objective, indicator in context.indicators():
        if not any(map(_may_have_one_separator, (indicator.baseline, *indicator.targets.values()))):
            continue
        for path, value, others in _rows(list(context.values(indicator))):
            text = show(value)
            match = _ONE_SEPARATOR.fullmatch(text)
            number = numeric_value(value)
            if not match or not number or not others:
                continue
            factor = Decimal(1000) if match[1] == "," else Decimal("0.001")
            if all(
                _ratio(number, other) > _FAR and _ratio(number * factor, other) < _NEAR for other in others
            ):
                meant = text.replace(match[1], "." if match[1] == "," else ",")
                message = f"«{text}» è lontano dagli altri valori dell'indicatore: forse è «{meant}»"
                yield Diagnostic(context.location(objective, indicator, *path), CODE, message)


def _may_have_one_separator(value: Value | None) -> bool:
    """Whether a number has three decimals, or none and four to six digits: a test without formatting it."""
    number = numeric_value(value) if value is not None else None
    whole, _, decimals = str(number or 0).lstrip("-").partition(".")
    return len(decimals) == 3 or (not decimals and 4 <= len(whole) <= 6)


def _rows(values: Sequence[tuple[Path, Value]]) -> Iterator[tuple[Path, Value, list[Decimal]]]:
    """Each value with its path in the indicator, and the other non-zero numbers of its kind."""
    for path, value in values:
        if value.IS_QUANTITY:
            numbers = (
                numeric_value(other)
                for its, other in values
                if its != path and kind_of(other) == kind_of(value)
            )
            yield path, value, [number for number in numbers if number]


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    """The ratio of the larger to the smaller absolute value; both are not zero."""
    small, large = sorted((abs(one), abs(other)))
    return large / small
