"""Reads the indicators of an objective, each value by the unit that the indicator declares."""

import re
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.patterns import YEAR
from generator.loading.readers.identifiers import read_id
from generator.loading.readers.policy import read_method
from generator.loading.readers.values import value_of, weight_of
from generator.loading.source_map import SourceMap
from generator.loading.suggestions import suggestion
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.conditions import Condition, read_condition
from generator.plan.model import Indicator
from generator.plan.units import SPELLINGS, UNIT_LIST, Unit, read_unit
from generator.plan.values import Value

_DECIMALS = re.compile(r"[0-9]+[%€ ]*")
_CONDITIONS = "«almeno», «al massimo», «pari a» o «entro»"


class IndicatorContext(Struct, frozen=True, dict=True):
    """What piano.yml says about indicators."""

    types: tuple[str, ...]
    years: tuple[int, ...]
    baseline_year: int | None

    def year(self, text: str) -> int | None:
        """The year of the plan that a text is; any year where the plan's are not known."""
        if self.years:
            return self._by_text.get(text)
        return int(text) if YEAR.match(text) else None

    @cached_property
    def _by_text(self) -> dict[str, int]:
        return {str(year): year for year in self.years}


def read_indicators(
    records: Iterable[ValidatedMapping],
    objective: str,
    context: IndicatorContext,
    places: SourceMap,
    findings: Diagnostics,
) -> tuple[Indicator, ...]:
    """The indicators that could be read, in the order of the file."""
    first: dict[str, SourceLocation] = {}
    indicators = []
    for record in records:
        identifier = read_id(record.filled("id"), first, "ogni indicatore ha il suo", findings)
        indicator = _read_indicator(record, identifier, context, findings)
        if objective and identifier:
            places.put_record(record, objective, identifier)
        if indicator is not None:
            indicators.append(indicator)
    return tuple(indicators)


def _read_indicator(
    record: ValidatedMapping, identifier: str | None, context: IndicatorContext, findings: Diagnostics
) -> Indicator | None:
    unit = _read_unit(record.filled("unita"), findings)
    type_known = _check_type(record.filled("tipologia"), context.types, findings)
    condition_text = record.filled("condizione")
    condition = _read_condition(condition_text, unit, findings)
    weight_text = record.filled("peso")
    weight = weight_of(weight_text, findings) if weight_text else None
    if unit is None:
        return None
    baseline = _read_baseline(record, unit, context, findings)
    targets = _read_targets(record, unit, context, findings)
    method = read_method(record, unit, context.years, findings)
    if identifier is None or weight is None or not type_known:
        return None
    return Indicator(
        id=identifier,
        name=record.text("nome"),
        formula=record.text("formula"),
        type=record.text("tipologia"),
        unit=unit,
        unit_text=record.text("unita"),
        condition=condition,
        condition_text=record.text("condizione"),
        baseline=baseline,
        targets=targets,
        weight=weight,
        editorial_notes=tuple(note.text for note in record.list("note_redazionali")),
        trajectory=method.course,
        tolerance=method.tolerance,
        not_assessable=method.not_assessable,
    )


def _read_unit(scalar: Scalar | None, findings: Diagnostics) -> Unit | None:
    if scalar is None:
        return None
    unit = read_unit(scalar.text)
    if unit is None:
        hint = suggestion(scalar.text, SPELLINGS)
        tail = f"; {hint}" if hint else ""
        findings.add(
            scalar.place, "E209", f"l'unità «{scalar.text}» non è tra quelle note ({UNIT_LIST}){tail}"
        )
    return unit


def _check_type(scalar: Scalar | None, types: tuple[str, ...], findings: Diagnostics) -> bool:
    if scalar is None or not types or scalar.text in types:
        return scalar is not None
    hint = suggestion(scalar.text, types) or f"quelle elencate in piano.yml sono: {', '.join(types)}"
    findings.add(scalar.place, "E205", f"la tipologia «{scalar.text}» non esiste; {hint}")
    return False


def _read_condition(scalar: Scalar | None, unit: Unit | None, findings: Diagnostics) -> Condition | None:
    if scalar is None:
        return None
    condition = read_condition(scalar.text, unit)
    if condition is None:
        findings.add(
            scalar.place, "E204", f"la condizione «{scalar.text}» non esiste; scrivere {_CONDITIONS}"
        )
    return condition


def _read_baseline(
    record: ValidatedMapping, unit: Unit, context: IndicatorContext, findings: Diagnostics
) -> Value | None:
    baseline = None
    before: Scalar | None = None
    for year, scalar in record.table("stato"):
        if context.baseline_year is not None and year.text != str(context.baseline_year):
            what = f"l'anno di partenza del piano, che è il {context.baseline_year}"
            findings.add(year.place, "E210", f"«{year.text}» non è {what}{_slip(year, before)}")
        baseline = value_of(scalar, unit, findings)
        before = scalar
    return baseline


def _read_targets(
    record: ValidatedMapping, unit: Unit, context: IndicatorContext, findings: Diagnostics
) -> dict[int, Value]:
    targets: dict[int, Value] = {}
    before: Scalar | None = None
    for year, scalar in record.table("target"):
        value = value_of(scalar, unit, findings)
        number = context.year(year.text)
        if number is None:
            known = ", ".join(str(year) for year in context.years)
            findings.add(
                year.place, "E210", f"«{year.text}» non è un anno del piano ({known}){_slip(year, before)}"
            )
        elif value is not None:
            targets[number] = value
        before = scalar
    return dict(sorted(targets.items()))


def _slip(year: Scalar, before: Scalar | None) -> str:
    """What YAML makes a strange year of: `{2025: 9,85%}` has a comma, `{2025:3}` lacks a space."""
    if YEAR.match(year.text):
        return ""
    if before is not None and before.text[-1:].isdigit() and _DECIMALS.fullmatch(year.text):
        return (
            f": tra graffe la virgola divide due valori, scrivere '{before.text},{year.text}' tra virgolette"
        )
    if re.match(r"[0-9]{4}:\S", year.text):
        return ": dopo i due punti ci vuole uno spazio («2025: 3»)"
    return ""
