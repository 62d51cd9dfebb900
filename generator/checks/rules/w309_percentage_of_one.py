"""Una percentuale è scritta come parte di uno.

Chi scrive «1» o «0,8» dove l'unità è «%» intende quasi sempre il 100% o l'80%, e chi legge capisce l'1% o
lo 0,8%. Se il valore è davvero così piccolo, il segno «%» toglie il dubbio.

Va bene, in un indicatore::

    unita: "%"
    stato: {2024: 90%}
    target: {2025: 100%}

Non va bene, in un indicatore::

    unita: "%"
    stato: {2024: 90%}
    target: {2025: 1}

Non va bene, in un indicatore::

    unita: "%"
    stato: {2024: 90%}
    target: {2025: "0,8"}
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from generator.checks.context import RuleContext
from generator.checks.measured import MeasuredIndicator
from generator.checks.sizes import ratio
from generator.loading.diagnostics import Diagnostic
from generator.plan.numerals import show_numeral, trimmed
from generator.plan.values import Percentage, Value, show

CODE = "W309"

#: A result that is near the plan when read as a part of one, and that far when read as it is written.
_NEAR, _FAR = 2, 50
#: Ratio to the values of the plan from which a result without the sign is suspect.
_SMALLER = 10


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report values up to 1 % that are written without the percent sign."""
    for objective, indicator in context.indicators_and_parts:
        for path, value in context.values(indicator):
            if _is_bare(value):
                yield Diagnostic(context.location(objective, indicator, *path), CODE, _message(value))


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Report results up to 1 % where the plan has larger ones: with the sign only if the size says so."""
    for result in measured.results:
        value, sizes = result.value, measured.sizes(result)
        if not isinstance(value, Percentage) or not 0 < value.points <= 1:
            continue
        points = Fraction(value.points)
        bare = _is_bare(value) and all(ratio(points, size) >= _SMALLER for size in sizes)
        if bare or (sizes and all(_is_part_of_one(points, size) for size in sizes)):
            yield Diagnostic(result.location, CODE, _message(value))


def _is_bare(value: Value) -> bool:
    return isinstance(value, Percentage) and not value.sign and 0 < value.points <= 1


def _is_part_of_one(points: Fraction, size: Fraction) -> bool:
    return points < size and ratio(points, size) > _FAR and ratio(points * 100, size) < _NEAR


def _message(value: Value) -> str:
    number = value.numeric_value() or Decimal(0)
    written, meant = show_numeral(number), show_numeral(trimmed(number * 100))
    if isinstance(value, Percentage) and value.sign:
        remedy = f"scrivere «{meant}%» se è una parte di uno"
        return f"«{show(value)}» è un centesimo di quello che dice il piano: {remedy}"
    return (
        f"«{show(value)}» con l'unità «%» vuol dire {written}%: scrivere «{meant}%» se è una parte di uno, "
        f"«{written}%» se è proprio così"
    )
