"""Loader: the folder of a plan to a plan, every mistake gathered on the way."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.loading import schemas
from generator.loading.approved_document import check_document
from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.measurement_files import load_measurements
from generator.loading.objective_files import (
    ObjectiveFile,
    ReadObjective,
    ReadObjectives,
    check_weights,
    codes_of,
    unique_objectives,
)
from generator.loading.plan_assembly import assemble_plan
from generator.loading.plan_folder import (
    NEWS_FILE,
    OBJECTIVES_FOLDER,
    PLAN_FILE,
    REVISIONS_FOLDER,
    PlanFolder,
    misplaced,
)
from generator.loading.readers.indicators import IndicatorContext
from generator.loading.readers.measurements import LocatedMeasurement, MeasurementContext
from generator.loading.readers.news import read_news
from generator.loading.readers.objectives import ObjectiveContext
from generator.loading.readers.own_fields import OwnFields
from generator.loading.readers.plan_metadata import PlanMetadata, read_metadata
from generator.loading.readers.registers import Registers
from generator.loading.readers.revisions import LocatedRevision, RevisionContext, read_revisions
from generator.loading.readers.state_changes import added_by
from generator.loading.register_files import load_registers
from generator.loading.tree import check_tree
from generator.loading.validation import ValidatedMapping, validate_list, validate_mapping
from generator.loading.yaml.parser import Node
from generator.plan.code_forms import NO_FORMS
from generator.plan.model import Plan
from generator.plan.news import News

R = TypeVar("R", bound=ReadObjective)


class LoadedFolder(Struct, Generic[R], frozen=True):
    """What the folder of a plan holds.

    `plan` is `None` when piano.yml cannot be read; it lacks the parts that have errors. `metadata` is
    piano.yml after validation, `objectives` the files of objectives as they were read, `measurements` those
    of the plan with their locations. `texts` are the other files by name; `context` and `context_digest`
    tell what objectives may refer to (piano.yml, registers) and what changes them (revisions).
    """

    plan: Plan | None
    metadata: ValidatedMapping | None
    objectives: tuple[R, ...]
    texts: Mapping[str, str]
    context: ObjectiveContext
    context_digest: str
    measurements: tuple[LocatedMeasurement, ...] = ()
    revisions: tuple[LocatedRevision, ...] = ()


def load_folder(
    folder: Path,
    root: Path,
    read_objectives: ReadObjectives[R],
    today: date | None,
    diagnostics: Diagnostics,
) -> LoadedFolder[R]:
    """Read the plan in a folder; names in `diagnostics` are relative to `root`.

    Without `today` nothing is known of the future.
    """
    return _Loader(folder, root, today, diagnostics).load(read_objectives)


class _Loader:
    def __init__(self, folder: Path, root: Path, today: date | None, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        self._today = today
        self._folder = PlanFolder(folder, root, diagnostics)

    def load(self, read_objectives: ReadObjectives[R]) -> LoadedFolder[R]:
        folder = self._folder
        node = folder.parse(PLAN_FILE)
        mapping = validate_mapping(node, schemas.PLAN, self._diagnostics) if node else None
        metadata = read_metadata(mapping, self._diagnostics) if mapping else None
        forms = metadata.code_forms if metadata else NO_FORMS
        registers = load_registers(folder, forms, self._diagnostics)
        revised = self._parse_revisions()
        added = added_by(node for _, node in revised)
        context, digest = _context_of(metadata, registers, added), self._digest_of_files()
        read = tuple(read_objectives(self._objective_files(), context, digest))
        objectives = check_tree(
            unique_objectives(read, self._diagnostics),
            {one.objective.code: one.ties for one in read if one.objective},
            {code for one in read for code in codes_of(one)},
            self._diagnostics,
            {code for code, identifier in added if not identifier},
        )
        folder.check_strays()
        plan = None
        located: tuple[LocatedMeasurement, ...] = ()
        revisions: tuple[LocatedRevision, ...] = ()
        baseline_year = metadata.usual_baseline_year if metadata else None
        if mapping and metadata and metadata.years and baseline_year is not None:
            self._check_period(mapping, metadata)
            check_document(folder, mapping, metadata, self._diagnostics)
            if metadata.weighting is None:
                check_weights(read, self._diagnostics)
            ids = {one.code[0]: one.ids for one in read if one.code}
            codes = frozenset(code for one in read for code in codes_of(one))
            revision_context = RevisionContext(
                years=metadata.years,
                baseline_year=baseline_year,
                weighting=metadata.weighting,
                objectives={objective.code: objective for objective in objectives},
                codes=codes,
                ids=ids,
                added=added,
                today=self._today,
            )
            revisions = read_revisions(revised, revision_context, self._diagnostics)
            plan = assemble_plan(
                metadata,
                baseline_year,
                registers,
                objectives,
                tuple(one.revision for one in revisions),
                self._load_news(),
            )
            measurement_context = MeasurementContext(
                years=metadata.years,
                objectives={objective.code: objective for objective in plan.objectives},
                codes=codes,
                ids=ids,
                today=self._today,
            )
            located, measurements = load_measurements(folder, measurement_context, self._diagnostics)
            plan = replace(plan, measurements=measurements).with_results()
        texts = {file.name: file.text for file in folder.files.values()}
        return LoadedFolder(plan, mapping, read, texts, context, digest, located, revisions)

    def _digest_of_files(self) -> str:
        """SHA-256 of the files read so far: piano.yml and the registers."""
        texts = {file.name: file.text for file in self._folder.files.values()}
        return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()

    def _objective_files(self) -> tuple[ObjectiveFile, ...]:
        folder = self._folder
        paths = folder.entries(OBJECTIVES_FOLDER)
        shown = folder.shown(folder.path / OBJECTIVES_FOLDER)
        if not paths:
            message = "non c'è nessun obiettivo: con «vetro new obiettivo CODICE» se ne prepara il file"
            self._diagnostics.add(SourceLocation(shown), "E100", message)
        return tuple(ObjectiveFile(path, f"{shown}/{path.name}") for path in paths)

    def _parse_revisions(self) -> tuple[tuple[str, Node], ...]:
        """The files of revisions by their names without ending: before the objectives that they change."""
        found = []
        for path in self._folder.entries(REVISIONS_FOLDER):
            node = self._folder.parse(f"{REVISIONS_FOLDER}/{path.name}")
            if node and (message := misplaced(node, REVISIONS_FOLDER)):
                self._diagnostics.add(SourceLocation(node.location.file), "E211", message)
            elif node:
                found.append((path.stem, node))
        return tuple(found)

    def _load_news(self) -> tuple[News, ...]:
        if not (self._folder.path / NEWS_FILE).exists():
            return ()
        node = self._folder.parse(NEWS_FILE)
        mappings = validate_list(node, schemas.NEWS, self._diagnostics) if node else ()
        return read_news(mappings, self._today, self._diagnostics)

    def _check_period(self, mapping: ValidatedMapping, metadata: PlanMetadata) -> None:
        name = self._folder.path.name
        if metadata.period != name:
            message = f"gli anni sono {metadata.period} ma la cartella è «{name}»: renderli uguali"
            self._diagnostics.add(mapping.location_of("anni"), "E208", message)


def _context_of(
    metadata: PlanMetadata | None, registers: Registers, added: frozenset[tuple[str, str]]
) -> ObjectiveContext:
    return ObjectiveContext(
        forms=metadata.code_forms if metadata else NO_FORMS,
        registers=registers,
        kinds=metadata.kinds if metadata else {},
        indicators=IndicatorContext(
            types=metadata.types if metadata else (),
            years=metadata.years if metadata else (),
            baseline_year=metadata.baseline_year if metadata else None,
            weighting=metadata.weighting if metadata else None,
            own_fields=metadata.own_fields if metadata else OwnFields(complete=False),
        ),
        added=added,
    )
