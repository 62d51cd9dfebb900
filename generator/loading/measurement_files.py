"""Measurement files of a plan: the measurements of each day, joined where several files have some."""

from collections.abc import Iterable
from itertools import chain, groupby

from msgspec.structs import replace

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.plan_folder import MEASUREMENTS_FOLDER, MeasurementFile, PlanFolder, misplaced
from generator.loading.readers.measurements import LocatedMeasurement, MeasurementContext, read_measurements
from generator.plan.measurement import Measurement, joined_parts


def load_measurements(
    folder: PlanFolder, context: MeasurementContext, diagnostics: Diagnostics
) -> tuple[tuple[LocatedMeasurement, ...], tuple[Measurement, ...]]:
    """The measurements with their locations, and those of the plan, to which several files contribute."""
    files = folder.measurement_files()
    context = replace(context, stems=frozenset(file.day for file in files))
    located: list[LocatedMeasurement] = []
    measurements: list[Measurement] = []
    for _, of_day in groupby(files, key=lambda file: file.day):
        read_from = [_read_file(file, folder, context, diagnostics) for file in of_day]
        found = [*chain.from_iterable(read_from)]
        if len(read_from) == 1:
            measurements += (one.measurement for one in found)
        else:
            found, joined = _joined(found, context, diagnostics)
            measurements += joined
        located += found
    return tuple(located), tuple(measurements)


def _read_file(
    file: MeasurementFile, folder: PlanFolder, context: MeasurementContext, diagnostics: Diagnostics
) -> tuple[LocatedMeasurement, ...]:
    node = folder.parse(file.name)
    if node is None:
        return ()
    if message := misplaced(node, MEASUREMENTS_FOLDER):
        diagnostics.add(SourceLocation(node.location.file), "E211", message)
        return ()
    return read_measurements(node, file.day, context, diagnostics, in_folder=file.in_folder)


def _joined(
    of_day: Iterable[LocatedMeasurement], context: MeasurementContext, diagnostics: Diagnostics
) -> tuple[list[LocatedMeasurement], list[Measurement]]:
    """The measurements of one day from several files, and what they make, in the order of the plan.

    The parts of an indicator may be in several, each in one; anything else that is in two is reported.
    """
    joined: dict[tuple[str, str], Measurement] = {}
    sources: dict[tuple[str, str], list[LocatedMeasurement]] = {}
    for located in of_day:
        one = located.measurement
        measured = one.objective, one.indicator
        earlier = sources.setdefault(measured, [])
        same = next((each for each in earlier if joined_parts(each.measurement, one) is None), None)
        if same:
            message = (
                f"«{one.indicator}» di {one.objective} quel giorno è già in {same.location.file}, riga "
                f"{same.location.line}: tenerlo in un file solo"
            )
            diagnostics.add(located.location, "E207", message)
            continue
        joined[measured] = joined_parts(joined[measured], one) or one if earlier else one
        earlier.append(located)
    return [*chain.from_iterable(sources.values())], [
        joined[objective.code, indicator.id].in_order_of([part.id for part in indicator.parts])
        for objective in context.objectives.values()
        for indicator in objective.indicators
        if (objective.code, indicator.id) in joined
    ]
