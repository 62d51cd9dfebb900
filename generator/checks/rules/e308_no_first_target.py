"""Manca il traguardo del primo anno.

Un piano promette almeno per il suo primo anno. Se il documento non dà un valore, si scrive n.d.

Va bene, in un indicatore::

    target: {2025: n.d., 2026: 9}

Non va bene, in un indicatore::

    target: {2026: 9}
"""

from collections.abc import Iterator

from generator.checks.rule_context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "E308"


def check(material: RuleContext) -> Iterator[Diagnostic]:
    """Look for the first year among the years that have a target, readable or not."""
    if not material.years:
        return
    first = str(material.years[0])
    for record in material.indicator_records():
        targets = record.table("target")
        if "target" in record.misshapen:
            continue
        if targets and not any(year.text == first and value.text for year, value in targets):
            message = f"manca il traguardo del {first}, il primo anno del piano: scriverlo, o n.d. se non c'è"
            yield Diagnostic(record.place_of("target"), CODE, message)
