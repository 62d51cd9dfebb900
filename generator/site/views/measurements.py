"""View of a measurement: the same values as in the open data."""

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.italian.declared import BY_WHOM, declaration_in_words
from generator.plan.italian.parts import result_as_written
from generator.plan.measurement import Measurement, PartResults


class MeasurementView(Struct, frozen=True):
    """A measurement. `value` is the valid one; `corrections` say what was published before it.

    `declared` is what who evaluates has declared, empty where nothing was.
    """

    day: str
    value: str
    corrections: tuple[str, ...]
    declared: str
    note: str
    source: str
    deviation_reason: str


def measurement_view(measurement: Measurement, indicator: Indicator) -> MeasurementView:
    """The view of a measurement of an indicator."""
    value = measurement.value
    declared = declared_in_words(measurement)
    previous = measurement.original
    corrections = []
    for correction in measurement.corrections:
        shown = result_as_written(indicator, previous) if previous is not None else ""
        corrections.append(f"{correction.made_on:%d/%m/%Y}: era {shown}; {correction.reason}")
        previous = correction.value
    return MeasurementView(
        day=f"{measurement.day:%d/%m/%Y}",
        value=result_as_written(indicator, value)
        if value is not None
        else f"non valutabile: {measurement.not_assessable}",
        corrections=tuple(corrections),
        declared=f"{BY_WHOM.capitalize()}: {declared}" if declared else "",
        note=measurement.note,
        source=measurement.source,
        deviation_reason=measurement.deviation_reason,
    )


def declared_in_words(measurement: Measurement) -> str:
    """«raggiunto, grado 100%»; of parts «anagrafe: grado 60%; tributi: …»; empty where nothing was."""
    whole = declaration_in_words(measurement.declaration)
    original = measurement.original
    of_parts = original.declared if isinstance(original, PartResults) else ()
    said = [whole] if whole else []
    said += [f"{part}: {declaration_in_words(declared)}" for part, declared in of_parts]
    return "; ".join(said)
