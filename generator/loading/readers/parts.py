"""Reader of the parts of an indicator: the steps that it is reached in, or its offices with their targets.

fasi:
  - nome: Pubblicazione dell'avviso
    entro: 31/03/2026
    peso: 40%
  - {nome: Graduatoria, entro: 30/09/2026, peso: 60%}

per_ufficio:
  anagrafe: {target: {2026: 90%}}
  tributi: {target: {2026: 80%}}
aggregazione: media

A step may have a value to reach in place of a day. An office without a target has that of the indicator.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from msgspec.structs import replace

from generator.loading.diagnostics import Diagnostics, SourceLocation, suggestion
from generator.loading.readers.fields import read_id, value_of, weight_of
from generator.loading.readers.offices import FindOffice
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator
from generator.plan.numerals import half_unit
from generator.plan.parts import BY_OFFICE, STEPS, Aggregation
from generator.plan.units import Unit
from generator.plan.values import Day, Percentage
from generator.plan.weighting import Weight, Weighting

_AGGREGATIONS = {aggregation.value: aggregation for aggregation in Aggregation}


class ReadPart(Protocol):
    """Reads unit, condition and values of a part, whose id and weight are still missing."""

    def __call__(self, part: ValidatedMapping, *, is_step: bool) -> Indicator | None:
        """The part, `None` with a diagnostic if it cannot be read."""


def read_aggregation(mapping: ValidatedMapping, unit: Unit, diagnostics: Diagnostics) -> Aggregation | None:
    """How the offices become one result; `None` for an indicator that has none."""
    scalar = mapping.scalar("aggregazione")
    # `per_ufficio: {}` names none.
    has_offices = bool(mapping.table(BY_OFFICE) or mapping.table_of_mappings(BY_OFFICE))
    if scalar is None:
        return Aggregation.MEAN if has_offices else None
    found = _AGGREGATIONS.get(scalar.text)
    words = ", ".join(f"«{word}»" for word in _AGGREGATIONS)
    problem = ""
    if not has_offices:
        problem = f"senza «{BY_OFFICE}» non c'è niente da riunire: togliere «aggregazione»"
    elif found is None:
        hint = suggestion(scalar.text, _AGGREGATIONS) or f"scrivere {words}"
        problem = f"«{scalar.text}» non è un modo di riunire gli uffici; {hint}"
    elif found is Aggregation.SUM and not (unit.definition.is_quantity and unit != units.PERCENT):
        problem = f"valori in «{unit.symbol}» non si sommano: scrivere «media» o «peggiore»"
    if problem:
        diagnostics.add(scalar.location, "E341", problem)
    return found if has_offices else None


def part_mappings(mapping: ValidatedMapping) -> Iterator[tuple[str, ValidatedMapping]]:
    """The parts of an indicator as they are written, by id."""
    for number, step in enumerate(mapping.mapping_list(STEPS), start=1):
        yield step.text("id") or str(number), step
    for key, row in mapping.table_of_mappings(BY_OFFICE):
        yield key.text, row


def read_parts(
    mapping: ValidatedMapping,
    read_part: ReadPart,
    find_office: FindOffice,
    years: tuple[int, ...],
    diagnostics: Diagnostics,
) -> tuple[Indicator, ...]:
    """The parts that could be read; errors are reported."""
    steps = mapping.mapping_list(STEPS)
    if steps and BY_OFFICE in mapping.keys:
        message = f"«{STEPS}» e «{BY_OFFICE}» si escludono: fare due indicatori, o tenere uno dei due"
        diagnostics.add(mapping.location_of(BY_OFFICE), "E341", message)
        return ()
    if steps:
        return tuple(_read_steps(steps, read_part, years, diagnostics))
    return tuple(_read_offices(mapping, read_part, find_office, diagnostics))


def _read_steps(
    mappings: Sequence[ValidatedMapping],
    read_part: ReadPart,
    years: tuple[int, ...],
    diagnostics: Diagnostics,
) -> Iterator[Indicator]:
    first: dict[str, SourceLocation] = {}
    weights = _read_weights(mappings, diagnostics)
    for number, (mapping, weight) in enumerate(zip(mappings, weights, strict=True), start=1):
        scalar = mapping.scalar("id")
        # A step without an id is called by its number, which no other may have.
        place = mapping.location
        called = scalar or Scalar(str(number), place.file, place.line, place.column)
        identifier = read_id(called, first, "ogni fase ha il suo", diagnostics)
        step = _read_step(mapping, read_part, years, diagnostics)
        if identifier and step:
            yield replace(step, id=identifier, weight=weight)


def _read_step(
    mapping: ValidatedMapping, read_part: ReadPart, years: tuple[int, ...], diagnostics: Diagnostics
) -> Indicator | None:
    deadline = mapping.scalar("entro")
    has_value = "target" in mapping.tables
    if deadline is None:
        if not has_value and "target" not in mapping.wrong_type and "entro" not in mapping.wrong_type:
            message = "la fase non ha un giorno: scriverlo in «entro», come 30/06/2025"
            diagnostics.add(mapping.location, "E337", message)
            return None
        return read_part(mapping, is_step=True)
    for name in ("target", "condizione", "unita"):
        if name in mapping.keys:
            message = f"la fase ha un giorno in «entro»: togliere «{name}», o «entro»"
            diagnostics.add(mapping.location_of(name), "E337", message)
            return None
    day = value_of(deadline, units.DATE, diagnostics, instead="")
    if not isinstance(day, Day):
        return None
    if years and day.day.year not in years:
        known = ", ".join(map(str, years))
        message = f"il {deadline.text} non è in un anno del piano ({known}): controllare la data"
        diagnostics.add(deadline.location, "E337", message)
        return None
    step = read_part(mapping, is_step=True)
    if step is None:
        return None
    return replace(step, unit=units.DATE, condition=Condition.BY, targets={day.day.year: day})


def _read_weights(mappings: Sequence[ValidatedMapping], diagnostics: Diagnostics) -> list[Weight | None]:
    """The weights of the steps: percentages of the whole, or points; of all or of none."""
    scalars = [mapping.scalar("peso") for mapping in mappings]
    written = [scalar for scalar in scalars if scalar]
    if not written:
        return [None] * len(mappings)
    for mapping in mappings:
        if not mapping.scalar("peso") and "peso" not in mapping.wrong_type:
            message = "manca «peso», e altre fasi l'hanno: scriverlo, o toglierlo da tutte"
            diagnostics.add(mapping.location_of("peso"), "E338", message)
    in_percent = any("%" in scalar.text for scalar in written)
    weighting = Weighting.PERCENT if in_percent else Weighting.POINTS
    weights = [weight_of(scalar, weighting, diagnostics) if scalar else None for scalar in scalars]
    check_step_weights(weights, written[0].location, diagnostics)
    return weights


def check_step_weights(
    weights: Sequence[Weight | None], location: SourceLocation, diagnostics: Diagnostics
) -> None:
    """Report weights of steps in percent that do not sum to 100."""
    points = [weight.points for weight in weights if isinstance(weight, Percentage)]
    total = sum(points, Decimal(0))
    if len(points) == len(weights) and abs(total - 100) > sum(map(half_unit, points), Decimal(0)):
        message = f"i pesi delle fasi sommano a {Percentage(total).text()}, non a 100%: correggerli"
        diagnostics.add(location, "E338", message)


def _read_offices(
    mapping: ValidatedMapping,
    read_part: ReadPart,
    find_office: FindOffice,
    diagnostics: Diagnostics,
) -> Iterator[Indicator]:
    for key, scalar in mapping.table(BY_OFFICE):
        find_office(key)
        example = "{target: {2025: " + (scalar.text or "90%") + "}}"
        remedy = f"come {example}, o {{}} se è quello dell'indicatore"
        message = f"sotto «{key.text}» ci vuole il suo traguardo, {remedy}"
        diagnostics.add(scalar.location if scalar.text else key.location, "E341", message)
    for key, row in mapping.table_of_mappings(BY_OFFICE):
        office = find_office(key)
        part = read_part(row, is_step=False)
        if office is None or part is None:
            continue
        has_own = "target" in row.tables or "target" in row.wrong_type
        if mapping.text("aggregazione") == Aggregation.SUM.value and not has_own:
            message = f"manca il traguardo di «{key.text}»: con «somma» ogni ufficio ha il suo"
            diagnostics.add(key.location, "E341", message)
        elif not (has_own or part.targets or "target" in mapping.keys):
            message = f"manca il traguardo di «{key.text}»: scriverlo in «target», qui o nell'indicatore"
            diagnostics.add(key.location, "E341", message)
        yield replace(part, id=office.id, name=office.name)
