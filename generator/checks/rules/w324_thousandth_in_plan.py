"""Un valore del piano è un millesimo degli altri.

Se il valore di partenza è 1.150.000 e il traguardo 999, quasi sempre le migliaia si sono perse: un
programma che riscrive il file fa di «999.000» 999, e una cella in migliaia si copia com'è.

Va bene, in un indicatore::

    stato: {2024: 1.150.000}
    target: {2025: 999.000}

Non va bene, in un indicatore::

    stato: {2024: 1.150.000}
    target: {2025: 999}
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.checks.context import RuleContext
from generator.checks.sizes import FAR, NEAR, is_thousandth, may_have_lost_thousands, other_reading, ratio
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Percentage, Value, exact_value, show

CODE = "W324"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Compare each whole number below a thousand with the other values of its kind."""
    for objective, indicator in context.indicators_and_parts:
        values = list(context.values(indicator))
        numbers = [abs(number) for _, value in values if (number := _number(value))]
        if not numbers or max(numbers) < FAR * min(numbers):
            continue
        for path, value in values:
            if large := _thousand_times(value, [other for its, other in values if its != path]):
                message = (
                    f"«{show(value)}» è un millesimo di «{show(large)}»: forse è in migliaia o un programma "
                    "ha riscritto il file e le migliaia si sono perse; confrontarlo con il documento"
                )
                yield Diagnostic(context.location(objective, indicator, *path), CODE, message)


def _thousand_times(value: Value, others: Sequence[Value]) -> Value | None:
    """A value that is a thousand times another, unless one in between says that they do differ so much."""
    small = _number(value)
    if not small or not may_have_lost_thousands(small):
        return None
    numbers = [
        (other, number) for other in others if type(other) is type(value) and (number := _number(other))
    ]
    large = [(other, number) for other, number in numbers if is_thousandth(small, number)]
    rest = [number for other, number in numbers if not is_thousandth(small, number)]
    # Others may have lost their thousands too.
    if not large or not all(ratio(small, one) < NEAR and may_have_lost_thousands(one) for one in rest):
        return None
    # E309 reports a number with one separator that all the others make suspect.
    suspects = (other_reading(show(other), number, [small, *rest]) for other, number in large)
    return None if len(large) == 1 and any(suspects) else large[0][0]


def _number(value: Value) -> Fraction | None:
    """The number of a quantity; percentages are not counted in thousands."""
    return exact_value(value) if value.IS_QUANTITY and not isinstance(value, Percentage) else None
