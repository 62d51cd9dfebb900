"""La percentuale rilevata supera il 100%, e quelle del piano no.

Una parte di un tutto non supera il 100%: quasi sempre si è persa la virgola. Se la percentuale può
superarlo (una crescita, un confronto con l'anno prima) l'avviso si accetta accanto al valore. Fino a una
volta e mezza il traguardo e il valore di partenza il valore passa.

Va bene, nel file rilevazioni/2025-12-31.yml::

    01_02_OP01:
      incasso: 85,0%

Non va bene, nel file rilevazioni/2025-12-31.yml::

    01_02_OP01:
      incasso: 850%
"""

from collections.abc import Iterator

from generator.checks.measured import MeasuredIndicator
from generator.loading.diagnostics import Diagnostic
from generator.plan.values import Percentage, show

CODE = "W403"

#: A result may be better than the plan: 102 % of what was to be collected is no mistake.
_BETTER = 3, 2


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """Compare each percentage with the target of its year and with the baseline."""
    for result in measured.results:
        value, references = result.value, measured.references(result)
        if not isinstance(value, Percentage) or value.points <= 100 or not references:
            continue
        planned = [one.points for one in references if isinstance(one, Percentage)]
        times, of = _BETTER
        if max(planned) <= 100 and value.points * of > max(planned) * times:
            shown = " e ".join(show(one) for one in references)
            message = (
                f"«{show(value)}» supera il 100%, e il piano no ({shown}): controllare la virgola, o "
                "accettarlo in «eccezioni» se questa percentuale può superarlo"
            )
            yield Diagnostic(result.location, CODE, message)
