"""Reader of the targets of an indicator: of its years, as differences, and of days within a year."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics, suggestion
from generator.loading.readers.conditions import read_condition_of
from generator.loading.readers.fields import day_of, range_of, value_of
from generator.loading.validation import ValidatedMapping, refuse_formula
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.conditions import Condition
from generator.plan.errors import ValueProblem
from generator.plan.identifiers import ISO_DAY, REFERENCE, YEAR
from generator.plan.indicator import Indicator, WrittenCondition
from generator.plan.parts import STEPS
from generator.plan.relative import YEAR_BEFORE, RelativeTarget, resolved
from generator.plan.units import UNIT_LIST, Unit, is_own_unit, misspelt_unit, read_unit, read_value
from generator.plan.values import Bound, Day, NotAvailable, Percentage, Value

_SIGNED = re.compile(r"([+\-−]) ?([^+\-−].*)")
_SHARE = re.compile(r"([^%]+?) ?%( del valore)?")
_POINTS = re.compile(r"(.+?) punt[oi](?: percentual[ei])?")
_DECIMALS = re.compile(r"[0-9]+[%€\s]*")


class PlanYears(Struct, frozen=True):
    """The years of the plan, none if they are unknown: then every year may be one of it."""

    years: tuple[int, ...]

    def find(self, text: str) -> int | None:
        """The year of the plan written in a text."""
        if not YEAR.match(text):
            return None
        return int(text) if not self.years or int(text) in self.years else None

    @property
    def listed(self) -> str:
        """The years, for messages."""
        return ", ".join(map(str, self.years))


class Targets(Struct, frozen=True):
    """The targets of an indicator; all but the first are of the years, or days, that have them."""

    values: dict[int, Value]
    conditions: dict[int, WrittenCondition] = field(default_factory=dict)
    relative: dict[int, RelativeTarget] = field(default_factory=dict)
    due_days: dict[int, date] = field(default_factory=dict)
    year_units: dict[int, Unit] = field(default_factory=dict)
    interim: dict[date, Value] = field(default_factory=dict)


def read_targets(
    mapping: ValidatedMapping,
    unit: Unit,
    condition: Condition | None,
    before: Mapping[int, Value],
    years: PlanYears,
    diagnostics: Diagnostics,
    reference: Scalar | None = None,
    start: Targets | None = None,
) -> Targets:
    """The targets, with those that are differences worked out from the values before the plan.

    `reference` is what they are differences from, unless the mapping says it itself. A revision gives new
    ones in the place of those in `start`, year by year.
    """
    start = start or Targets({})
    return _TargetReader(mapping, unit, condition, before, years, diagnostics, reference, start).read()


def targets_of(indicator: Indicator) -> Targets:
    """The targets that an indicator has."""
    return Targets(
        dict(indicator.targets),
        dict(indicator.year_conditions),
        dict(indicator.relative_targets),
        dict(indicator.due_days),
        dict(indicator.year_units),
        dict(indicator.interim_targets),
    )


class _TargetReader:
    def __init__(
        self,
        mapping: ValidatedMapping,
        unit: Unit,
        condition: Condition | None,
        before: Mapping[int, Value],
        years: PlanYears,
        diagnostics: Diagnostics,
        reference: Scalar | None,
        start: Targets,
    ) -> None:
        self._mapping = mapping
        self._unit = unit
        self._condition = condition
        self._before = before
        self._years = years
        self._diagnostics = diagnostics
        self._common = mapping.scalar("rispetto_a") or reference
        #: What the years had that are given anew.
        self._former = {year: one.reference for year, one in start.relative.items()}
        self._found = _without(start, self._years_of(mapping))
        self._references: dict[int, Scalar] = {}
        self._reported: set[Scalar] = set()
        self._read_days: set[date] = set()

    def _years_of(self, mapping: ValidatedMapping) -> set[int]:
        rows = (*mapping.table("target"), *mapping.table_of_mappings("target"))
        return {year for key, _ in rows if (year := self._years.find(key.text)) is not None}

    def read(self) -> Targets:
        found = self._found
        if self._common:
            self._check_reference(self._common)
        if self._common and self._mapping.mapping_list(STEPS) and "target" not in self._mapping.keys:
            message = "una fase ha un valore da raggiungere, e non una differenza: togliere «rispetto_a»"
            self._report_reference(self._common, message)
        for year, row in self._mapping.table_of_mappings("target"):
            if (number := self._years.find(year.text)) is not None:
                self._read_row(number, row)
        before: Scalar | None = None
        for year, scalar in self._mapping.table_values("target"):
            number = self._years.find(year.text)
            if number is None:
                message = f"«{year.text}» non è un anno del piano ({self._years.listed})"
                message += hint_for_year(year, before)
                self._diagnostics.add(year.location, "E210", message)
                self._read_value(0, scalar)
            elif (value := self._read_value(number, scalar)) is not None:
                found.values[number] = value
            before = scalar
        for day, scalar in self._mapping.table("traguardi_intermedi"):
            self._read_interim(day, scalar)
        values, relative = resolved(found.values, found.relative, self._before, {})
        return Targets(
            values,
            dict(sorted(found.conditions.items())),
            relative,
            found.due_days,
            found.year_units,
            dict(sorted(found.interim.items())),
        )

    def _read_row(self, year: int, row: ValidatedMapping) -> None:
        """The fields of a year's target besides its value."""
        if (scalar := row.scalar("unita")) and (unit := self._read_unit(scalar)):
            self._found.year_units[year] = unit
        text = row.scalar("condizione")
        if text and (own := read_condition_of(text, self._unit_of(year), self._diagnostics)):
            self._found.conditions[year] = WrittenCondition(own, text.text)
        if reference := row.scalar("rispetto_a"):
            self._check_reference(reference)
            self._references[year] = reference
        if day := self._read_due_day(year, row.scalar("entro")):
            self._found.due_days[year] = day

    def _check_reference(self, scalar: Scalar) -> None:
        if not REFERENCE.match(scalar.text):
            hint = suggestion(scalar.text, [YEAR_BEFORE]) or f"scrivere un anno, come 2024, o «{YEAR_BEFORE}»"
            self._report_reference(scalar, f"«{scalar.text}» non è un anno; {hint}")

    def _report_reference(self, scalar: Scalar, problem: str) -> None:
        """Report a reference once: one for all years may be wrong for each of them."""
        if scalar not in self._reported:
            self._diagnostics.add(scalar.location, "E334", problem)
        self._reported.add(scalar)

    def _unit_of(self, year: int) -> Unit:
        return self._found.year_units.get(year, self._unit)

    def _read_unit(self, scalar: Scalar) -> Unit | None:
        refuse_formula(scalar, self._diagnostics)
        if meant := misspelt_unit(scalar.text):
            hint = f"forse «{meant}»?"
        elif not is_own_unit(scalar.text):
            hint = "un'altra è una parola o poche, come kWh"
        else:
            return read_unit(scalar.text)
        message = f"l'unità «{scalar.text}» non è tra quelle note ({UNIT_LIST}); {hint}"
        self._diagnostics.add(scalar.location, "E209", message)
        return None

    def _read_due_day(self, year: int, scalar: Scalar | None) -> date | None:
        day = day_of(scalar, self._diagnostics)
        if scalar is None or day is None:
            return None
        if self._unit_of(year) == units.DATE:
            message = "il traguardo è già una data: togliere «entro»"
        elif day.year != year:
            message = f"«{scalar.text}» non è nel {year}: «entro» è un giorno dell'anno del traguardo"
        else:
            return day
        self._diagnostics.add(scalar.location, "E336", message)
        return None

    def _read_value(self, year: int, scalar: Scalar) -> Value | None:
        """The absolute target of a year; a difference is stored, and worked out at the end."""
        unit = self._unit_of(year)
        own = self._found.conditions.get(year)
        condition = own.condition if own else self._condition
        reference = self._references.get(year) or self._common
        if reference is None and year in self._former and _SIGNED.fullmatch(scalar.text):
            # The new difference is from the same year as the one that it takes the place of.
            reference = replace(scalar, text=self._former[year])
        if reference is None:
            if scalar.text.startswith("+") and unit.definition.is_quantity:
                message = (
                    f"«{scalar.text}» è una differenza: dire da che cosa, come «rispetto_a: {YEAR_BEFORE}», "
                    "o scrivere il valore da raggiungere"
                )
                self._diagnostics.add(scalar.location, "E334", message)
                return None
            return (range_of if condition is Condition.BETWEEN else value_of)(scalar, unit, self._diagnostics)
        if not scalar.text:
            return None
        value = _value_or_none(scalar.text, unit)
        if isinstance(value, NotAvailable):
            return value
        if reference in self._reported:
            return None
        if problem := self._problem_of_reference(year, reference, unit, condition):
            self._report_reference(reference, problem)
        elif (relative := self._read_difference(scalar, reference.text, unit)) and year:
            self._found.relative[year] = relative
        return None

    def _problem_of_reference(
        self, year: int, reference: Scalar, unit: Unit, condition: Condition | None
    ) -> str:
        """Why a target of the year cannot be a difference from that reference; empty if it can."""
        text = reference.text
        if not unit.definition.is_quantity:
            kind = unit.definition.kind
            return f"con {kind} una differenza non si calcola: togliere «rispetto_a», e scrivere il traguardo"
        if condition is Condition.BETWEEN:
            return "con «tra» una differenza non si calcola: togliere «rispetto_a», e scrivere i due estremi"
        if year and text != YEAR_BEFORE and int(text) >= year:
            return f"«{text}» non viene prima del {year}: il traguardo è una differenza da un anno prima"
        return ""

    def _read_difference(self, scalar: Scalar, reference: str, unit: Unit) -> RelativeTarget | None:
        match = _SIGNED.fullmatch(scalar.text)
        if match is None:
            message = (
                f"«{scalar.text}» non dice se è in più o in meno: scrivere «+{scalar.text}» o "
                f"«-{scalar.text}»; se è il valore da raggiungere, togliere «rispetto_a»"
            )
            self._diagnostics.add(scalar.location, "E334", message)
            return None
        sign, rest = match.groups()
        is_percentage = unit == units.PERCENT or any(
            isinstance(value, Percentage) for value in (*self._before.values(), *self._found.values.values())
        )
        share = _SHARE.fullmatch(rest)
        if share and is_percentage and not share[2]:
            message = (
                f"«{scalar.text}» di una percentuale può voler dire due cose: scrivere "
                f"«{sign}{share[1]} punti» o «{sign}{share[1]}% del valore»"
            )
            self._diagnostics.add(scalar.location, "E334", message)
            return None
        if share:
            rest, unit = f"{share[1]}%", units.PERCENT
        elif (points := _POINTS.fullmatch(rest)) and is_percentage:
            rest, unit = f"{points[1]}%", units.PERCENT
        size = value_of(replace(scalar, text=rest), unit, self._diagnostics, instead="")
        if size is None:
            return None
        if not isinstance(size, Bound):
            message = f"«{scalar.text}» non è una differenza: ci vuole {unit.definition.example}, con + o -"
            self._diagnostics.add(scalar.location, "E334", message)
            return None
        return RelativeTarget(scalar.text, reference, size, is_decrease=sign != "+", is_share=bool(share))

    def _read_interim(self, key: Scalar, scalar: Scalar) -> None:
        """A target within a year; one of a day that cannot have it is reported."""
        day = self._read_day(key)
        value = value_of(scalar, self._unit_of(day.year) if day else self._unit, self._diagnostics)
        if day is None or value is None:
            return
        year, found = day.year, self._found
        due = found.due_days.get(year) or date(year, 12, 31)
        if self._years.find(str(year)) is None:
            message = f"il {year} non è un anno del piano ({self._years.listed})"
        elif isinstance(value, Day):
            message = "un traguardo intermedio non è una data: il giorno sta prima dei due punti"
        elif year not in found.values and year not in found.relative:
            message = f"il {year} non ha un traguardo: quello intermedio ci arriva, scriverlo in «target»"
        elif day >= due:
            message = (
                f"viene prima del traguardo, che è del {due:%d/%m/%Y}: controllare il giorno, "
                "o scrivere il valore in «target»"
            )
        elif day in self._read_days:
            message = f"il {day:%d/%m/%Y} c'è già: ogni giorno ha un traguardo solo"
        else:
            found.interim[day] = value
            self._read_days.add(day)
            return
        self._diagnostics.add(key.location, "E335", message)

    def _read_day(self, key: Scalar) -> date | None:
        day = _day_or_none(key.text)
        if day is not None and ISO_DAY.match(key.text):
            return day
        remedy = f"scrivere {day.isoformat()}" if day else ISO_DAY.advice
        message = f"«{key.text}» non è un giorno scritto così: {remedy}{other_digits_hint(key.text)}"
        self._diagnostics.add(key.location, "E335", message)
        return None


def _without(targets: Targets, years: Collection[int]) -> Targets:
    """The targets of the other years; those of days within the years stay."""
    return Targets(
        {year: value for year, value in targets.values.items() if year not in years},
        {year: one for year, one in targets.conditions.items() if year not in years},
        {year: one for year, one in targets.relative.items() if year not in years},
        {year: day for year, day in targets.due_days.items() if year not in years},
        {year: unit for year, unit in targets.year_units.items() if year not in years},
        dict(targets.interim),
    )


def hint_for_year(year: Scalar, before: Scalar | None) -> str:
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


def _value_or_none(text: str, unit: Unit) -> Value | None:
    try:
        return read_value(text, unit)
    except ValueProblem:
        return None


def _day_or_none(text: str) -> date | None:
    value = _value_or_none(text, units.DATE)
    return value.day if isinstance(value, Day) and value.spelling != "serial" else None
