"""Il traguardo è una differenza da un valore che non c'è.

Senza il valore da cui si parte il traguardo non si può calcolare, e l'esito è «non valutabile». Se il valore
si saprà da una rilevazione, o il documento non lo dà, l'avviso si accetta.

Va bene, in un indicatore::

    stato: {2024: 1.150}
    target: {2025: {valore: -10%, rispetto_a: 2024}}

Non va bene, in un indicatore::

    stato: {2024: n.d.}
    target: {2025: {valore: -10%, rispetto_a: 2024}}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.loading.validation import ValidatedMapping
from generator.plan.indicator import Indicator

CODE = "W333"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report differences without a base."""
    written = {mapping.text("id"): mapping for mapping in context.indicator_mappings()}
    for objective, indicator in context.indicators():
        for year, target in indicator.relative_targets.items():
            base_year = target.base_year(year)
            # A value that could not be read has its own finding.
            if target.base is None and not _is_unread(written.get(indicator.id), indicator, base_year):
                message = (
                    f"{target.missing_base(year)}: scrivere quello del {base_year}, o l'esito sarà "
                    "«non valutabile»"
                )
                yield Diagnostic(context.location(objective, indicator, "target", str(year)), CODE, message)


def _is_unread(mapping: ValidatedMapping | None, indicator: Indicator, year: int) -> bool:
    """Whether a value of a year is written that could not be read; of a revision the plan's file says it."""
    if mapping is None:
        return False
    rows = (*mapping.table_values("stato"), *mapping.table_values("target"))
    is_written = any(key.text == str(year) and value.text for key, value in rows)
    return is_written and year not in {
        *indicator.values_before(0),
        *indicator.targets,
        *indicator.relative_targets,
    }
