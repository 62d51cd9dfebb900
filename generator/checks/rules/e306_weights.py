"""I pesi degli indicatori non sommano a 100.

Il risultato di un obiettivo è la media dei suoi indicatori secondo i pesi: se non sommano a 100 ne manca
uno, o ce n'è uno di troppo. Per gli arrotondamenti si tollerano 0,05 punti per ogni indicatore.

Va bene, negli indicatori::

    - id: desk
      peso: 33,3%
    - id: corsi
      peso: 33,3%
    - id: incontri
      peso: 33,3%

Non va bene, negli indicatori::

    - id: desk
      peso: 40%
    - id: corsi
      peso: 40%
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.numerals import show_numeral

CODE = "E306"

_TOLERANCE_EACH = Decimal("0.05")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Add up the weights of the objective, if all of them could be read."""
    mapping = context.mapping
    indicators = context.objective.indicators if context.objective else ()
    count = len(indicators)
    if not count or count < len(context.indicator_mappings()) or "indicatori" in mapping.wrong_type:
        return
    total = sum((indicator.weight.points for indicator in indicators), Decimal(0))
    missing = 100 - total
    tolerance = _TOLERANCE_EACH * count
    if abs(missing) > tolerance:
        points = f"{_shown(abs(missing))} punti"
        wrong = f"mancano {points}" if missing > 0 else f"ci sono {points} di troppo"
        how_many = "un indicatore" if count == 1 else f"{count} indicatori"
        message = (
            f"i pesi sommano a {_shown(total)}%: {wrong} (con {how_many} se ne tollerano {_shown(tolerance)})"
        )
        yield Diagnostic(mapping.location_of("indicatori"), CODE, message)


def _shown(number: Decimal) -> str:
    text = show_numeral(number)
    return text.rstrip("0").rstrip(",") if "," in text else text
