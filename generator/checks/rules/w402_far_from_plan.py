"""Il valore rilevato è lontanissimo dal piano.

Quando un valore è cento volte più piccolo, o più grande, del traguardo e del valore di partenza, quasi
sempre manca o avanza il punto delle migliaia, o uno dei due è in migliaia. Si guardano i numeri da mille
in su; dove il piano ha un solo valore con cui confrontare la distanza è di cinquecento volte. Di un totale
dell'anno si tiene conto del giorno.

Va bene, nel file rilevazioni/2025-12-31.yml::

    01_02_OP01:
      spesa: 1.150.000 €

Non va bene, nel file rilevazioni/2025-12-31.yml::

    01_02_OP01:
      spesa: 1.150 €
"""

from collections.abc import Iterator

from generator.checks.measured import MeasuredIndicator, Result
from generator.checks.sizes import FAR, may_have_lost_thousands, other_reading, ratio
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Percentage, exact_value, show

CODE = "W402"

#: Ratio from which a result is far from a single value of the plan.
_FAR_FROM_ONE = 500
#: Thousands begin here: smaller numbers may well be a hundred times as large, as 3 complaints and 300.
_THOUSAND = 1000


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Compare each result with the target of its year and with the baseline."""
    if measured.plan_lost_thousands:
        return
    for result in measured.results:
        if message := _problem(measured, result):
            yield Diagnostic(result.location, CODE, message)


def _problem(measured: MeasuredIndicator, result: Result) -> str:
    number, sizes = exact_value(result.value), measured.sizes(result)
    # W309 and W403 look at percentages.
    if not number or not sizes or not result.value.IS_QUANTITY or isinstance(result.value, Percentage):
        return ""
    least = FAR if len(sizes) > 1 else _FAR_FROM_ONE
    if max(abs(number), *sizes) < _THOUSAND or any(ratio(number, size) < least for size in sizes):
        return ""
    if other_reading(show(result.value), number, sizes):
        # E309 reports it.
        return ""
    planned = " e ".join(show(value) for value in measured.references(result) if exact_value(value))
    is_small = abs(number) < min(sizes)
    how = "più piccolo" if is_small else "più grande"
    lost = ""
    if not is_small and all(map(may_have_lost_thousands, sizes)):
        lost = "; o forse nel piano le migliaia si sono perse (un programma riscrive 12.000 come 12)"
    return (
        f"«{show(result.value)}» è oltre cento volte {how} di quello che dice il piano ({planned}): "
        "controllare il punto delle migliaia, e che i valori non siano uno in migliaia e l'altro no"
        f"{lost}"
    )
