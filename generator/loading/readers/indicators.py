"""Reader of the indicators of an objective; each value is read by the declared unit."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypedDict

from msgspec import Struct

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics, SourceLocation, enumeration, suggestion
from generator.loading.readers.fields import or_new_entry, range_of, read_id, value_of, weight_of
from generator.loading.readers.offices import FindOffice, read_offices_of
from generator.loading.readers.own_fields import OwnFields, read_own_values
from generator.loading.readers.parts import part_mappings, read_aggregation, read_parts
from generator.loading.readers.policy import read_method
from generator.loading.source_map import SourceMap, part_id
from generator.loading.validation import ValidatedMapping, refuse_formula
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.conditions import SYNONYMS, Condition, Direction
from generator.plan.identifiers import YEAR
from generator.plan.model import Indicator, WrittenCondition
from generator.plan.own_fields import FieldOwner
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.units import (
    CONDITION_WORDS,
    MAX_UNIT_LENGTH,
    UNIT_LIST,
    Unit,
    is_own_unit,
    misspelt_unit,
    read_condition,
    read_unit,
    scale_of,
    unit_of_text,
)
from generator.plan.values import Value
from generator.plan.weighting import Weight, Weighting

_DIRECTIONS = {direction.value: direction for direction in Direction}
_DECIMALS = re.compile(r"[0-9]+[%€\s]*")
_CONDITIONS = ", ".join(f"«{word}»" for word in CONDITION_WORDS)


class IndicatorContext(Struct, frozen=True, dict=True):
    """What indicators refer to in piano.yml: types, years, weights; empty or `None` if missing or unreadable.

    `weighting` is also `None` where piano.yml does not say it.
    """

    types: tuple[str, ...]
    years: tuple[int, ...]
    baseline_year: int | None
    weighting: Weighting | None = None
    own_fields: OwnFields = OwnFields()

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
    find_office: FindOffice,
    source_map: SourceMap,
    diagnostics: Diagnostics,
) -> tuple[Indicator, ...]:
    """The indicators that could be read, in the order of the file; others are reported."""
    first: dict[str, SourceLocation] = {}
    indicators = []
    mappings = tuple(mappings)
    # Where piano.yml does not say how the weights are given, they are there for all or for none.
    weighed = (
        any(mapping.scalar("peso") for mapping in mappings)
        if context.weighting is None
        else context.weighting is not Weighting.EQUAL
    )
    for mapping in mappings:
        identifier = read_id(mapping.scalar("id"), first, "ogni indicatore ha il suo", diagnostics)
        indicator = _read_indicator(mapping, identifier, weighed, context, find_office, diagnostics)
        if objective and identifier:
            source_map.put_mapping(mapping, objective, identifier)
            for part, part_mapping in part_mappings(mapping):
                source_map.put_mapping(part_mapping, objective, part_id(identifier, part))
        if indicator is not None:
            indicators.append(indicator)
    return tuple(indicators)


def _read_indicator(
    mapping: ValidatedMapping,
    identifier: str | None,
    weighed: bool,
    context: IndicatorContext,
    find_office: FindOffice,
    diagnostics: Diagnostics,
) -> Indicator | None:
    unit = _read_unit(mapping, diagnostics)
    type_known = _check_type(mapping, context.types, diagnostics)
    condition_text = mapping.scalar("condizione")
    condition = _read_condition(condition_text, unit, diagnostics)
    weight = _read_weight(mapping, weighed, context, diagnostics)
    assigned = read_offices_of(mapping, find_office, diagnostics)
    if unit is None:
        return None
    direction = _read_direction(mapping, condition, diagnostics)
    values = _read_values(mapping, unit, condition, context, diagnostics)

    def read_part(part: ValidatedMapping, *, is_step: bool) -> Indicator | None:
        own_unit = _read_unit(part, diagnostics) if is_step else unit
        if own_unit is None:
            return None
        own_condition = _read_condition(part.scalar("condizione"), own_unit, diagnostics)
        if not is_step:
            own_condition = own_condition or condition
        own_values = _read_values(part, own_unit, own_condition, context, diagnostics)
        if not (is_step or own_values["targets"]):
            own_values["targets"] = values["targets"]
            own_values["year_conditions"] = values["year_conditions"]
        return Indicator(
            id="",
            name=part.text("nome"),
            formula="",
            type=mapping.text("tipologia"),
            unit=own_unit,
            unit_text=part.text("unita"),
            condition=own_condition,
            condition_text=part.text("condizione"),
            weight=None,
            **own_values,
        )

    parts = read_parts(mapping, read_part, find_office, context.years, diagnostics)
    method = read_method(mapping, unit, context.years, diagnostics)
    own = read_own_values(mapping, context.own_fields, FieldOwner.INDICATOR, context.years, diagnostics)
    aggregation = read_aggregation(mapping, unit, diagnostics)
    # With a part missing, its results would be reported as those of no part.
    lacks_parts = len(parts) < len(tuple(part_mappings(mapping))) or bool(mapping.table(BY_OFFICE))
    if identifier is None or (weighed and weight is None) or not type_known or lacks_parts:
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
        weight=weight,
        editorial_notes=tuple(note.text for note in mapping.list("note_redazionali")),
        trajectory=method.trajectory,
        tolerance=method.tolerance,
        not_assessable=method.not_assessable,
        own=own,
        source=mapping.text("fonte"),
        verification=mapping.text("verifica"),
        offices=assigned,
        direction=direction,
        parts=parts,
        aggregation=aggregation,
        **values,
    )


class _Values(TypedDict):
    """The fields of an indicator that hold its values."""

    baseline: Value | None
    baseline_year: int | None
    past_values: dict[int, Value]
    targets: dict[int, Value]
    year_conditions: dict[int, WrittenCondition]


def _read_values(
    mapping: ValidatedMapping,
    unit: Unit,
    condition: Condition | None,
    context: IndicatorContext,
    diagnostics: Diagnostics,
) -> _Values:
    """The values of an indicator or of one of its parts."""
    past_values = _read_past_values(mapping, unit, context, diagnostics)
    year = _baseline_year(past_values, context)
    targets, year_conditions = _read_targets(mapping, unit, condition, context, diagnostics)
    return _Values(
        baseline=past_values.pop(year) if year is not None else None,
        baseline_year=year,
        past_values=past_values,
        targets=targets,
        year_conditions=year_conditions,
    )


def _read_unit(mapping: ValidatedMapping, diagnostics: Diagnostics) -> Unit | None:
    """The unit as written, or that of the values where none is written."""
    scalar = mapping.scalar("unita")
    if scalar is not None:
        refuse_formula(scalar, diagnostics)
    if mapping.list("scala") or "scala" in mapping.wrong_type:
        return _read_scale(mapping, scalar, diagnostics)
    if scalar is None:
        return None if "unita" in mapping.wrong_type else _unit_of_values(mapping, diagnostics)
    known = f"l'unità «{scalar.text}» non è tra quelle note ({UNIT_LIST})"
    if meant := misspelt_unit(scalar.text):
        diagnostics.add(scalar.location, "E209", f"{known}; forse «{meant}»?")
        return None
    if not is_own_unit(scalar.text):
        rule = (
            f"un'altra è una parola o poche ({MAX_UNIT_LENGTH} caratteri al massimo), come kWh o punti su 5"
        )
        diagnostics.add(scalar.location, "E209", f"{known}; {rule}")
        return None
    return read_unit(scalar.text)


def _read_scale(mapping: ValidatedMapping, unit: Scalar | None, diagnostics: Diagnostics) -> Unit | None:
    """The scale as a unit; what is written as the unit is only the document's text."""
    words = mapping.list("scala")
    first: set[str] = set()
    problem = "" if len(words) > 1 else "una scala ha almeno due parole, come [basso, medio, alto]"
    for word in words:
        if word.text.casefold() in first:
            problem = f"«{word.text}» c'è due volte: ogni parola della scala ha un posto solo"
        first.add(word.text.casefold())
    if unit is not None and read_unit(unit.text) in units.KNOWN_UNITS:
        problem = f"con l'unità «{unit.text}» non c'è una scala: togliere «scala», o l'unità"
    if problem and "scala" not in mapping.wrong_type:
        diagnostics.add(mapping.location_of("scala"), "E324", problem)
    return None if problem else scale_of(word.text for word in words)


def _read_direction(
    mapping: ValidatedMapping, condition: Condition | None, diagnostics: Diagnostics
) -> Direction | None:
    scalar = mapping.scalar("verso")
    if scalar is None:
        return None
    direction = _DIRECTIONS.get(scalar.text)
    if direction is None:
        hint = suggestion(scalar.text, _DIRECTIONS) or "scrivere «aumenta» o «diminuisce»"
        diagnostics.add(scalar.location, "E323", f"«{scalar.text}» non è un verso; {hint}")
    elif condition and (condition.wants_less if direction is Direction.UP else condition.wants_more):
        message = f"«{scalar.text}» contraddice «{mapping.text('condizione')}»: togliere «verso»"
        diagnostics.add(scalar.location, "E323", message)
    return direction


def _unit_of_values(mapping: ValidatedMapping, diagnostics: Diagnostics) -> Unit | None:
    """The unit that the values tell; numbers where none tells one. `None` if they tell different ones."""
    first: tuple[Scalar, Unit] | None = None
    offices = (row for _, row in mapping.table_of_mappings(BY_OFFICE))
    sources = tuple(
        scalar
        for one in (mapping, *offices)
        for name in ("stato", "target")
        for _, scalar in one.table_values(name)
    )
    for scalar in sources:
        unit = unit_of_text(scalar.text)
        if unit is None:
            continue
        if first is None:
            first = scalar, unit
        elif unit != first[1]:
            message = (
                f"«{scalar.text}» ({unit.symbol}) non va con «{first[0].text}» ({first[1].symbol}): "
                "senza «unita» i valori sono tutti dello stesso genere"
            )
            diagnostics.add(scalar.location, "E303", message)
            return None
    if first is None:
        return units.DATE if mapping.mapping_list(STEPS) else units.NUMBER
    return first[1]


def _read_weight(
    mapping: ValidatedMapping, weighed: bool, context: IndicatorContext, diagnostics: Diagnostics
) -> Weight | None:
    """The weight; one that is missing is reported where the others have one, or must have."""
    scalar = mapping.scalar("peso")
    if scalar is not None:
        return weight_of(scalar, context.weighting, diagnostics)
    if weighed and "peso" not in mapping.wrong_type:
        if "peso" in mapping.keys:
            what = "«peso» (il peso nell'obiettivo) è vuoto"
        else:
            what = "manca «peso» (il peso nell'obiettivo)"
        remedy = "scriverlo, o togliere «peso» da tutti gli indicatori del piano"
        if context.weighting is not None:
            remedy = f"scriverlo, perché per piano.yml i pesi sono in «{context.weighting.value}»"
        diagnostics.add(mapping.location_of("peso"), "E202", f"{what}: {remedy}")
    return None


def _check_type(mapping: ValidatedMapping, types: tuple[str, ...], diagnostics: Diagnostics) -> bool:
    """Whether the type is one of the plan; where the plan lists types every indicator has one."""
    scalar = mapping.scalar("tipologia")
    if scalar is None:
        if types and "tipologia" not in mapping.wrong_type:
            message = f"manca «tipologia»: una tra {', '.join(types)}, come le elenca piano.yml"
            diagnostics.add(mapping.location_of("tipologia"), "E202", message)
        return not types
    if not types:
        refuse_formula(scalar, diagnostics)
    if not types or scalar.text in types:
        return True
    hint = suggestion(scalar.text, types) or f"quelle elencate in piano.yml sono: {enumeration(types)}"
    if scalar.text.casefold() not in map(str.casefold, types):
        hint = or_new_entry(hint, "«tipologie» di piano.yml")
    diagnostics.add(scalar.location, "E205", f"la tipologia «{scalar.text}» non esiste; {hint}")
    return False


def _read_condition(scalar: Scalar | None, unit: Unit | None, diagnostics: Diagnostics) -> Condition | None:
    if scalar is None:
        return None
    condition = read_condition(scalar.text, unit)
    if condition is None:
        word = scalar.text.casefold()
        near = f"forse «{SYNONYMS[word].value}»?" if word in SYNONYMS else suggestion(word, CONDITION_WORDS)
        hint = near or f"scrivere una di queste: {_CONDITIONS}"
        diagnostics.add(scalar.location, "E204", f"la condizione «{scalar.text}» non esiste; {hint}")
    return condition


def _read_past_values(
    mapping: ValidatedMapping, unit: Unit, context: IndicatorContext, diagnostics: Diagnostics
) -> dict[int, Value]:
    """The values of the years before the plan, the latest first; errors are reported."""
    values: dict[int, Value] = {}
    before: Scalar | None = None
    for year, scalar in mapping.table("stato"):
        value = value_of(scalar, unit, diagnostics)
        if not YEAR.match(year.text) or (context.years and int(year.text) >= context.years[0]):
            first = f", che comincia nel {context.years[0]}" if context.years else ""
            message = f"«{year.text}» non è un anno prima del piano{first}{_hint_for_year(year, before)}"
            diagnostics.add(year.location, "E210", message)
        elif value is not None:
            values[int(year.text)] = value
        before = scalar
    return dict(sorted(values.items(), reverse=True))


def _baseline_year(values: Mapping[int, Value], context: IndicatorContext) -> int | None:
    """The year of the baseline: that of piano.yml, or else the latest there is."""
    declared = context.baseline_year
    return declared if declared in values else next(iter(values), None)


def _read_targets(
    mapping: ValidatedMapping,
    unit: Unit,
    condition: Condition | None,
    context: IndicatorContext,
    diagnostics: Diagnostics,
) -> tuple[dict[int, Value], dict[int, WrittenCondition]]:
    """The targets by year, and the conditions of the years that have their own; errors are reported."""
    targets: dict[int, Value] = {}
    conditions: dict[int, WrittenCondition] = {}
    for year, row in mapping.table_of_mappings("target"):
        text = row.scalar("condizione")
        own = _read_condition(text, unit, diagnostics)
        number = context.year(year.text)
        if text and own and number is not None:
            conditions[number] = WrittenCondition(own, text.text)
    before: Scalar | None = None
    for year, scalar in mapping.table_values("target"):
        number = context.year(year.text)
        own = conditions[number].condition if number in conditions else condition
        value = (range_of if own is Condition.BETWEEN else value_of)(scalar, unit, diagnostics)
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
    return dict(sorted(targets.items())), dict(sorted(conditions.items()))


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
