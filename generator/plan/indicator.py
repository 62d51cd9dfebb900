"""An indicator of an objective: its baseline, its targets, and the parts that it may have."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from generator.plan.body import AssignedOffice
from generator.plan.conditions import Condition, Direction, symbol
from generator.plan.measurement import Measurement, year_end_results
from generator.plan.own_fields import OwnValues
from generator.plan.parts import Aggregation
from generator.plan.policy import Trajectory
from generator.plan.relative import RelativeTarget, resolved
from generator.plan.units import Unit
from generator.plan.values import NotAvailable, Text, Value
from generator.plan.weighting import Weight


class WrittenCondition(Struct, frozen=True):
    """The condition of one year's target, with the text that was written."""

    condition: Condition
    text: str


class Former(Struct, frozen=True):
    """A version of an indicator that was in force until the day before `until`, when a revision changed it.

    `revision` is the name of that revision. Of acts of one day only the first ends what was in force before.
    """

    until: date
    revision: str
    indicator: "Indicator"


class Indicator(Struct, frozen=True):
    """An indicator of an objective, with its baseline and one target for each year.

    `source` is where its values come from, `verification` how they are proved, both in the act's words;
    `offices` are those that work on it, where they are not all those of the objective.
    `id` is unique within the objective and never changes. `baseline` is `None` for an empty cell, and of
    `baseline_year`, `None` for that of the plan; `past_values` are those of other years before the plan.
    `direction` is where the value is to go, if the document says so.
    `targets` has no entry for a year without a cell in the document; `year_conditions` are those of the
    years that have their own, `year_units` the units of the years whose target is of another kind,
    `due_days` the days of the targets that are due before their year ends. `relative_targets` are the
    targets that are differences, whose absolute ones are among `targets` as far as they can be worked out.
    `interim_targets` are those of days within the year, on the way to that of the year.
    `weight` is its weight in the objective, `None` where all count alike.

    `parts` are the steps (fasi) that it is reached in, each with its weight; or, where there is an
    `aggregation`, the offices that each have a target of their own: their ids and names are those of the
    offices. Each is measured by itself.

    Some belong to the method, not to the document: `trajectory`, `None` for the default of the
    type; `tolerance`, the distance from «pari a» that is allowed, in the indicator's unit;
    `not_assessable`, by year the reason why the indicator cannot be assessed.

    Revisions make it what it is now: `former` are the versions before them, the earliest first, and
    `not_in_force` are the years in which it is not assessed because it was dropped or added, with the reason.

    `continues` is what the file says of the indicator of an earlier plan that it continues
    (`plan.succession`), empty where it says nothing.
    """

    id: str
    name: str
    formula: str
    type: str
    unit: Unit
    unit_text: str
    condition: Condition | None
    condition_text: str
    baseline: Value | None
    targets: Mapping[int, Value]
    weight: Weight | None
    editorial_notes: tuple[str, ...] = ()
    trajectory: Trajectory | None = None
    tolerance: Value | None = None
    not_assessable: Mapping[int, str] = field(default_factory=dict)
    own: OwnValues = field(default_factory=dict)
    source: str = ""
    verification: str = ""
    offices: tuple[AssignedOffice, ...] = ()
    year_conditions: Mapping[int, WrittenCondition] = field(default_factory=dict)
    baseline_year: int | None = None
    past_values: Mapping[int, Value] = field(default_factory=dict)
    direction: Direction | None = None
    relative_targets: Mapping[int, RelativeTarget] = field(default_factory=dict)
    interim_targets: Mapping[date, Value] = field(default_factory=dict)
    due_days: Mapping[int, date] = field(default_factory=dict)
    year_units: Mapping[int, Unit] = field(default_factory=dict)

    parts: tuple["Indicator", ...] = ()
    aggregation: Aggregation | None = None

    former: tuple[Former, ...] = ()
    not_in_force: Mapping[int, str] = field(default_factory=dict)
    continues: str = ""

    @property
    def approved(self) -> "Indicator":
        """The indicator as the plan was approved, or as the revision that added it has it."""
        if self.former:
            return self.former[0].indicator
        return replace(self, not_in_force={}) if self.not_in_force else self

    def in_force_on(self, day: date) -> "Indicator":
        """The version that was in force on a day."""
        return next((one.indicator for one in self.former if day < one.until), self)

    def with_results(self, measurements: Iterable[Measurement], plan_baseline_year: int) -> "Indicator":
        """The indicator with the absolute targets of its differences worked out from the results so far.

        Those of an office are from its own values, or from those of the indicator where it has none.
        """
        if self.former:
            known = tuple(measurements)
            former = tuple(
                replace(one, indicator=one.indicator.with_results(known, plan_baseline_year))
                for one in self.former
            )
            return replace(replace(self, former=()).with_results(known, plan_baseline_year), former=former)
        if not self.has_relative_targets:
            return self
        measured, before = tuple(measurements), self.values_before(plan_baseline_year)
        parts = []
        for part in self.parts:
            own = part.values_before(plan_baseline_year) or ({} if self.has_steps else before)
            found = (one.of_part(part.id) for one in measured)
            parts.append(part.resolved_from(own, (one for one in found if one is not None)))
        return replace(self.resolved_from(before, measured), parts=tuple(parts))

    def resolved_from(
        self, before: Mapping[int, Value], measurements: Iterable[Measurement] = ()
    ) -> "Indicator":
        """The indicator with its differences worked out from the values before the plan, and from results."""
        targets, relative = resolved(
            self.targets, self.relative_targets, before, year_end_results(measurements)
        )
        return replace(self, targets=targets, relative_targets=relative)

    @property
    def fields_in_use(self) -> frozenset[str]:
        """The optional fields that it has, by their names in the files."""
        values = {
            "formula": self.formula,
            "tipologia": self.type,
            "peso": self.weight,
            "scala": self.unit.scale,
            "verso": self.direction,
            "fonte": self.source,
            "verifica": self.verification,
            "uffici": self.offices,
            "parti": self.parts,
            "per_ufficio": self.aggregation,
            "entro": self.due_days,
            "note_redazionali": self.editorial_notes,
        }
        return frozenset(name for name, value in values.items() if value)

    @property
    def has_relative_targets(self) -> bool:
        """Whether some targets of it, or of its parts, are differences."""
        return any(one.relative_targets for one in (self, *self.parts))

    def due_day(self, year: int) -> date:
        """The day by which the target of a year is due."""
        return self.due_days.get(year) or date(year, 12, 31)

    def interim_targets_of(self, year: int) -> tuple[tuple[date, Value], ...]:
        """The targets within a year, in their order: the earliest first."""
        return tuple((day, value) for day, value in self.interim_targets.items() if day.year == year)

    def unit_of(self, year: int) -> Unit:
        """The unit of a year's target and results."""
        return self.year_units.get(year, self.unit)

    @property
    def has_steps(self) -> bool:
        """Whether its parts are steps, and not offices."""
        return bool(self.parts) and self.aggregation is None

    @property
    def all_offices(self) -> tuple[AssignedOffice, ...]:
        """The offices that work on it, and those that have a target of their own."""
        own = () if self.has_steps else self.parts
        return (*self.offices, *(AssignedOffice(part.id, part.name) for part in own))

    def parts_of(self, year: int) -> tuple["Indicator", ...]:
        """The parts that have a target in a year, be it one that cannot be worked out: `n.d.` is none."""
        return tuple(part for part in self.parts if part.has_target(year))

    def starts_nowhere(self, year: int) -> bool:
        """Whether there is no baseline, and none is missed: of parts, and of a target in words."""
        return self.baseline is None and (bool(self.parts) or isinstance(self.targets.get(year), Text))

    def has_target(self, year: int) -> bool:
        """Whether there is a target for a year: `n.d.` is none, a difference without a base is one."""
        target = self.targets.get(year)
        return year in self.relative_targets if target is None else not isinstance(target, NotAvailable)

    def can_be_measured(self, year: int) -> bool:
        """Whether it, or one of its parts, has a target in a year."""
        return bool(self.parts_of(year)) if self.parts else self.has_target(year)

    def values_before(self, plan_baseline_year: int) -> Mapping[int, Value]:
        """The values of the years before the plan, the earliest first."""
        values = dict(self.past_values)
        if self.baseline is not None:
            values[self.baseline_year or plan_baseline_year] = self.baseline
        return dict(sorted(values.items()))

    def condition_of(self, year: int) -> Condition | None:
        """The condition of a year's target: its own, that of the indicator, or the one its unit implies."""
        if written := self.year_conditions.get(year):
            return written.condition
        if own := self.year_units.get(year):
            return own.definition.implied or self.condition
        return self.condition or self.unit.definition.implied

    def condition_text_of(self, year: int) -> str:
        """The text of the condition of a year's target; empty where none is written."""
        written = self.year_conditions.get(year)
        return written.text if written else self.condition_text

    @property
    def condition_symbol(self) -> str:
        """The condition as the document has it (`>=`), empty where it has none."""
        return symbol(self.condition_text)
