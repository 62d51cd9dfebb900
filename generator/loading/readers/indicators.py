"""Reader of the indicators of an objective; each value is read by the declared unit."""

import re
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.loading.readers.fields import or_new_entry, read_id, value_of, weight_of
from generator.loading.readers.policy import read_method
from generator.loading.source_map import SourceMap
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.conditions import Condition
from generator.plan.identifiers import YEAR
from generator.plan.model import Indicator
from generator.plan.units import SPELLINGS, UNIT_LIST, Unit, read_condition, read_unit
from generator.plan.values import Value

_DECIMALS = re.compile(r"[0-9]+[%€\s]*")
_CONDITIONS = "«almeno», «al massimo», «pari a» o «entro»"


class IndicatorContext(Struct, frozen=True, dict=True):
    """The types and years of piano.yml that indicators refer to; empty or `None` if unreadable."""

    types: tuple[str, ...]
    years: tuple[int, ...]
    baseline_year: int | None

    def year(self, text: str) -> int | None:
        """The year of the plan written in a text; any year if those of the plan are unknown."""
        if self.years:
            return self._by_text.get(text)
        return int(text) if YEAR.match(text) else None

    @cached_property
    def _by_text(self) -> dict[str, int]:
        return {str(year): year for year in self.years}


def read_indicators(
    mappings: Iterable[ValidatedMapping],
    objective: str,
    context: IndicatorContext,
    source_map: SourceMap,
    diagnostics: Diagnostics,
) -> tuple[Indicator, ...]:
    """The indicators that could be read, in the order of the file; others are reported."""
    first: dict[str, SourceLocation] = {}
    indicators = []
    for mapping in mappings:
        identifier = read_id(mapping.scalar("id"), first, "ogni indicatore ha il suo", diagnostics)
        indicator = _read_indicator(mapping, identifier, context, diagnostics)
        if objective and identifier:
            source_map.put_mapping(mapping, objective, identifier)
        if indicator is not None:
            indicators.append(indicator)
    return tuple(indicators)


def _read_indicator(
    mapping: ValidatedMapping, identifier: str | None, context: IndicatorContext, diagnostics: Diagnostics
) -> Indicator | None:
    unit = _read_unit(mapping.scalar("unita"), diagnostics)
    type_known = _check_type(mapping, context.types, diagnostics)
    condition_text = mapping.scalar("condizione")
    condition = _read_condition(condition_text, unit, diagnostics)
    weight_text = mapping.scalar("peso")
    weight = weight_of(weight_text, diagnostics) if weight_text else None
    if unit is None:
        return None
    baseline = _read_baseline(mapping, unit, context, diagnostics)
    targets = _read_targets(mapping, unit, context, diagnostics)
    method = read_method(mapping, unit, context.years, diagnostics)
    if identifier is None or weight is None or not type_known:
        return None
    return Indicator(
        id=identifier,
        name=mapping.text("nome"),
        formula=mapping.text("formula"),
        type=mapping.text("tipologia"),
        unit=unit,
        unit_text=mapping.text("unita"),
        condition=condition,
        condition_text=mapping.text("condizione"),
        baseline=baseline,
        targets=targets,
        weight=weight,
        editorial_notes=tuple(note.text for note in mapping.list("note_redazionali")),
        trajectory=method.trajectory,
        tolerance=method.tolerance,
        not_assessable=method.not_assessable,
    )


def _read_unit(scalar: Scalar | None, diagnostics: Diagnostics) -> Unit | None:
    if scalar is None:
        return None
    unit = read_unit(scalar.text)
    if unit is None:
        hint = suggestion(scalar.text, SPELLINGS)
        tail = f"; {hint}" if hint else ""
        diagnostics.add(
            scalar.location, "E209", f"l'unità «{scalar.text}» non è tra quelle note ({UNIT_LIST}){tail}"
        )
    return unit


def _check_type(mapping: ValidatedMapping, types: tuple[str, ...], diagnostics: Diagnostics) -> bool:
    """Whether the type is one of the plan; where the plan lists types every indicator has one."""
    scalar = mapping.scalar("tipologia")
    if scalar is None:
        if types and "tipologia" not in mapping.wrong_type:
            message = f"manca «tipologia»: una tra {', '.join(types)}, come le elenca piano.yml"
            diagnostics.add(mapping.location_of("tipologia"), "E202", message)
        return not types
    if not types or scalar.text in types:
        return True
    hint = suggestion(scalar.text, types) or f"quelle elencate in piano.yml sono: {', '.join(types)}"
    if scalar.text.casefold() not in map(str.casefold, types):
        hint = or_new_entry(hint, "«tipologie» di piano.yml")
    diagnostics.add(scalar.location, "E205", f"la tipologia «{scalar.text}» non esiste; {hint}")
    return False


def _read_condition(scalar: Scalar | None, unit: Unit | None, diagnostics: Diagnostics) -> Condition | None:
    if scalar is None:
        return None
    condition = read_condition(scalar.text, unit)
    if condition is None:
        diagnostics.add(
            scalar.location, "E204", f"la condizione «{scalar.text}» non esiste; scrivere {_CONDITIONS}"
        )
    return condition


def _read_baseline(
    mapping: ValidatedMapping, unit: Unit, context: IndicatorContext, diagnostics: Diagnostics
) -> Value | None:
    baseline = None
    before: Scalar | None = None
    for year, scalar in mapping.table("stato"):
        if context.baseline_year is not None and year.text != str(context.baseline_year):
            what = f"l'anno di partenza del piano, che è il {context.baseline_year}"
            diagnostics.add(
                year.location, "E210", f"«{year.text}» non è {what}{_hint_for_year(year, before)}"
            )
        baseline = value_of(scalar, unit, diagnostics)
        before = scalar
    return baseline


def _read_targets(
    mapping: ValidatedMapping, unit: Unit, context: IndicatorContext, diagnostics: Diagnostics
) -> dict[int, Value]:
    targets: dict[int, Value] = {}
    before: Scalar | None = None
    for year, scalar in mapping.table("target"):
        value = value_of(scalar, unit, diagnostics)
        number = context.year(year.text)
        if number is None:
            known = ", ".join(str(year) for year in context.years)
            diagnostics.add(
                year.location,
                "E210",
                f"«{year.text}» non è un anno del piano ({known}){_hint_for_year(year, before)}",
            )
        elif value is not None:
            targets[number] = value
        before = scalar
    return dict(sorted(targets.items()))


def _hint_for_year(year: Scalar, before: Scalar | None) -> str:
    """A hint for a wrong year that YAML made of `{2025: 9,85%}` (a comma) or `{2025:3}` (no space)."""
    if YEAR.match(year.text):
        return ""
    if hint := other_digits_hint(year.text):
        return hint
    if before is not None and before.text[-1:].isdigit() and _DECIMALS.fullmatch(year.text):
        return (
            f": tra graffe la virgola divide due valori, scrivere '{before.text},{year.text}' tra virgolette"
        )
    if re.match(r"[0-9]{4}:\S", year.text):
        return ": dopo i due punti ci vuole uno spazio («2025: 3»)"
    return ""
