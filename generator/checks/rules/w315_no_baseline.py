"""Manca il valore di partenza.

Senza sapere da dove si parte non si capisce se il traguardo è un passo avanti. Se il documento dice che il
valore non c'è, si scrive n.d. Un traguardo che è un testo non lo chiede: non c'è un valore da cui partire.

Va bene, in un indicatore::

    stato: {2024: n.d.}

Non va bene, in un indicatore::

    stato: {}
"""

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.loading.diagnostics import Diagnostic
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.units import TEXT, read_unit

CODE = "W315"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Report indicators without a baseline."""
    for mapping in context.indicator_mappings():
        offices = [row for _, row in mapping.table_of_mappings(BY_OFFICE)]
        if mapping.mapping_list(STEPS) or (offices and all(row.table("stato") for row in offices)):
            continue
        if _is_in_words(mapping):
            continue
        if not any(value.text for _, value in mapping.table("stato")) and "stato" not in mapping.wrong_type:
            of_year = f" del {context.baseline_year}" if context.baseline_year is not None else ""
            message = (
                f"manca il valore di partenza{of_year}: scriverlo, o n.d. se il documento dice che non c'è"
            )
            yield Diagnostic(mapping.location_of("stato"), CODE, message)


def _is_in_words(mapping: ValidatedMapping) -> bool:
    """Whether the targets are texts: of the indicator, or of each year by itself."""
    rows = [row.scalar("unita") for _, row in mapping.table_of_mappings("target")]
    own = bool(rows) and not mapping.table("target") and all(map(_is_text, rows))
    return own or _is_text(mapping.scalar("unita"))


def _is_text(unit: Scalar | None) -> bool:
    return unit is not None and read_unit(unit.text) == TEXT
