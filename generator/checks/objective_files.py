"""Reads the files of all objectives: those that changed, shared among processes; of the others what is kept.

What is kept lies in two files of the cache, a line for each objective. It rests on the program and on what
objectives refer to (piano.yml, the registers): if one of those changes, every objective is read anew.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct, field
from msgspec.json import decode, encode

from generator.build.fingerprints import Fingerprints
from generator.build.kept import read_kept, write_kept
from generator.build.parallel import batch_size, share
from generator.checks.context import CrossRuleContext
from generator.checks.kept_readings import (
    comparable_indicators_of,
    comparison_line_of,
    formulas_of,
    line_of,
    reading_of,
)
from generator.checks.objective_file import ObjectiveFile, Reading, read_objective_file
from generator.checks.packing import pack, unpack
from generator.checks.rule_registry import compare_objectives
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation
from generator.loading.file_system import read_bounded
from generator.loading.readers.objectives import ObjectiveContext
from generator.loading.source_map import SourceMap
from generator.plan.errors import VetroError
from generator.plan.model import Indicator

#: So many files take longer to compare than it takes to make a process.
_MANY = 500
#: The key of what the rules found that compare objectives.
_COMPARED = "*"


class ChangedMeanwhile(VetroError):
    """A file is no longer what it was when the run began."""


class Keeping(Struct, frozen=True):
    """Where readings are kept, what they rest on, and how many processes read what is not.

    `prints` tell what files hold that need not be read for it.
    """

    folder: Path
    basis: str
    processes: int = 1
    prints: Fingerprints = field(default_factory=Fingerprints)


class ObjectiveFiles(Struct, frozen=True):
    """All readings, in the order of the files; `findings` are of the rules that compare objectives.

    `digests` tell the content of each file, by its name.
    """

    readings: tuple[Reading, ...]
    diagnostics: tuple[Diagnostic, ...]
    digests: Mapping[str, str]


class _Read(Struct, frozen=True):
    """A file that was read: its digest, the two lines to keep, and its indicators for this run."""

    digest: str
    line: bytes
    comparison: bytes
    indicators: bytes


def read_all(
    files: Sequence[ObjectiveFile], context: ObjectiveContext, source_map: SourceMap
) -> ObjectiveFiles:
    """Read every file, with the places of all its parts."""
    digests, readings = {}, []
    for file in files:
        digests[file.name], reading = _read(file, context, source_map)
        readings.append(reading)
    comparable_indicators = tuple(
        indicator for reading in readings for indicator in reading.comparable_indicators
    )
    formulas = tuple(formula for reading in readings for formula in reading.formulas)
    found = tuple(compare_objectives(CrossRuleContext(comparable_indicators, formulas, _first_year(context))))
    return ObjectiveFiles(tuple(readings), found, digests)


def read_changed(
    files: Sequence[ObjectiveFile], context: ObjectiveContext, keeping: Keeping
) -> ObjectiveFiles:
    """Read the files that changed, take what is kept of the others, and keep all for the next run."""
    path, comparison_path = keeping.folder / "obiettivi", keeping.folder / "confronti"
    kept = read_kept(path, keeping.basis)
    lines: dict[str, bytes] = {}
    readings: dict[str, Reading] = {}
    for file in files:
        line = kept.get(file.name, b"")
        if line and (digest := _digest(file, keeping.prints)) == line[:64].decode():
            lines[file.name] = line
            fetch = partial(_indicators_of, file, digest, context)
            readings[file.name] = reading_of(line[129:], file.name, context.registers, fetch)
    missing = [file for file in files if file.name not in lines]
    fresh: dict[str, bytes] = {}
    for file, read in zip(missing, _read_many(missing, context, keeping.processes), strict=True):
        head = f"{read.digest}{hashlib.sha256(read.comparison).hexdigest()} "
        lines[file.name] = head.encode() + read.line
        fresh[file.name] = read.comparison
        fetch = partial(unpack, read.indicators)
        readings[file.name] = reading_of(read.line, file.name, context.registers, fetch)
    compared = hashlib.sha256(b"".join(lines[file.name][64:128] for file in files)).hexdigest()
    said = kept.get(_COMPARED, b"")
    if said[:64].decode() != compared:
        comparisons = read_kept(comparison_path, keeping.basis) | fresh
        if any(file.name not in comparisons for file in files):
            # The one file without the other: as good as none.
            return read_changed_anew(files, context, keeping)
        found = _compare(
            {file.name: comparisons[file.name] for file in files}, _first_year(context), keeping.processes
        )
        rows = [
            [one.location.file, one.location.line, one.location.column, one.code, one.message]
            for one in found
        ]
        said = compared.encode() + encode(rows)
        write_kept(comparison_path, keeping.basis, {file.name: comparisons[file.name] for file in files})
    lines = {file.name: lines[file.name] for file in files} | {_COMPARED: said}
    if lines != kept:
        write_kept(path, keeping.basis, lines)
    return ObjectiveFiles(
        tuple(readings[file.name] for file in files),
        tuple(
            Diagnostic(SourceLocation(*location), code, text) for *location, code, text in decode(said[64:])
        ),
        {file.name: lines[file.name][:64].decode() for file in files},
    )


def read_changed_anew(
    files: Sequence[ObjectiveFile], context: ObjectiveContext, keeping: Keeping
) -> ObjectiveFiles:
    """The same, as if nothing were kept."""
    (keeping.folder / "obiettivi").unlink(missing_ok=True)
    return read_changed(files, context, keeping)


def _compare(
    comparisons: Mapping[str, bytes], first_year: int | None, processes: int
) -> tuple[Diagnostic, ...]:
    # A rule looks at indicators or at wordings, so that one process can compare these and another those.
    jobs = [partial(_compare_indicators, comparisons, first_year), partial(_compare_formulas, comparisons)]
    shared = share(jobs, min(processes, 2) if len(comparisons) >= _MANY else 1, worthwhile=2)
    return tuple(chain.from_iterable(shared))


def _compare_indicators(comparisons: Mapping[str, bytes], first_year: int | None) -> list[Diagnostic]:
    comparable_indicators = tuple(
        one for name, line in comparisons.items() for one in comparable_indicators_of(line, name)
    )
    return list(compare_objectives(CrossRuleContext(comparable_indicators, (), first_year)))


def _compare_formulas(comparisons: Mapping[str, bytes]) -> list[Diagnostic]:
    formulas = tuple(one for name, line in comparisons.items() for one in formulas_of(line, name))
    return list(compare_objectives(CrossRuleContext((), formulas)))


def _first_year(context: ObjectiveContext) -> int | None:
    return next(iter(context.indicators.years), None)


def _read(file: ObjectiveFile, context: ObjectiveContext, source_map: SourceMap) -> tuple[str, Reading]:
    diagnostics = Diagnostics()
    data = read_bounded(file.path, file.name, diagnostics)
    if data is None:
        return "", Reading(file.name, None, None, diagnostics=diagnostics.sorted())
    return hashlib.sha256(data).hexdigest(), read_objective_file(file, data, context, source_map)


def _digest(file: ObjectiveFile, prints: Fingerprints) -> str:
    try:
        return prints.of(str(file.path)).hex()
    except OSError:
        return ""


def _read_many(files: Sequence[ObjectiveFile], context: ObjectiveContext, processes: int) -> Iterator[_Read]:
    size = batch_size(len(files))
    batches = [files[start : start + size] for start in range(0, len(files), size)]
    jobs: list[Callable[[], list[_Read]]] = [partial(_read_batch, batch, context) for batch in batches]
    for batch in share(jobs, processes):
        yield from batch


def _read_batch(files: Sequence[ObjectiveFile], context: ObjectiveContext) -> list[_Read]:
    found = []
    for file in files:
        digest, reading = _read(file, context, SourceMap())
        indicators = pack(reading.objective.indicators if reading.objective else ())
        found.append(_Read(digest or "-" * 64, line_of(reading), comparison_line_of(reading), indicators))
    return found


def _indicators_of(file: ObjectiveFile, digest: str, context: ObjectiveContext) -> Sequence[Indicator]:
    again, reading = _read(file, context, SourceMap())
    if again != digest or reading.objective is None:
        raise ChangedMeanwhile(f"{file.name} è cambiato durante la generazione: riprovare")
    return reading.objective.indicators
