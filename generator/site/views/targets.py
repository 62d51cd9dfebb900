"""View of the target of a year: its text, its starting point, and what has to be said of it."""

from collections.abc import Iterator

from msgspec import Struct

from generator.plan import units
from generator.plan.indicator import Indicator
from generator.plan.italian.parts import count_of_parts, whole_target
from generator.plan.revision_changes import former_target
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from generator.plan.values import show
from generator.site.views.labels import STARTING_POINTS, target_in_words, unbroken


class TargetCell(Struct, frozen=True):
    """A target with its starting point. `key` is that of the style, empty for a missing target.

    `notes` say how a difference was worked out, when it is due, and the targets on the way.
    """

    year: int
    text: str
    starting_point: str
    key: str
    notes: tuple[str, ...] = ()


def target_cell(indicator: Indicator, year: int, point: StartingPoint | None) -> TargetCell:
    """The target of a year; `point` is its starting point if it has been computed."""
    text = target_in_words(indicator.targets.get(year), indicator.condition_of(year))
    relative = indicator.relative_targets.get(year)
    if relative is not None and relative.base is None:
        text = unbroken(relative.as_target(year, indicator.condition_of(year)))
    notes = target_notes(indicator, year)
    if parts := indicator.parts_of(year):
        counted = count_of_parts(indicator, len(parts))
        whole = whole_target(indicator, year) if text == "—" else text
        text = f"{whole} ({counted})" if whole else counted
        point = point or starting_point(indicator, year)
        if point is StartingPoint.NOT_COMPARABLE:
            return TargetCell(year, text, "", "", notes)
    if text in ("—", "n.d.") or year in indicator.not_in_force:
        return TargetCell(year, text, "", "", notes)
    point = point or starting_point(indicator, year)
    return TargetCell(year, text, point.value, STARTING_POINTS[point][0], notes)


def target_notes(indicator: Indicator, year: int) -> tuple[str, ...]:
    """What it was before a revision, how a difference was worked out, the unit, the day, the way to it."""
    return tuple(map(unbroken, _notes(indicator, year)))


def _notes(indicator: Indicator, year: int) -> Iterator[str]:
    if former := former_target(indicator, year):
        version, last = former
        was = target_in_words(version.targets.get(year), version.condition_of(year))
        until = f"fino al {last:%d/%m/%Y}"
        yield f"{until} non c'era" if was == "—" else f"era {was} {until}"
    relative = indicator.relative_targets.get(year)
    if relative is not None and relative.base is not None:
        yield f"{relative.working(indicator.targets.get(year))}, {relative.base_in_words()}"
    unit = indicator.year_units.get(year)
    if unit is not None and unit != units.TEXT:
        yield f"unità: {unit.symbol}"
    if due := indicator.due_days.get(year):
        yield f"entro il {due:%d/%m/%Y}"
    for day, value in indicator.interim_targets_of(year):
        yield f"{show(value)} al {day:%d/%m/%Y}"
