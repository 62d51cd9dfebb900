"""Manca la condizione.

Senza «almeno», «al massimo», «pari a» o «entro» non si può dire se il traguardo è raggiunto.

Va bene, in un indicatore::

    condizione: almeno

Non va bene, in un indicatore::

    condizione:
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "W314"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report indicators without a condition."""
    for mapping in context.indicator_mappings():
        if not mapping.scalar("condizione") and "condizione" not in mapping.wrong_type:
            message = "manca la condizione: scrivere «almeno», «al massimo», «pari a» o «entro»"
            yield Diagnostic(mapping.location_of("condizione"), CODE, message)
