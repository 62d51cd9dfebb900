"""What a revision changes, field by field: what was in force before it, and what has been since."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from generator.plan.indicator import Former, Indicator
from generator.plan.model import Objective, Plan
from generator.plan.revisions import (
    RevisedIndicator,
    RevisedTarget,
    Revision,
    State,
    StateChange,
    deadline_of,
    target_of,
)
from generator.plan.values import Value, show

#: The field of an objective or an indicator that is dropped or added as a whole.
IN_FORCE = "vigore"
_IN_FORCE = "in vigore"


class FieldChange(Struct, frozen=True):
    """A change of one field, whose name is the path in the file; the texts are those that were written.

    `indicator` is empty for an objective as a whole, `before` where there was nothing. `year` or `day` is
    that of a target, `part` the id of the step or office whose target it is, in the field `parts`.
    """

    objective: str
    indicator: str
    field: str
    before: str
    after: str
    year: int | None = None
    day: date | None = None
    parts: str = ""
    part: str = ""


def field_changes(plan: Plan, revision: Revision) -> Iterator[FieldChange]:
    """What a revision of a plan changes of the objectives that the plan holds, in the order of its file."""
    for revised in revision.objectives:
        objective = plan.by_code.get(revised.code)
        if objective is None:
            continue
        if revised.change:
            before = _state_before(plan, revision, revised.code, "")
            yield FieldChange(revised.code, "", IN_FORCE, before, _in_force(revised.change))
        for one in revised.indicators:
            if one.change:
                before = _state_before(plan, revision, revised.code, one.id)
                yield FieldChange(revised.code, one.id, IN_FORCE, before, _in_force(one.change))
            else:
                yield from _of_indicator(objective, one, revision)


def all_versions(indicator: Indicator) -> tuple[Indicator, ...]:
    """The indicator as it was approved and after each day with acts that changed it, the earliest first."""
    return (*(former.indicator for former in _earliest_first(indicator)), indicator)


def versions_of(
    indicator: Indicator, part: Callable[[Indicator], object]
) -> Iterator[tuple[Indicator, date | None]]:
    """The versions that differ in a part from the one before, with their first days (approved: none)."""
    days = (None, *(former.until for former in _earliest_first(indicator)))
    before: list[object] = []
    for version, day in zip(all_versions(indicator), days, strict=True):
        found = part(version)
        if before != [found]:
            yield version, day
        before = [found]


def former_target(indicator: Indicator, year: int) -> tuple[Indicator, date] | None:
    """The version with the target of a year before the last revision that changed it, and its last day.

    `None` where no revision changed it.
    """
    current = indicator
    for former in _latest_first(indicator):
        before = former.indicator
        is_same = target_of(before, year) == target_of(current, year)
        if not is_same or before.condition_of(year) != current.condition_of(year):
            return before, former.until - timedelta(days=1)
        current = before
    return None


def former_weight(indicator: Indicator, day: date) -> tuple[Indicator, date] | None:
    """The version with the weight before the last revision until `day` that changed it, and its last day."""
    current = indicator.in_force_on(day)
    for former in _latest_first(indicator):
        if former.until <= day and former.indicator.weight != current.weight:
            return former.indicator, former.until - timedelta(days=1)
    return None


def _latest_first(indicator: Indicator) -> Iterable[Former]:
    """The versions of an indicator that were in force on some day; of acts of one day the last one counts."""
    return {former.until: former for former in reversed(indicator.former)}.values()


def _earliest_first(indicator: Indicator) -> tuple[Former, ...]:
    return tuple(reversed([*_latest_first(indicator)]))


def target_text(target: RevisedTarget) -> str:
    """A target with all that belongs to it: `più di 9, entro 30/06/2026`; empty where there is none."""
    relative, value = target.relative, target.value
    text = relative.text if relative else show(value) if value is not None else ""
    condition = f"{target.condition.text} " if target.condition else ""
    unit = f" ({target.unit.symbol})" if target.unit else ""
    reference = f" rispetto a {relative.reference}" if relative else ""
    due = f", entro {target.due:%d/%m/%Y}" if target.due else ""
    return f"{condition}{text}{reference}{unit}{due}"


def _of_indicator(
    objective: Objective, revised: RevisedIndicator, revision: Revision
) -> Iterator[FieldChange]:
    indicator = objective.indicator(revised.id)
    versions = (one.indicator for one in indicator.former if one.revision == revision.name)
    if before := next(versions, None):
        yield from _of_values(objective.code, revised, before)


def _of_values(
    code: str, revised: RevisedIndicator, before: Indicator, indicator: str = "", parts: str = ""
) -> Iterator[FieldChange]:
    identifier = indicator or revised.id
    part = revised.id if parts else ""
    path = f"{parts}/{part}/" if parts else ""

    def change(
        field: str, was: str, now: str, year: int | None = None, day: date | None = None
    ) -> FieldChange:
        return FieldChange(code, identifier, f"{path}{field}", was, now, year, day, parts, part)

    if revised.deadline:
        yield change("entro", _shown(deadline_of(before)), show(revised.deadline))

    for year, target in revised.targets.items():
        was = target_text(target_of(before, year))
        yield change(f"target/{year}", was, target_text(target), year)
    for day, value in revised.interim_targets.items():
        was = _shown(before.interim_targets.get(day))
        yield change(f"traguardi_intermedi/{day.isoformat()}", was, show(value), day.year, day)
    for field, was, now in (
        ("nome", before.name, revised.name),
        ("formula", before.formula, revised.formula),
        ("condizione", before.condition_text, revised.condition.text if revised.condition else ""),
        ("tolleranza", _shown(before.tolerance), _shown(revised.tolerance)),
        ("peso", _shown(before.weight), _shown(revised.weight)),
    ):
        if now:
            yield change(field, was, now)
    parts_before = {one.id: one for one in before.parts}
    for one in revised.parts:
        if one.id in parts_before:
            yield from _of_values(code, one, parts_before[one.id], identifier, revised.field_of_parts)


def _shown(value: Value | None) -> str:
    return "" if value is None else show(value)


def _in_force(change: StateChange) -> str:
    return f"{change.state.value} {', '.join(change.successors)}".strip()


def _state_before(plan: Plan, revision: Revision, code: str, identifier: str) -> str:
    """The state before a revision in the words of the file; empty before an addition."""
    found = _IN_FORCE
    for other in (one for one in plan.revisions if one.name <= revision.name):
        for objective in (one for one in other.objectives if one.code == code):
            changes = (
                [one.change for one in objective.indicators if one.id == identifier]
                if identifier
                else [objective.change]
            )
            for change in filter(None, changes):
                if other.name == revision.name:
                    return "" if change.state is State.ADDED else found
                found = _in_force(change) if change.state.is_out else _IN_FORCE
    return found
