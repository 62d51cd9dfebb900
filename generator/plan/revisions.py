"""Revisions of an approved plan: acts that change targets, weights, names and more, or drop and add parts.

The approved plan is never overwritten: a revision stands beside it, in force from its day on. What it changes
of an indicator makes a new version of it, and the former ones stay known (`Indicator.former`). What it drops,
suspends or replaces cannot be assessed from the year of its day on, and what it adds not before that year;
years that were over stay as they were.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from generator.plan.conditions import Condition
from generator.plan.indicator import Former, Indicator, WrittenCondition
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.relative import RelativeTarget
from generator.plan.units import Unit
from generator.plan.values import Day, Value
from generator.plan.weighting import Weight

K = TypeVar("K")
V = TypeVar("V")


class State(Enum):
    """What a revision does to an objective or an indicator as a whole; the value is the word of the files."""

    DROPPED = "stralciato"
    SUSPENDED = "sospeso"
    RESUMED = "ripreso"
    REPLACED = "sostituito da"
    ADDED = "aggiunto"

    @property
    def is_out(self) -> bool:
        """Whether it is no longer assessed."""
        return self in {State.DROPPED, State.SUSPENDED, State.REPLACED}


class StateChange(Struct, frozen=True):
    """A change of state; `successors` are the codes of the objectives that replace it."""

    state: State
    successors: tuple[str, ...] = ()

    def in_words(self, day: date) -> str:
        """`stralciato dal 31/07/2025`, `sostituito dal 31/07/2025 da OS07 e OS08`."""
        since = f"dal {day:%d/%m/%Y}"
        if self.state is State.REPLACED:
            return f"sostituito {since} da {', '.join(self.successors)}"
        return f"{self.state.value} {since}"


class RevisedTarget(Struct, frozen=True):
    """The new target of a year, in place of all that the plan said of that year; a value or a difference."""

    value: Value | None
    relative: RelativeTarget | None = None
    condition: WrittenCondition | None = None
    unit: Unit | None = None
    due: date | None = None


def target_of(indicator: Indicator, year: int) -> RevisedTarget:
    """The target of a year with all that belongs to it, as a revision would give it."""
    relative = indicator.relative_targets.get(year)
    return RevisedTarget(
        None if relative else indicator.targets.get(year),
        replace(relative, base=None) if relative else None,
        indicator.year_conditions.get(year),
        indicator.year_units.get(year),
        indicator.due_days.get(year),
    )


def deadline_of(step: Indicator) -> Day | None:
    """The day of a step that has one, and not a value to reach."""
    (target,) = step.targets.values() if len(step.targets) == 1 else (None,)
    is_day = isinstance(target, Day) and step.condition is Condition.BY and not step.condition_text
    return target if isinstance(target, Day) and is_day else None


class RevisedIndicator(Struct, frozen=True):
    """What a revision changes of an indicator, or of one of its parts; empty where it does not.

    `interim_targets` are the new ones of days within the years; `has_steps` says that
    its parts are steps, and not offices; `deadline` is the new day of a step, in the place of the former one.
    `tolerance` is that of all its offices as well.
    """

    id: str
    change: StateChange | None = None
    targets: Mapping[int, RevisedTarget] = field(default_factory=dict)
    interim_targets: Mapping[date, Value] = field(default_factory=dict)
    condition: WrittenCondition | None = None
    weight: Weight | None = None
    parts: tuple["RevisedIndicator", ...] = ()
    has_steps: bool = False
    deadline: Day | None = None
    name: str = ""
    formula: str = ""
    tolerance: Value | None = None

    @property
    def field_of_parts(self) -> str:
        """The field of the files that holds its parts."""
        return STEPS if self.has_steps else BY_OFFICE

    def applied_to(self, indicator: Indicator) -> Indicator:
        """The new version of an indicator, its former versions left out."""
        parts = {one.id: one for one in self.parts}
        new = self._with_values(indicator)
        return replace(
            new,
            weight=self.weight or indicator.weight,
            name=self.name or indicator.name,
            formula=self.formula or indicator.formula,
            former=(),
            parts=tuple(
                parts[one.id].applied_to(one)
                if one.id in parts
                # An office without a target of its own has that of the indicator.
                else self._with_values(one)
                if indicator.aggregation and _has_targets_of(one, indicator)
                else one
                for one in self._with_tolerance(indicator)
            ),
        )

    def _with_tolerance(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The parts of an indicator; offices have its tolerance, steps none."""
        if self.tolerance is None or not indicator.aggregation:
            return indicator.parts
        return tuple(replace(part, tolerance=self.tolerance) for part in indicator.parts)

    def _with_values(self, indicator: Indicator) -> Indicator:
        if self.deadline:
            return replace(indicator, targets={self.deadline.day.year: self.deadline})
        years, new = self.targets.keys(), self.targets.items()
        condition = self.condition
        return replace(
            indicator,
            targets=_merged(indicator.targets, years, {y: t.value for y, t in new}),
            relative_targets=_merged(indicator.relative_targets, years, {y: t.relative for y, t in new}),
            year_conditions=_merged(indicator.year_conditions, years, {y: t.condition for y, t in new}),
            year_units=_merged(indicator.year_units, years, {y: t.unit for y, t in new}),
            due_days=_merged(indicator.due_days, years, {y: t.due for y, t in new}),
            interim_targets=_merged(indicator.interim_targets, (), self.interim_targets),
            condition=condition.condition if condition else indicator.condition,
            condition_text=condition.text if condition else indicator.condition_text,
            tolerance=indicator.tolerance if self.tolerance is None else self.tolerance,
        )


class RevisedObjective(Struct, frozen=True):
    """What a revision changes of an objective: its state, or its indicators."""

    code: str
    change: StateChange | None = None
    indicators: tuple[RevisedIndicator, ...] = ()


class Revision(Struct, frozen=True):
    """An act that changes the plan, in force from `day` on, and the reason it gives.

    `suffix` tells apart the acts of one day, which are in force one after the other in the order of it.
    """

    day: date
    act: str
    reason: str
    objectives: tuple[RevisedObjective, ...]
    suffix: str = ""

    @property
    def name(self) -> str:
        """Its name among the revisions of the plan, as that of its file: `2025-07-31`, `2025-07-31-bis`."""
        return f"{self.day.isoformat()}-{self.suffix}" if self.suffix else self.day.isoformat()

    def about(self, code: str) -> "Revision":
        """The revision with what it changes of one objective alone."""
        return replace(self, objectives=tuple(one for one in self.objectives if one.code == code))

    def reason_of(self, change: StateChange) -> str:
        """Why what it has dropped or added cannot be assessed."""
        return f"{change.in_words(self.day)} con {self.act}"


def revised_indicators(
    code: str, indicators: Iterable[Indicator], revisions: Iterable[Revision], years: Iterable[int]
) -> tuple[Indicator, ...]:
    """The indicators of an objective as they are in force after all revisions, with their former versions.

    `indicators` are those of the approved plan, `revisions` in the order of their days.
    """
    years = tuple(years)
    current = {one.id: one for one in indicators}
    for revision in revisions:
        for objective in (one for one in revision.objectives if one.code == code):
            if objective.change:
                for identifier, one in current.items():
                    current[identifier] = _with_state(one, revision, objective.change, years)
            for revised in objective.indicators:
                if revised.id in current:
                    current[revised.id] = _revised(current[revised.id], revised, revision, years)
    return tuple(current.values())


def _revised(
    indicator: Indicator, revised: RevisedIndicator, revision: Revision, years: tuple[int, ...]
) -> Indicator:
    if revised.change:
        return _with_state(indicator, revision, revised.change, years)
    former = (
        *indicator.former,
        Former(revision.day, revision.name, replace(indicator, former=(), not_in_force={})),
    )
    return replace(revised.applied_to(indicator), former=former)


def _with_state(
    indicator: Indicator, revision: Revision, change: StateChange, years: tuple[int, ...]
) -> Indicator:
    """The indicator with the years in which it is not in force, and why."""
    first = revision.day.year
    reasons = dict(indicator.not_in_force)
    if change.state is State.ADDED:
        reasons |= {year: revision.reason_of(change) for year in years if year < first}
    elif change.state is State.RESUMED:
        reasons = {year: reason for year, reason in reasons.items() if year < first}
    else:
        reasons |= {year: revision.reason_of(change) for year in years if year >= first}
    return replace(indicator, not_in_force=dict(sorted(reasons.items())))


def latest_changes(revisions: Iterable[Revision]) -> Mapping[str, tuple[Revision, StateChange]]:
    """The last change of state of each objective as a whole, by code, with its revision."""
    return {
        one.code: (revision, one.change)
        for revision in revisions
        for one in revision.objectives
        if one.change
    }


def out_of_force(revisions: Iterable[Revision]) -> frozenset[tuple[str, str]]:
    """What is dropped, suspended or replaced: objectives with an empty id, indicators by code and id."""
    states: dict[tuple[str, str], State] = {}
    for revision in revisions:
        for objective in revision.objectives:
            if objective.change:
                states[objective.code, ""] = objective.change.state
            for one in objective.indicators:
                if one.change:
                    states[objective.code, one.id] = one.change.state
    return frozenset(key for key, state in states.items() if state.is_out)


def added_later(revisions: Iterable[Revision], day: date) -> frozenset[tuple[str, str]]:
    """What is added after a day: objectives by code with an empty id, indicators by code and id."""
    found = set()
    for revision in (one for one in revisions if one.day > day):
        for objective in revision.objectives:
            if objective.change and objective.change.state is State.ADDED:
                found.add((objective.code, ""))
            for one in objective.indicators:
                if one.change and one.change.state is State.ADDED:
                    found.add((objective.code, one.id))
    return frozenset(found)


def _has_targets_of(office: Indicator, whole: Indicator) -> bool:
    """Whether an office has the targets of the indicator, as they are written."""
    years = {*whole.targets, *whole.relative_targets, *office.targets, *office.relative_targets}
    return all(target_of(office, year) == target_of(whole, year) for year in years)


def _merged(old: Mapping[K, V], replaced: Iterable[K], new: Mapping[K, V | None]) -> dict[K, V]:
    """The entries of a table: the old ones without those replaced, and the new ones that there are."""
    gone = set(replaced)
    kept = {key: value for key, value in old.items() if key not in gone}
    kept |= {key: value for key, value in new.items() if value is not None}
    return dict(sorted(kept.items(), key=lambda entry: str(entry[0])))
