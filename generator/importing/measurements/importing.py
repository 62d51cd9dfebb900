"""Import of results: what several files say, checked against one another and written, one file an office."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.measured import MeasuredIndicator, Result
from generator.checks.rule_registry import check_measured
from generator.importing.measurements.day_files import (
    DayFile,
    HowToChange,
    day_file,
    file_name,
    write_day_file,
)
from generator.importing.measurements.findings import Finding, findings_of
from generator.importing.measurements.reading import ReadResult, SheetReading
from generator.importing.measurements.sheet_layout import RowKey
from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.readers.fields import check_not_in_future
from generator.plan.measurement import PartResults
from generator.plan.model import Plan
from generator.plan.values import NotAvailable, Value


class ResultsImport(Struct, frozen=True):
    """The outcome: findings, the files that were written, the names of those that were not, results read."""

    findings: tuple[Finding, ...]
    written: tuple[DayFile, ...]
    refused: tuple[str, ...]
    read: int


def import_results(
    readings: Sequence[SheetReading], plan: Plan, folder: Path, how: HowToChange, *, partial: bool = False
) -> ResultsImport:
    """Write the results of offices into the folder of their plan; a file with errors only if `partial`.

    Raises `ImportingError` where a file is there that cannot be read, or none can be written.
    """
    findings: list[Finding] = []
    files: list[tuple[DayFile, bool, bool]] = []
    read = 0
    for (day, office), of_file in _by_file(readings).items():
        of_day = [finding for one in of_file for finding in one.findings]
        future = _future(day, how.today, file_name(day, office))
        results = [result for one in of_file for result in one.results]
        read += len(results)
        unique, twice = _without_duplicates(results)
        file = day_file(folder, plan, day, office, unique, how)
        of_day += [*twice, *_rules(plan, day, unique), *file.findings]
        findings += [*of_day, *future]
        is_sound = not any(finding.is_error for finding in of_day)
        files.append((file, is_sound and not future, (is_sound or partial) and not future))
    written, refused = [], []
    for file, is_sound, may_be_written in files:
        if file.text and may_be_written:
            write_day_file(folder, file)
            written.append(file)
        elif is_sound:
            written.append(file)
        else:
            refused.append(file.name)
    return ResultsImport(tuple(findings), tuple(written), tuple(refused), read)


def _by_file(readings: Iterable[SheetReading]) -> dict[tuple[date, str], list[SheetReading]]:
    grouped: dict[tuple[date, str], list[SheetReading]] = {}
    for reading in readings:
        grouped.setdefault((reading.day, reading.office), []).append(reading)
    return grouped


def _without_duplicates(results: Iterable[ReadResult]) -> tuple[list[ReadResult], list[Finding]]:
    """The results without those that are there twice, neither of which may be the right one."""
    by_key: dict[RowKey, list[ReadResult]] = {}
    for result in results:
        by_key.setdefault(result.key, []).append(result)
    findings = []
    for key, found in by_key.items():
        for other in found[1:]:
            name = found[0].item.measured.name
            message = f"«{name}» ({key.objective}) c'è già in {found[0].place}: tenere una riga sola"
            findings.append(Finding(other.place, message, "E207"))
    return [found[0] for found in by_key.values() if len(found) == 1], findings


def _future(day: date, today: date, place: str) -> list[Finding]:
    diagnostics = Diagnostics()
    check_not_in_future(day, today, SourceLocation(place), "controllare il giorno", diagnostics)
    return findings_of(diagnostics)


def _rules(plan: Plan, day: date, results: Iterable[ReadResult]) -> Iterator[Finding]:
    """What the rules about measurements say of the new results, beside those of other days."""
    for result in results:
        value = _value(result.measurement.measurement.original, result.key.part)
        if value is None:
            continue
        location = SourceLocation(result.place)
        others = [
            Result(found, one.day, SourceLocation(""))
            for one in plan.measurements_of.get((result.key.objective, result.key.indicator), ())
            if one.day != day and (found := _value(one.value, result.key.part)) is not None
        ]
        measured = MeasuredIndicator(
            replace(result.item.measured, id=result.item.indicator.id),
            plan.policy,
            tuple(sorted([*others, Result(value, day, location)], key=lambda one: one.day)),
            location,
        )
        yield from findings_of(one for one in check_measured(measured) if one.location == location)


def _value(found: object, part: str) -> Value | None:
    value = found.of(part) if isinstance(found, PartResults) else found
    return value if isinstance(value, Value) and not isinstance(value, NotAvailable) else None
