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
from generator.loading.readers.parts import part_mappings
from generator.loading.source_map import part_id
from generator.loading.validation import ValidatedMapping
from generator.plan.indicator import Indicator

CODE = "W333"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report differences without a base."""
    written = {mapping.text("id"): mapping for mapping in context.indicator_mappings()}
    for objective, whole in context.indicators():
        for path, mapping, indicator in _with_targets(whole, written.get(whole.id)):
            for year, target in indicator.relative_targets.items():
                base_year = target.base_year(year)
                # A value that could not be read has its own finding.
                if target.base is not None or _is_unread(mapping, indicator, base_year):
                    continue
                message = (
                    f"{target.missing_base(year)}: scrivere quello del {base_year}, o l'esito sarà "
                    "«non valutabile»"
                )
                location = context.source_map.of(objective.code, path, "target", str(year))
                yield Diagnostic(location, CODE, message)


def _with_targets(
    whole: Indicator, mapping: ValidatedMapping | None
) -> Iterator[tuple[str, ValidatedMapping | None, Indicator]]:
    """The indicator and the parts whose differences have a base of their own, each with its path.

    What every office lacks is reported once, and what each of them has is not missing. Of a revision there is
    no `mapping`, which is in the plan's file.
    """
    rows = dict(part_mappings(mapping)) if mapping else {}
    parts = [one for one in whole.parts if whole.has_steps or one.relative_targets != whole.relative_targets]
    if len(parts) < len(whole.parts) or not parts:
        yield whole.id, mapping, whole
    for part in parts:
        yield part_id(whole.id, part.id), rows.get(part.id), part


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
