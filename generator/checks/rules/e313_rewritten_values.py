"""I valori dicono che un programma ha riscritto il file.

Se le ore degli altri valori sono 30:30 e 36:00, «2160» è «36:00» in minuti; se tutti i valori rilevati
sono mille volte quelli del piano, dal piano si sono perse le migliaia. Un programma che non conosce le
regole di questi file li cambia così quando li salva.

Va bene, in un indicatore::

    unita: h
    condizione: almeno
    stato: {2024: "30:30"}
    target: {2025: "36:00"}

Non va bene, in un indicatore::

    unita: h
    condizione: almeno
    stato: {2024: "30:30"}
    target: {2025: 2160}
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from generator.checks.context import RuleContext
from generator.checks.measured import MeasuredIndicator
from generator.checks.sizes import ratio
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Hours, Value, show

CODE = "E313"
#: Its diagnostics may be suppressed in `eccezioni`.
ACCEPTABLE = True

_REMEDY = "rimettere il file di prima, e rifare a mano la modifica"
#: A week of 36 hours may become one of 12 or of 108, not one of 2160.
_NEAR_HOURS, _FAR_HOURS = 3, 20


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Compare hours written as a number with those of the indicator written as hours and minutes.

    In a file that a program seems to have rewritten, all of them may be minutes.
    """
    for objective, indicator in context.indicators_and_parts:
        values = list(context.values(indicator))
        clocks = _clocks(value for _, value in values)
        for path, value in values:
            meant = _as_clock(value, clocks)
            if not meant and not clocks and context.has_sorted_fields:
                meant = _as_minutes(value)
            if meant:
                yield Diagnostic(
                    context.location(objective, indicator, *path), CODE, _of_hours(show(value), meant)
                )


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Compare the results with the plan: thousands that got lost, hours that became a number."""
    indicator, results = measured.indicator, measured.results
    planned = [value for value in (indicator.baseline, *indicator.targets.values()) if value is not None]
    if measured.plan_lost_thousands:
        quantities = [value for value in planned if value.IS_QUANTITY]
        shown = ", ".join(show(value) for value in quantities)
        found = ", ".join(show(result.value) for result in results)
        message = (
            f"i valori rilevati ({found}) sono mille volte quelli del piano ({shown}): "
            f"forse un programma ha riscritto il file, e le migliaia si sono perse; {_REMEDY}"
        )
        yield Diagnostic(measured.target_location, CODE, message)
    clocks = _clocks(planned)
    for result in results:
        if meant := _as_clock(result.value, clocks):
            yield Diagnostic(result.location, CODE, _of_hours(show(result.value), meant))
    measured_clocks = _clocks(result.value for result in results)
    for value in indicator.targets.values():
        if not clocks and (meant := _as_clock(value, measured_clocks)):
            yield Diagnostic(measured.target_location, CODE, _of_hours(show(value), meant))
            return


def _clocks(values: Iterable[Value]) -> list[Fraction]:
    """The lengths of time that were written as hours and minutes, in hours."""
    return [
        value.exact_value() for value in values if isinstance(value, Hours) and value.clock and value.amount
    ]


def _as_clock(value: Value, clocks: Sequence[Fraction]) -> str:
    """Hours and minutes that a program may have turned into that number; empty if it is near the others."""
    if not isinstance(value, Hours) or not clocks:
        return ""
    number = value.exact_value()
    far = all(number and ratio(number, one) > _FAR_HOURS for one in clocks)
    near = all(number and ratio(number / 60, one) < _NEAR_HOURS for one in clocks)
    return _as_minutes(value) if far and near else ""


def _as_minutes(value: Value) -> str:
    """Hours and minutes of which that number is the minutes; empty if it cannot be."""
    if not isinstance(value, Hours) or value.clock:
        return ""
    if value.amount < 60 or value.exact_value().denominator > 1:
        return ""
    return show(Hours(value.amount, clock=True))


def _of_hours(text: str, meant: str) -> str:
    return f"«{text}» ore è troppo: forse un programma ha riscritto il file, e c'era «{meant}»; {_REMEDY}"
