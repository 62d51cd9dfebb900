"""Manca la condizione.

Senza «almeno», «al massimo», «pari a» o «entro» non si può dire se il traguardo è raggiunto. Un sì/no, un
testo e una scala non la chiedono: senza condizione vale «pari a». Né la chiede chi scrive «verso»: il
documento dice solo se il valore deve aumentare o diminuire, e un esito non c'è.

Va bene, in un indicatore::

    condizione: almeno

Non va bene, in un indicatore::

    condizione:
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.loading.validation import ValidatedMapping
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.units import read_unit

CODE = "W314"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report indicators without a condition."""
    steps = (step for one in context.indicator_mappings() for step in one.mapping_list(STEPS))
    with_value = (step for step in steps if "target" in step.tables and "entro" not in step.keys)
    for mapping in (*context.indicator_mappings(), *with_value):
        if mapping.scalar("condizione") or "condizione" in mapping.wrong_type or _has_own(mapping):
            continue
        if mapping.mapping_list(STEPS) and "target" not in mapping.keys:
            continue
        unit = mapping.scalar("unita")
        implied = unit is not None and read_unit(unit.text).definition.implied
        if not (implied or mapping.list("scala") or mapping.scalar("verso")):
            message = "manca la condizione: scrivere «almeno», «al massimo», «pari a» o «entro»"
            yield Diagnostic(mapping.location_of("condizione"), CODE, message)


def _has_own(mapping: ValidatedMapping) -> bool:
    """Whether every target has a condition of its own, or every office."""
    offices = mapping.table_of_mappings(BY_OFFICE)
    if offices and all(row.scalar("condizione") for _, row in offices):
        return True
    rows = mapping.table_of_mappings("target")
    return bool(rows) and not mapping.table("target") and all(row.scalar("condizione") for _, row in rows)
