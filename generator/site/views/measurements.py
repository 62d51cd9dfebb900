"""Every value that was measured for an objective, as the rows of a table: the same as in the open data."""

from msgspec import Struct

from generator.plan.measurement import Measurement, show_result
from generator.plan.model import Objective, Plan


class MeasurementView(Struct, frozen=True):
    """A measurement. `value` is the one that counts; `corrections` say what was published before it."""

    day: str
    indicator_id: str
    indicator: str
    value: str
    corrections: tuple[str, ...]
    note: str
    source: str


def measurements_of(plan: Plan, objective: Objective) -> tuple[MeasurementView, ...]:
    """The measurements of an objective, indicator by indicator, the earliest first."""
    return tuple(
        _view(measurement, indicator.name)
        for indicator in objective.indicators
        for measurement in plan.measurements_of.get((objective.code, indicator.id), ())
    )


def _view(measurement: Measurement, name: str) -> MeasurementView:
    value = measurement.value
    before = measurement.original
    corrections = []
    for correction in measurement.corrections:
        was = show_result(before) if before is not None else ""
        corrections.append(f"{correction.made_on:%d/%m/%Y}: era {was}; {correction.reason}")
        before = correction.value
    return MeasurementView(
        day=f"{measurement.day:%d/%m/%Y}",
        indicator_id=measurement.indicator,
        indicator=name,
        value=show_result(value) if value is not None else f"non valutabile: {measurement.not_assessable}",
        corrections=tuple(corrections),
        note=measurement.note,
        source=measurement.source,
    )
