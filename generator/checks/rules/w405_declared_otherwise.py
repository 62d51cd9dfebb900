"""Il grado dichiarato da chi valuta non è quello che si calcola dal valore.

La pagina mostra tutti e due, e l'esito viene dal grado calcolato. Se è giusto quello dichiarato, sono
sbagliati il valore, il traguardo, la condizione o il metodo in `piano.yml`. Si confrontano i decimali che
sono scritti: 83% va bene per 83,3%.

Va bene, nel file rilevazioni/2025-12-31.yml::

    01_01_OS01:
      desk: {valore: 6, grado_dichiarato: 75%, motivo_scostamento: due sportelli chiusi per lavori}

Non va bene, nel file rilevazioni/2025-12-31.yml::

    01_01_OS01:
      desk: {valore: 6, grado_dichiarato: 90%, motivo_scostamento: due sportelli chiusi per lavori}
"""

from collections.abc import Iterator

from generator.checks.verdicts import LocatedVerdict
from generator.loading.diagnostics import Diagnostic
from generator.plan.italian.declared import beside_in_words
from generator.plan.scoring.declared import declared_beside, declared_beside_parts

CODE = "W405"


def check_verdict(verdict: LocatedVerdict) -> Iterator[Diagnostic]:
    """Report what was declared otherwise than it was computed, of the whole and of each part."""
    whole = declared_beside(verdict.assessment)
    for one in (*((whole,) if whole else ()), *declared_beside_parts(verdict.assessment)):
        if one.differs:
            of_part = f" di «{one.part}»" if one.part else ""
            said = beside_in_words(one, verdict.policy)
            message = f"dichiarato{of_part}: {said}; controllare quale è giusto"
            yield Diagnostic(verdict.location_of_declared(one.part), CODE, message)
