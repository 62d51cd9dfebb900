"""Il codice è di un ambito e l'obiettivo di un altro.

Le prime due coppie di cifre del codice sono quelle dell'ambito: chi cerca l'obiettivo dal codice lo
cercherebbe nel posto sbagliato.

Va bene, in un obiettivo::

    codice: 01_01_OS01
    ambito: 01_01

Non va bene, in un obiettivo::

    codice: 01_01_OS01
    ambito: 01_02
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "W304"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Compare the area code within the objective's code with the objective's area."""
    objective = context.objective
    form = context.code_forms.objective
    if objective is None or objective.area is None or form is None:
        return
    start = form.parts(objective.code).get("ambito")
    if start and start != objective.area.code:
        message = f"il codice è dell'ambito {start} e l'obiettivo è dell'ambito {objective.area.code}"
        yield Diagnostic(context.source_map.of(objective.code, "ambito"), CODE, message)
