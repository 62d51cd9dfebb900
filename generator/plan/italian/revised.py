"""Changes of revisions in Italian: which field, what it was and what it is."""

from generator.plan.indicator import Indicator
from generator.plan.model import Plan
from generator.plan.revision_changes import IN_FORCE, FieldChange

#: Fields whose names in the files are not those of the sentences.
_LABELS = {"entro": "termine"}


def field_in_words(change: FieldChange, indicator: Indicator) -> str:
    """`traguardo 2026`, `peso`, `traguardo 2026 di Anagrafe`, `termine di Avviso`."""
    if change.day:
        field = f"traguardo al {change.day:%d/%m/%Y}"
    else:
        name = change.field.rpartition("/")[2]
        field = f"traguardo {change.year}" if change.year else _LABELS.get(name, name)
    name = next((one.name for one in indicator.parts if one.id == change.part), "")
    return f"{field} di {name}" if name else field


def change_in_words(plan: Plan, change: FieldChange) -> str:
    """`B.1 Strade asfaltate, traguardo 2025: da 20 a 15`, `B.3: stralciato`."""
    if not change.indicator:
        return f"{change.objective}: {change.after}"
    indicator = plan.by_code[change.objective].indicator(change.indicator)
    subject = f"{change.objective} {indicator.name}"
    if change.field == IN_FORCE:
        return f"{subject}: {change.after}"
    return f"{subject}, {field_in_words(change, indicator)}: da {change.before or '—'} a {change.after}"
