"""Manca il traguardo del primo anno.

Un piano promette almeno per il suo primo anno. Se il documento non dà un valore, si scrive n.d. Un traguardo
con il suo giorno (`entro`) basta da solo.

Va bene, in un indicatore::

    target: {2025: n.d., 2026: 9}

Non va bene, in un indicatore::

    target: {2026: 9}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic

CODE = "E308"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report indicators without a target, readable or not, for the first year.

    What a revision adds has targets from its own year on.
    """
    if not context.years or "" in context.added:
        return
    first = str(context.years[0])
    for mapping in context.indicator_mappings():
        targets = mapping.table_values("target")
        rows = mapping.table_of_mappings("target")
        is_added = mapping.text("id") in context.added
        if is_added or "target" in mapping.wrong_type or any(row.scalar("entro") for _, row in rows):
            continue
        if targets and not any(year.text == first and value.text for year, value in targets):
            message = f"manca il traguardo del {first}, il primo anno del piano: scriverlo, o n.d. se non c'è"
            yield Diagnostic(mapping.location_of("target"), CODE, message)
