"""La formula è quasi uguale a un'altra, tranne che per una parola.

«Risorse stanziate», «risorse stanziati», «risorse stanziare»: è lo stesso indicatore scritto in modi
diversi, o un errore di battitura. Chi confronta i dati li prende per indicatori diversi.

Va bene, negli indicatori::

    - id: risorse
      formula: Risorse utilizzate / risorse stanziate a budget
    - id: risorse-2
      formula: Risorse utilizzate / risorse stanziate a budget

Non va bene, negli indicatori::

    - id: risorse
      formula: Risorse utilizzate / risorse stanziate a budget
    - id: risorse-2
      formula: Risorse utilizzate / risorse stanziati a budget
"""

from collections.abc import Iterator

from generator.checks.context import CrossRuleContext
from generator.checks.formula_variants import find_variants
from generator.loading.diagnostics import Diagnostic

CODE = "W313"


def compare(context: CrossRuleContext) -> Iterator[Diagnostic]:
    """Report formulas that differ slightly, in one word, from a more frequent one."""
    for variant in find_variants(context.formulas):
        message = (
            f"la formula è uguale a quella di {variant.usual.objective}, tranne che per una parola: "
            f"qui «{variant.word}», là «{variant.usual_word}»"
        )
        yield Diagnostic(variant.odd.location, CODE, message)
