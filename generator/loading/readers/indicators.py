"""Reader of the indicators of an objective; each value is read by the declared unit."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypedDict

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics, SourceLocation, enumeration, suggestion
from generator.loading.readers.conditions import read_condition_of
from generator.loading.readers.fields import or_new_entry, read_continued, read_id, value_of, weight_of
from generator.loading.readers.offices import FindOffice, read_offices_of
from generator.loading.readers.own_fields import OwnFields, read_own_values
from generator.loading.readers.parts import part_mappings, read_aggregation, read_parts
from generator.loading.readers.policy import read_method
from generator.loading.readers.targets import PlanYears, hint_for_year, read_targets
from generator.loading.readers.unit import read_unit_of
from generator.loading.source_map import SourceMap, part_id
from generator.loading.validation import ValidatedMapping, refuse_formula
from generator.loading.yaml.parser import Scalar
from generator.plan.conditions import Condition, Direction
from generator.plan.identifiers import CONTINUED_INDICATOR, YEAR
from generator.plan.indicator import Indicator, WrittenCondition
from generator.plan.own_fields import FieldOwner
from generator.plan.parts import BY_OFFICE
from generator.plan.relative import RelativeTarget
from generator.plan.units import Unit
from generator.plan.values import Value
from generator.plan.weighting import Weight, Weighting

_DIRECTIONS = {direction.value: direction for direction in Direction}


class IndicatorContext(Struct, frozen=True):
    """What indicators refer to in piano.yml: types, years, weights; empty or `None` if missing or unreadable.

    `weighting` is also `None` where piano.yml does not say it.
    """

    types: tuple[str, ...]
    years: tuple[int, ...]
    baseline_year: int | None
    weighting: Weighting | None = None
    own_fields: OwnFields = OwnFields()


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
    unit = read_unit_of(mapping, diagnostics)
    type_known = _check_type(mapping, context.types, diagnostics)
    condition_text = mapping.scalar("condizione")
    condition = read_condition_of(condition_text, unit, diagnostics)
    weight = _read_weight(mapping, weighed, context, diagnostics)
    assigned = read_offices_of(mapping, find_office, diagnostics)
    if unit is None:
        return None
    direction = _read_direction(mapping, condition, diagnostics)
    values = _read_values(mapping, unit, condition, context, diagnostics)
    method = read_method(mapping, unit, context.years, diagnostics)

    def read_part(part: ValidatedMapping, *, is_step: bool) -> Indicator | None:
        own_unit = read_unit_of(part, diagnostics) if is_step else unit
        if own_unit is None:
            return None
        own_condition = read_condition_of(part.scalar("condizione"), own_unit, diagnostics)
        if not is_step:
            own_condition = own_condition or condition
        reference = None if is_step else mapping.scalar("rispetto_a")
        own_values = _read_values(part, own_unit, own_condition, context, diagnostics, reference)
        if not (is_step or own_values["targets"] or own_values["relative_targets"]):
            own_values = _with_targets_of(values, own_values)
        elif not is_step:
            _check_differences(part, own_values, values, diagnostics)
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
            direction=None if is_step else direction,
            trajectory=method.trajectory,
            tolerance=None if is_step else method.tolerance,
            **own_values,
        )

    parts = read_parts(mapping, read_part, find_office, context.years, diagnostics)
    own = read_own_values(mapping, context.own_fields, FieldOwner.INDICATOR, context.years, diagnostics)
    aggregation = read_aggregation(mapping, unit, diagnostics)
    # With a part missing, its results would be reported as those of no part.
    lacks_parts = len(parts) < len(tuple(part_mappings(mapping))) or bool(mapping.table(BY_OFFICE))
    if identifier is None or (weighed and weight is None) or not type_known or lacks_parts:
        return None
    found = Indicator(
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
        continues=read_continued(mapping, CONTINUED_INDICATOR, diagnostics),
        **values,
    )
    return found.with_results((), context.baseline_year or 0)


class _Values(TypedDict):
    """The fields of an indicator that hold its values."""

    baseline: Value | None
    baseline_year: int | None
    past_values: dict[int, Value]
    targets: Mapping[int, Value]
    year_conditions: Mapping[int, WrittenCondition]
    relative_targets: Mapping[int, RelativeTarget]
    interim_targets: Mapping[date, Value]
    due_days: Mapping[int, date]
    year_units: Mapping[int, Unit]


def _read_values(
    mapping: ValidatedMapping,
    unit: Unit,
    condition: Condition | None,
    context: IndicatorContext,
    diagnostics: Diagnostics,
    reference: Scalar | None = None,
) -> _Values:
    """The values of an indicator or of one of its parts; `reference` is that of targets which name none."""
    past_values = _read_past_values(mapping, unit, context, diagnostics)
    year = _baseline_year(past_values, context)
    years = PlanYears(context.years)
    targets = read_targets(mapping, unit, condition, past_values, years, diagnostics, reference)
    return _Values(
        baseline=past_values.get(year) if year is not None else None,
        baseline_year=year,
        past_values={other: value for other, value in past_values.items() if other != year},
        targets=targets.values,
        year_conditions=targets.conditions,
        relative_targets=targets.relative,
        interim_targets=targets.interim,
        due_days=targets.due_days,
        year_units=targets.year_units,
    )


def _with_targets_of(whole: _Values, office: _Values) -> _Values:
    """The values of an office that has no targets of its own: those of the indicator are its targets."""
    return {
        **whole,
        "baseline": office["baseline"],
        "baseline_year": office["baseline_year"],
        "past_values": office["past_values"],
    }


def _check_differences(
    office: ValidatedMapping, own: _Values, whole: _Values, diagnostics: Diagnostics
) -> None:
    """Report differences of an office without its own value, where that of the indicator would be taken."""
    if own["relative_targets"] and not _has_past(own) and _has_past(whole):
        message = (
            "la differenza di un ufficio è dal suo valore, che qui non c'è: scriverlo in «stato» sotto "
            "l'ufficio, o n.d. se il documento non lo dà"
        )
        diagnostics.add(office.location_of("target"), "E334", message)


def _has_past(values: _Values) -> bool:
    return values["baseline"] is not None or bool(values["past_values"])


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
            message = f"«{year.text}» non è un anno prima del piano{first}{hint_for_year(year, before)}"
            diagnostics.add(year.location, "E210", message)
        elif value is not None:
            values[int(year.text)] = value
        before = scalar
    return dict(sorted(values.items(), reverse=True))


def _baseline_year(values: Mapping[int, Value], context: IndicatorContext) -> int | None:
    """The year of the baseline: that of piano.yml, or else the latest there is."""
    declared = context.baseline_year
    return declared if declared in values else next(iter(values), None)
