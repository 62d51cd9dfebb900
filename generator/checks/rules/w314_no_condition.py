"""Manca la condizione.

Senza «almeno», «al massimo», «pari a» o «entro» non si può dire se il traguardo è raggiunto.

Va bene, in un indicatore::

    condizione: almeno

Non va bene, in un indicatore::

    condizione:
"""

from collections.abc import Iterator

from generator.checks.rule_context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "W314"


def check(material: RuleContext) -> Iterator[Diagnostic]:
    """Look for indicators without a condition."""
    for record in material.indicator_records():
        if not record.filled("condizione") and "condizione" not in record.misshapen:
            message = "manca la condizione: scrivere «almeno», «al massimo», «pari a» o «entro»"
            yield Diagnostic(record.place_of("condizione"), CODE, message)
