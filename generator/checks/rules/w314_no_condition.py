"""Manca la condizione.

Senza «almeno», «al massimo», «pari a» o «entro» non si può dire se il traguardo è raggiunto. Un sì/no non la
chiede: senza condizione vale «pari a».

Va bene, in un indicatore::

    condizione: almeno

Non va bene, in un indicatore::

    condizione:
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.loading.validation import ValidatedMapping
from generator.plan.units import read_unit

CODE = "W314"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report indicators without a condition."""
    for mapping in context.indicator_mappings():
        if mapping.scalar("condizione") or "condizione" in mapping.wrong_type or _has_own(mapping):
            continue
        unit = mapping.scalar("unita")
        if unit is None or read_unit(unit.text).definition.implied is None:
            message = "manca la condizione: scrivere «almeno», «al massimo», «pari a» o «entro»"
            yield Diagnostic(mapping.location_of("condizione"), CODE, message)


def _has_own(mapping: ValidatedMapping) -> bool:
    """Whether every target has a condition of its own."""
    rows = mapping.table_of_mappings("target")
    return bool(rows) and not mapping.table("target") and all(row.scalar("condizione") for _, row in rows)
