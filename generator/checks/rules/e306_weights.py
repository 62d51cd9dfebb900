"""I pesi degli indicatori non sommano a 100.

Il risultato di un obiettivo è la media dei suoi indicatori secondo i pesi: se non sommano a 100 ne manca
uno, o ce n'è uno di troppo. Ogni peso può essere arrotondato, e si tollera mezza unità della sua ultima
cifra: 0,5 punti per «33%», 0,05 per «33,3%». Se sbaglia l'atto approvato, si accetta in `eccezioni`. Pesi
dati in punti (`pesi: punti` in piano.yml) possono avere qualunque somma.

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

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.plan.italian.phrases import Noun
from generator.plan.numerals import half_unit, show_numeral
from generator.plan.values import Percentage

CODE = "E306"
#: Its diagnostics may be suppressed in `eccezioni`: the act itself may be wrong.
ACCEPTABLE = True

_POINTS = Noun("punto", "punti")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Add up the percentages of the objective, if all of them could be read."""
    mapping = context.mapping
    indicators = context.objective.indicators if context.objective else ()
    count = len(indicators)
    if not count or count < len(context.indicator_mappings()) or "indicatori" in mapping.wrong_type:
        return
    if not all(isinstance(one.weight, Percentage) for one in indicators):
        return
    # Those that a revision adds count from its day on, with the weights that it gives to the others.
    approved = [one.weight for one in indicators if one.id not in context.added]
    weights = [weight for weight in approved if isinstance(weight, Percentage)]
    if not weights:
        return
    total = sum((weight.points for weight in weights), Decimal(0))
    missing = 100 - total
    tolerance = sum((half_unit(weight.points) for weight in weights), Decimal(0))
    if abs(missing) > tolerance:
        points = _POINTS.counted(_shown(abs(missing)), abs(missing))
        allowed = _POINTS.counted(_shown(tolerance), tolerance)
        one = abs(missing) == 1
        lacking, surplus = ("manca", "c'è") if one else ("mancano", "ci sono")
        wrong = f"{lacking} {points}" if missing > 0 else f"{surplus} {points} di troppo"
        message = (
            f"i pesi sommano a {_shown(total)}%: {wrong} (arrotondando ci si scosta al più di {allowed}); "
            f"{_remedy(weights)}"
        )
        yield Diagnostic(mapping.location_of("indicatori"), CODE, message)


def _remedy(weights: Sequence[Percentage]) -> str:
    """What to do; a weight may have been written as a part of one, or all of them in points."""
    if not any(weight.sign for weight in weights):
        return "se l'atto li dà in punti, scrivere «pesi: punti» in piano.yml, altrimenti correggerli"
    points = [weight.points for weight in weights]
    parts = [weight for weight in points if 0 < weight < 1]
    if parts and sum(points, Decimal(0)) + 99 * sum(parts, Decimal(0)) == 100:
        one = parts[0]
        return f"«{_shown(one)}» vuol dire {_shown(one)}%: scrivere «{_shown(one * 100)}%»"
    return "correggere il peso sbagliato, o accettarlo in «eccezioni» se l'atto dice così"


def _shown(number: Decimal) -> str:
    text = show_numeral(number)
    return text.rstrip("0").rstrip(",") if "," in text else text
