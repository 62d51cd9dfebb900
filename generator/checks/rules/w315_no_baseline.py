"""Manca il valore di partenza.

Senza sapere da dove si parte non si capisce se il traguardo è un passo avanti. Se il documento dice che il
valore non c'è, si scrive n.d.

Va bene, in un indicatore::

    stato: {2024: n.d.}

Non va bene, in un indicatore::

    stato: {}
"""

from collections.abc import Iterator

from generator.checks.rule_context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "W315"


def check(material: RuleContext) -> Iterator[Diagnostic]:
    """Look for indicators whose baseline is an empty cell."""
    for record in material.indicator_records():
        if not any(value.text for _, value in record.table("stato")) and "stato" not in record.misshapen:
            of_year = f" del {material.baseline_year}" if material.baseline_year is not None else ""
            message = (
                f"manca il valore di partenza{of_year}: scriverlo, o n.d. se il documento dice che non c'è"
            )
            yield Diagnostic(record.place_of("stato"), CODE, message)
