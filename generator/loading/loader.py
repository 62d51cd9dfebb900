"""Loads the folder of a plan: every file read, every mistake gathered, one plan made of it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from generator.build.environment import program_digest
from generator.build.fingerprints import Fingerprints
from generator.checks.objective_file import ObjectiveFile, Reading
from generator.checks.objective_files import Keeping, ObjectiveFiles, read_all, read_changed
from generator.checks.rule_registry import check_data
from generator.checks.suppressions import SuppressedDiagnostic, apply_suppressions, read_suppressions
from generator.loading import schemas
from generator.loading.assembly import make_plan
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation
from generator.loading.plan_folder import (
    MEASUREMENTS_FOLDER,
    NEWS_FILE,
    OBJECTIVES_FOLDER,
    PLAN_FILE,
    PlanFolder,
)
from generator.loading.readers.indicators import IndicatorContext
from generator.loading.readers.measurements import MeasurementContext, read_measurements
from generator.loading.readers.news import read_news
from generator.loading.readers.objectives import ObjectiveContext
from generator.loading.readers.plan_metadata import PlanMetadata, read_metadata
from generator.loading.readers.registers import (
    Registers,
    read_areas,
    read_departments,
    read_offices,
    read_programmes,
)
from generator.loading.source_map import SourceMap
from generator.loading.validation import ValidatedMapping, validate_list, validate_mapping
from generator.loading.yaml.parser import Node, Sequence
from generator.plan.measurement import Measurement
from generator.plan.model import Plan
from generator.plan.news import News

T = TypeVar("T")


class LoadedPlan(Struct, frozen=True):
    """What a folder holds. `plan` is `None` when its head cannot be read; it lacks what has errors.

    `findings` are those that nobody has acknowledged; the others are apart, with the reason given.
    `files` are the names of all files that were read, `digests` tell what those of the objectives held, by
    code, and `basis` what piano.yml and the registers held; `places` are known of those files only that were
    read by this process. `context` is what its objectives may refer to.
    """

    folder: Path
    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    source_map: SourceMap
    suppressed: tuple[SuppressedDiagnostic, ...] = ()
    files: frozenset[str] = frozenset()
    digests: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""
    context: ObjectiveContext | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the plan may be published."""
        return self.plan is not None and not any(
            diagnostic.code.startswith("E") for diagnostic in self.diagnostics
        )


def load_plan(
    folder: Path,
    root: Path,
    cache: Path | None = None,
    processes: int = 1,
    prints: Fingerprints | None = None,
) -> LoadedPlan:
    """Read the plan in a folder and apply every rule to it. SourceMap in findings are relative to `root`.

    With a `cache`, objectives that did not change are not read again, and the others are shared among
    processes; their indicators are then fetched when they are asked for. `prints` are those of the files.
    """
    return _Loader(folder, root, cache, processes, prints or Fingerprints()).load()


class _Loader:
    def __init__(
        self, folder: Path, root: Path, cache: Path | None, processes: int, prints: Fingerprints
    ) -> None:
        self._diagnostics = Diagnostics()
        self._folder = PlanFolder(folder, root, self._diagnostics)
        self._source_map = SourceMap()
        self._cache = cache
        self._processes = processes
        self._prints = prints

    def load(self) -> LoadedPlan:
        folder = self._folder
        head_node = folder.parse(PLAN_FILE)
        self._source_map.put(SourceLocation(folder.shown(folder.path / PLAN_FILE)))
        mapping = validate_mapping(head_node, schemas.PLAN, self._diagnostics) if head_node else None
        head = read_metadata(mapping, self._diagnostics) if mapping else None
        registers = self._load_registers()
        context = _context_of(head, registers)
        files = self._load_objectives(context)
        readings = tuple(self._unique(files.readings))
        folder.check_strays()
        plan = None
        if mapping and head and head.years and head.baseline_year is not None:
            self._check_period(mapping, head)
            self._check_document(mapping, head)
            measurements = self._load_measurements(head, readings)
            plan = make_plan(
                head,
                head.baseline_year,
                registers,
                (reading.objective for reading in readings if reading.objective),
                measurements,
                self._load_news(),
            )
        for file in folder.files.values():
            self._diagnostics.extend(check_data(file.name, file.text))
        names = frozenset(folder.files) | files.digests.keys()
        suppressions = [one for reading in readings for one in reading.suppressions]
        if mapping:
            suppressions += read_suppressions(mapping, names, self._diagnostics)
        open_findings, suppressed = apply_suppressions(self._diagnostics, suppressions)
        return LoadedPlan(
            folder=folder.path,
            plan=plan,
            diagnostics=open_findings,
            source_map=self._source_map,
            suppressed=suppressed,
            files=names,
            digests={_stem(name): digest for name, digest in files.digests.items()},
            basis=self._basis(),
            context=context,
        )

    def _load_registers(self) -> Registers:
        areas = self._folder.parse("ambiti.yml")
        offices = self._folder.parse("uffici.yml")
        missions = self._folder.parse("missioni.yml")
        office_mapping = validate_mapping(offices, schemas.OFFICES, self._diagnostics) if offices else None
        return Registers(
            areas=self._read_list(areas, schemas.AREA, read_areas),
            departments=read_departments(office_mapping.mapping_list("aree"), self._diagnostics)
            if office_mapping
            else None,
            offices=read_offices(office_mapping.mapping_list("uffici"), self._diagnostics)
            if office_mapping
            else None,
            programmes=self._read_list(missions, schemas.MISSION, read_programmes),
        )

    def _read_list(
        self,
        node: Node | None,
        schema: schemas.Schema,
        read: Callable[[tuple[ValidatedMapping, ...], Diagnostics], dict[str, T]],
    ) -> dict[str, T] | None:
        mappings = validate_list(node, schema, self._diagnostics) if node else ()
        return read(mappings, self._diagnostics) if isinstance(node, Sequence) else None

    def _load_objectives(self, context: ObjectiveContext) -> ObjectiveFiles:
        folder = self._folder
        paths = folder.entries(OBJECTIVES_FOLDER)
        shown = folder.shown(folder.path / OBJECTIVES_FOLDER)
        if not paths:
            message = "non c'è nessun obiettivo: metterne almeno uno, in un file .yml"
            self._diagnostics.add(SourceLocation(shown), "E100", message)
        files = tuple(ObjectiveFile(path, f"{shown}/{path.name}") for path in paths)
        if self._cache is None:
            found = read_all(files, context, self._source_map)
        else:
            kept = self._cache / folder.path.name
            keeping = Keeping(kept, self._basis(), self._processes, self._prints)
            found = read_changed(files, context, keeping)
        for reading in found.readings:
            self._diagnostics.extend(reading.diagnostics)
        self._diagnostics.extend(found.diagnostics)
        return found

    def _basis(self) -> str:
        """What the readings of objectives rest on: the program, piano.yml and the registers."""
        files = {file.name: file.text for file in self._folder.files.values()}
        return hashlib.sha256(json.dumps([program_digest(), files]).encode()).hexdigest()

    def _unique(self, readings: tuple[Reading, ...]) -> Iterator[Reading]:
        """The readings; of two with the same code the second one has no objective, and a finding."""
        first: dict[str, SourceLocation] = {}
        for reading in readings:
            if reading.code is None:
                yield reading
                continue
            code, location = reading.code
            if (earlier := first.setdefault(code, location)) == location:
                yield reading
            else:
                message = f"il codice «{code}» c'è già in {earlier.file}: ogni obiettivo ha il suo"
                self._diagnostics.add(location, "E207", message)
                yield replace(reading, objective=None)

    def _load_measurements(
        self, head: PlanMetadata, readings: tuple[Reading, ...]
    ) -> tuple[Measurement, ...]:
        context = MeasurementContext(
            years=head.years,
            objectives={one.objective.code: one.objective for one in readings if one.objective},
            ids={one.code[0]: one.ids for one in readings if one.code},
            codes=frozenset(_stem(one.name) for one in readings),
        )
        found: list[Measurement] = []
        for path in self._folder.entries(MEASUREMENTS_FOLDER):
            node = self._folder.parse(f"{MEASUREMENTS_FOLDER}/{path.name}")
            if node:
                found += read_measurements(node, path.stem, context, self._source_map, self._diagnostics)
        return tuple(found)

    def _load_news(self) -> tuple[News, ...]:
        if not (self._folder.path / NEWS_FILE).exists():
            return ()
        node = self._folder.parse(NEWS_FILE)
        return (
            read_news(validate_list(node, schemas.NEWS, self._diagnostics), self._diagnostics) if node else ()
        )

    def _check_period(self, mapping: ValidatedMapping, head: PlanMetadata) -> None:
        name = self._folder.path.name
        if head.period != name:
            message = f"gli anni sono {head.period} ma la cartella è «{name}»: renderli uguali"
            self._diagnostics.add(mapping.location_of("anni"), "E208", message)

    def _check_document(self, mapping: ValidatedMapping, head: PlanMetadata) -> None:
        document, group = head.document, mapping.mapping("documento")
        file = group.scalar("file") if group else None
        if document is None or group is None or file is None:
            return
        found = _digest(self._folder.path, document.file)
        if found is None:
            message = f"il documento «{document.file}» non c'è nella cartella del piano"
            self._diagnostics.add(file.location, "E212", message)
        elif document.sha256 and found != document.sha256:
            message = f"«{document.file}» ha un'altra impronta SHA-256: il documento è cambiato da allora"
            self._diagnostics.add(group.location_of("sha256"), "E212", message)


def _context_of(head: PlanMetadata | None, registers: Registers) -> ObjectiveContext:
    return ObjectiveContext(
        registers=registers,
        kinds=head.kinds if head else {},
        indicators=IndicatorContext(
            types=head.types if head else (),
            years=head.years if head else (),
            baseline_year=head.baseline_year if head else None,
        ),
    )


def _stem(name: str) -> str:
    """The name of an objective's file without folders and ending."""
    return name.rpartition("/")[2].removesuffix(".yml")


def _digest(folder: Path, name: str) -> str | None:
    """The SHA-256 of a file within a folder; `None` if there is none, or the name leads elsewhere."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError, RuntimeError):
        # ValueError: a name with a NUL in it; RuntimeError: a loop of links.
        return None
