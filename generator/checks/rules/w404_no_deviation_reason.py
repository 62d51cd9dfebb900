"""L'anno è concluso, il traguardo non è raggiunto, e manca il motivo dello scostamento.

La relazione sulla performance deve dire gli scostamenti e perché ci sono stati (art. 10 del D.Lgs.
150/2009). Si chiede solo di un esito definitivo: finché una rilevazione dell'anno può cambiarlo non c'è
nulla da spiegare.

Va bene, nel file rilevazioni/2025-12-31.yml::

    01_01_OS01:
      desk: {valore: 5, motivo_scostamento: due sportelli sono stati chiusi per lavori}

Non va bene, nel file rilevazioni/2025-12-31.yml::

    01_01_OS01:
      desk: 5
"""

from collections.abc import Iterator

from generator.checks.verdicts import LocatedVerdict
from generator.loading.diagnostics import Diagnostic
from generator.plan.italian.aggregates import degree_of
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.policy import FINAL, Status

CODE = "W404"


def check_verdict(verdict: LocatedVerdict) -> Iterator[Diagnostic]:
    """Ask for the reason of a final verdict other than «raggiunto» in a closed year."""
    found, rate = verdict.assessment, verdict.assessment.achievement_rate
    missed = found.status in FINAL and found.status is not Status.ACHIEVED
    if rate is None or not (verdict.is_over and found.is_final and missed) or _has_reason(verdict):
        return
    label, degree = verdict.policy.label(found.status), degree_of(rate, verdict.policy)
    message = (
        f"il {found.year} è concluso e l'esito è «{label}» (grado {degree}): dire perché, {_remedy(verdict)}"
    )
    yield Diagnostic(verdict.location, CODE, message)


def _remedy(verdict: LocatedVerdict) -> str:
    """Where to write the reason: beside the value, or how to write it if the value stands alone."""
    last = verdict.measured[-1]
    if last.mapping is not None:
        field = next(name for name in ("valore", STEPS, BY_OFFICE) if name in last.mapping.keys)
        return f"in «motivo_scostamento» accanto a «{field}»"
    return f"scrivendo «{last.measurement.indicator}: {{valore: …, motivo_scostamento: …}}»"


def _has_reason(verdict: LocatedVerdict) -> bool:
    """Whether there is a reason beside the result that counts; of parts, beside one of any day."""
    found = verdict.assessment
    measurements = found.history if found.parts else (found.measurement,)
    return any(one.deviation_reason for one in measurements if one)
