"""Reader of one result: a value, or the results of the parts of an indicator."""

from collections.abc import Collection
from datetime import date

from generator.loading.diagnostics import Diagnostics, enumeration, suggestion
from generator.loading.readers.fields import OR_NOT_AVAILABLE, value_of
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.indicator import Indicator
from generator.plan.measurement import DECLARED_RATES, Declaration, NotYet, PartResults, Result
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.policy import MEASURED, Status
from generator.plan.values import Day, NotAvailable, Percentage, comparable, kind_of

NOT_YET = "non ancora"
#: Statuses that can be declared, by their words.
_STATUSES = {status.value: status for status in Status if status in MEASURED}
_NOTHING = Declaration()


def wants_parts(indicator: Indicator) -> str:
    """What to write for an indicator that is measured in parts."""
    name = STEPS if indicator.has_steps else BY_OFFICE
    first = indicator.parts[0]
    value = "non ancora" if indicator.has_steps and first.unit == units.DATE else "…"
    example = f"{name}: {{{first.id}: {value}}}"
    what = "fase" if indicator.has_steps else "ufficio"
    return f"«{indicator.id}» si rileva {what} per {what}: scrivere «{example}»"


def read_results(
    mapping: ValidatedMapping,
    former: Result | None,
    indicator: Indicator,
    day: date,
    diagnostics: Diagnostics,
) -> Result | None:
    """The value of a result or of a correction; the parts that a correction leaves out are as before."""
    scalar = mapping.scalar("valore")
    if indicator.parts and scalar:
        diagnostics.add(mapping.location_of("valore"), "E339", wants_parts(indicator))
        return None
    name = STEPS if indicator.has_steps else BY_OFFICE
    for other in (STEPS, BY_OFFICE):
        if other in mapping.keys and (not indicator.parts or other != name):
            remedy = wants_parts(indicator) if indicator.parts else "scriverne il valore in «valore»"
            message = f"«{indicator.id}» nel piano non ha «{other}»: {remedy}"
            diagnostics.add(mapping.location_of(other), "E339", message)
            return None
    if not indicator.parts:
        return read_value_of(scalar, indicator, day, diagnostics) if scalar else None
    return _read_parts(mapping, name, former, indicator, day, diagnostics)


def _read_parts(
    mapping: ValidatedMapping,
    name: str,
    former: Result | None,
    indicator: Indicator,
    day: date,
    diagnostics: Diagnostics,
) -> PartResults | None:
    """The results of the parts in a field, in the order of the plan."""
    parts = {part.id: part for part in indicator.parts}
    found = dict(former.results) if isinstance(former, PartResults) else {}
    declared: dict[str, Declaration] = {}
    rows = dict(mapping.table_of_mappings(name))
    for key, value in mapping.table_values(name):
        part = parts.get(key.text)
        if part is None:
            diagnostics.add(key.location, "E339", unknown_part(key.text, indicator, parts))
        elif value.text:
            result = read_value_of(value, part, day, diagnostics)
            if result is not None and not isinstance(result, PartResults):
                found[part.id] = result
                if key in rows:
                    declared[part.id] = read_declared(rows[key], diagnostics)
    results = tuple((part, found[part]) for part in parts if part in found)
    of_parts = tuple((part, declared[part]) for part in parts if declared.get(part, _NOTHING) != _NOTHING)
    return PartResults(name, results, of_parts) if results else None


def read_declared(mapping: ValidatedMapping, diagnostics: Diagnostics) -> Declaration:
    """What who evaluates declares of a result: it counts where it cannot be computed."""
    degree, status = mapping.scalar("grado_dichiarato"), mapping.scalar("esito")
    share = value_of(degree, units.PERCENT, diagnostics, instead="") if degree else None
    if degree and share is not None and not (isinstance(share, Percentage) and share.points >= 0):
        message = f"«{degree.text}» non è un grado: scrivere una percentuale da zero in su, come 80%"
        diagnostics.add(degree.location, "E322", message)
        share = None
    declared = _STATUSES.get(status.text) if status else None
    if status and declared is None:
        hint = suggestion(status.text, _STATUSES) or f"scrivere {', '.join(f'«{one}»' for one in _STATUSES)}"
        diagnostics.add(status.location, "E322", f"«{status.text}» non è un esito; {hint}")
    elif status and declared not in DECLARED_RATES and degree is None:
        message = f"con «{status.text}» ci vuole anche «grado_dichiarato», come 80%"
        diagnostics.add(status.location, "E322", message)
    return Declaration(share if isinstance(share, Percentage) else None, declared)


def unknown_part(text: str, indicator: Indicator, known: Collection[str]) -> str:
    """The message for a part that an indicator does not have; `known` are those that it has."""
    what = "una fase" if indicator.has_steps else "un ufficio"
    hint = suggestion(text, known) or f"ci sono: {enumeration(known)}"
    return f"«{text}» non è {what} di «{indicator.id}»; {hint}"


def read_value_of(scalar: Scalar, indicator: Indicator, day: date, diagnostics: Diagnostics) -> Result | None:
    """The result of an indicator or a part; `None`, with a diagnostic, if it is none."""
    text = scalar.text.strip()
    target, unit = indicator.targets.get(day.year), indicator.unit_of(day.year)
    if text.casefold() == NOT_YET and unit != units.TEXT:
        if unit == units.DATE or isinstance(target, Day):
            return NotYet(text)
        message = f"«{text}» si dice solo di una data; qui l'unità è «{unit.symbol}»"
        diagnostics.add(scalar.location, "E404", message)
        return None
    instead = OR_NOT_AVAILABLE
    if unit == units.DATE:
        instead = f"oppure «{NOT_YET}» se il fatto non è ancora avvenuto, n.d. se non si sa"
    value = value_of(scalar, unit, diagnostics, instead)
    if value is None or isinstance(value, NotAvailable):
        return value
    if isinstance(value, Day) and value.day > day:
        message = f"«{text}» viene dopo il giorno della rilevazione: un fatto futuro si scrive «{NOT_YET}»"
        diagnostics.add(scalar.location, "E404", message)
        return None
    if target is None or isinstance(target, NotAvailable) or comparable(value, target):
        return value
    one, other = kind_of(value), kind_of(target)
    why = f"({one}) non si confronta con il traguardo ({other})"
    if one == other:
        why = "non è riferito alla quantità del traguardo"
    diagnostics.add(scalar.location, "E404", f"«{text}» {why}: scriverlo come nel piano")
    return None
