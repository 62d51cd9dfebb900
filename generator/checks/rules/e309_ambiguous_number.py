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

from generator.checks.rule_context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Value, kind_of, numeric_value, show

CODE = "E309"
#: A body may have its reasons, and says them in `eccezioni`.
ACCEPTABLE = True

Path = tuple[str, str]

_ONE_SEPARATOR = re.compile(r"[^0-9]*[0-9]{1,3}([.,])[0-9]{3}[^0-9]*")
_FAR = 100
_NEAR = 10


def check(material: RuleContext) -> Iterator[Diagnostic]:
    """Set each figure with one separator and three digits after it against the others of its row."""
    for objective, indicator in material.indicators():
        if not any(map(_may_have_one_separator, (indicator.baseline, *indicator.targets.values()))):
            continue
        for path, value, others in _rows(list(material.values(indicator))):
            text = show(value)
            match = _ONE_SEPARATOR.fullmatch(text)
            figure = numeric_value(value)
            if not match or not figure or not others:
                continue
            factor = Decimal(1000) if match[1] == "," else Decimal("0.001")
            if all(
                _ratio(figure, other) > _FAR and _ratio(figure * factor, other) < _NEAR for other in others
            ):
                meant = text.replace(match[1], "." if match[1] == "," else ",")
                message = f"«{text}» è lontano dagli altri valori dell'indicatore: forse è «{meant}»"
                yield Diagnostic(material.place(objective, indicator, *path), CODE, message)


def _may_have_one_separator(value: Value | None) -> bool:
    """Whether a figure has three decimals, or none and four to six digits: few need to be written out."""
    figure = numeric_value(value) if value is not None else None
    whole, _, decimals = str(figure or 0).lstrip("-").partition(".")
    return len(decimals) == 3 or (not decimals and 4 <= len(whole) <= 6)


def _rows(values: Sequence[tuple[Path, Value]]) -> Iterator[tuple[Path, Value, list[Decimal]]]:
    """Each value with its place in the indicator, and the other figures of its kind."""
    for path, value in values:
        if value.IS_QUANTITY:
            figures = (
                numeric_value(other)
                for its, other in values
                if its != path and kind_of(other) == kind_of(value)
            )
            yield path, value, [figure for figure in figures if figure]


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    """How many times the larger is the smaller, without regard to sign; both are not zero."""
    small, large = sorted((abs(one), abs(other)))
    return large / small
