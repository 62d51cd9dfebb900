"""Loader: the folder of a plan to a plan, every mistake gathered on the way."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.loading import schemas
from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.file_system import LFS_REMEDY, is_lfs_pointer, lies_within
from generator.loading.file_types import refusal_of_name
from generator.loading.plan_folder import (
    DOCUMENTS_FOLDER,
    MEASUREMENTS_FOLDER,
    NEWS_FILE,
    OBJECTIVES_FOLDER,
    PLAN_FILE,
    REVISIONS_FOLDER,
    MeasurementFile,
    PlanFolder,
    misplaced,
)
from generator.loading.readers.indicators import IndicatorContext
from generator.loading.readers.measurements import (
    LocatedMeasurement,
    MeasurementContext,
    read_measurements,
)
from generator.loading.readers.news import read_news
from generator.loading.readers.objectives import ObjectiveContext
from generator.loading.readers.own_fields import OwnFields
from generator.loading.readers.plan_metadata import PlanMetadata, read_metadata
from generator.loading.readers.registers import (
    Register,
    Registers,
    read_areas,
    read_departments,
    read_offices,
    read_programmes,
)
from generator.loading.readers.revisions import (
    LocatedRevision,
    RevisionContext,
    added_by,
    read_revisions,
)
from generator.loading.schema import Schema
from generator.loading.tree import Ties, check_tree
from generator.loading.validation import ValidatedMapping, validate_list, validate_mapping
from generator.loading.yaml.parser import Node
from generator.plan.code_forms import NO_FORMS, CodeForms
from generator.plan.identifiers import natural_key, slug_of
from generator.plan.measurement import Measurement, joined_parts
from generator.plan.model import Objective, Plan
from generator.plan.news import News
from generator.plan.revisions import Revision
from generator.plan.weighting import weighting_of

T = TypeVar("T")


class ObjectiveFile(Struct, frozen=True):
    """Where the file of an objective lies, and how diagnostics name it."""

    path: Path
    name: str


class ReadObjective(Protocol):
    """What the loader needs of a file that was read.

    `objective` is `None` if its code or area could not be made out; `code` is the one written in the file,
    with its location; `ids` are those of its indicators, also of those that could not be read; `ties` say
    where it names other objectives.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> tuple[str, SourceLocation] | None: ...  # noqa: D102
    @property
    def objective(self) -> Objective | None: ...  # noqa: D102
    @property
    def ids(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def ties(self) -> Ties: ...  # noqa: D102


R = TypeVar("R", bound=ReadObjective)
#: Reads objective files in their order. The text is the digest of the files that objectives refer to.
ReadObjectives = Callable[[Sequence[ObjectiveFile], ObjectiveContext, str], Sequence[R]]


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


class _Codes(Struct, frozen=True):
    """The ids in each file of an objective, and the codes of all files, also of those with errors."""

    ids: Mapping[str, frozenset[str]]
    codes: frozenset[str]


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
        registers = self._load_registers(forms)
        revised = self._parse_revisions()
        added = added_by(node for _, node in revised)
        context, digest = _context_of(metadata, registers, added), self._digest_of_files()
        read = tuple(read_objectives(self._objective_files(), context, digest))
        objectives = check_tree(
            self._unique_objectives(read),
            {one.objective.code: one.ties for one in read if one.objective},
            {code for one in read for code in _codes_of(one)},
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
            self._check_document(mapping, metadata)
            if metadata.weighting is None:
                self._check_weights(read)
            codes = _Codes(
                {one.code[0]: one.ids for one in read if one.code},
                frozenset(code for one in read for code in _codes_of(one)),
            )
            revision_context = RevisionContext(
                years=metadata.years,
                baseline_year=baseline_year,
                weighting=metadata.weighting,
                objectives={objective.code: objective for objective in objectives},
                codes=codes.codes,
                ids=codes.ids,
                added=added,
                today=self._today,
            )
            revisions = read_revisions(revised, revision_context, self._diagnostics)
            plan = _plan_of(
                metadata,
                baseline_year,
                registers,
                objectives,
                tuple(one.revision for one in revisions),
                self._load_news(),
            )
            located, measurements = self._load_measurements(metadata, codes, plan.objectives)
            plan = replace(plan, measurements=measurements).with_results()
        texts = {file.name: file.text for file in folder.files.values()}
        return LoadedFolder(plan, mapping, read, texts, context, digest, located, revisions)

    def _load_registers(self, forms: CodeForms) -> Registers:
        areas = self._read_register("ambiti.yml", schemas.AREA, read_areas, forms)
        found = self._diagnostics
        before = len(found)
        has_offices = self._folder.has("uffici.yml")
        node = self._folder.parse("uffici.yml") if has_offices else None
        mapping = validate_mapping(node, schemas.OFFICES, found) if node else None
        departments = read_departments(mapping.mapping_list("aree"), found) if mapping else {}
        offices = read_offices(mapping.mapping_list("uffici"), found) if mapping else {}
        complete = len(found) == before
        return Registers(
            areas=areas,
            departments=Register(departments, complete, has_offices),
            offices=Register(offices, complete, has_offices),
            programmes=self._read_register("missioni.yml", schemas.MISSION, read_programmes, forms),
        )

    def _read_register(
        self,
        name: str,
        schema: Schema,
        read: Callable[[tuple[ValidatedMapping, ...], CodeForms, Diagnostics], dict[str, T]],
        forms: CodeForms,
    ) -> Register[T]:
        """The register of a file that is a list; empty where the plan has no such file."""
        if not self._folder.has(name):
            return Register({}, has_file=False)
        before = len(self._diagnostics)
        node = self._folder.parse(name)
        mappings = validate_list(node, schema, self._diagnostics) if node else ()
        return Register(read(mappings, forms, self._diagnostics), len(self._diagnostics) == before)

    def _digest_of_files(self) -> str:
        """SHA-256 of the files read so far: piano.yml and the registers."""
        texts = {file.name: file.text for file in self._folder.files.values()}
        return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()

    def _objective_files(self) -> tuple[ObjectiveFile, ...]:
        folder = self._folder
        paths = folder.entries(OBJECTIVES_FOLDER)
        shown = folder.shown(folder.path / OBJECTIVES_FOLDER)
        if not paths:
            message = "non c'è nessun obiettivo: metterne almeno uno, in un file .yml"
            self._diagnostics.add(SourceLocation(shown), "E100", message)
        return tuple(ObjectiveFile(path, f"{shown}/{path.name}") for path in paths)

    def _unique_objectives(self, read: Iterable[R]) -> Iterator[Objective]:
        """The objectives of the files; of two with the same code or address the first, and a diagnostic."""
        first: dict[str, SourceLocation] = {}
        by_slug: dict[str, str] = {}
        for one in read:
            if one.code is not None:
                code, location = one.code
                if (earlier := first.setdefault(code, location)) != location:
                    message = f"il codice «{code}» c'è già in {earlier.file}: ogni obiettivo ha il suo"
                    self._diagnostics.add(location, "E207", message)
                    continue
                slug = slug_of(code)
                if (other := by_slug.setdefault(slug.casefold(), code)) != code:
                    message = (
                        f"«{code}» avrebbe lo stesso indirizzo di «{other}» ({first[other].file}), «{slug}»: "
                        "cambiare uno dei due codici"
                    )
                    self._diagnostics.add(location, "E207", message)
                    continue
            if one.objective:
                yield one.objective

    def _check_weights(self, read: Iterable[R]) -> None:
        """Report the objectives without weights of a plan that has weights elsewhere."""
        found = [
            (one.code, any(one.objective.weights))
            for one in read
            if one.code and one.objective and one.objective.indicators
        ]
        if not any(weighed for _, weighed in found):
            return
        for code, location in (code for code, weighed in found if not weighed):
            message = (
                f"manca «peso» negli indicatori di «{code}», e altri obiettivi del piano l'hanno: scriverlo, "
                "o togliere «peso» da tutti"
            )
            self._diagnostics.add(location, "E202", message)

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

    def _load_measurements(
        self, metadata: PlanMetadata, codes: _Codes, objectives: Iterable[Objective]
    ) -> tuple[tuple[LocatedMeasurement, ...], tuple[Measurement, ...]]:
        """The measurements with their locations, and those of the plan, to which several files contribute."""
        files = self._folder.measurement_files()
        context = MeasurementContext(
            years=metadata.years,
            objectives={objective.code: objective for objective in objectives},
            ids=codes.ids,
            codes=codes.codes,
            today=self._today,
            stems=frozenset(file.day for file in files),
        )
        located: list[LocatedMeasurement] = []
        measurements: list[Measurement] = []
        for _, of_day in groupby(files, key=lambda file: file.day):
            read_from = [self._read_measurement_file(file, context) for file in of_day]
            found = [*chain.from_iterable(read_from)]
            if len(read_from) == 1:
                measurements += (one.measurement for one in found)
            else:
                found, joined = self._joined(found, context)
                measurements += joined
            located += found
        return tuple(located), tuple(measurements)

    def _read_measurement_file(
        self, file: MeasurementFile, context: MeasurementContext
    ) -> tuple[LocatedMeasurement, ...]:
        node = self._folder.parse(file.name)
        if node is None:
            return ()
        if message := misplaced(node, MEASUREMENTS_FOLDER):
            self._diagnostics.add(SourceLocation(node.location.file), "E211", message)
            return ()
        return read_measurements(node, file.day, context, self._diagnostics, in_folder=file.in_folder)

    def _joined(
        self, of_day: Iterable[LocatedMeasurement], context: MeasurementContext
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
                self._diagnostics.add(located.location, "E207", message)
                continue
            joined[measured] = joined_parts(joined[measured], one) or one if earlier else one
            earlier.append(located)
        return [*chain.from_iterable(sources.values())], [
            joined[objective.code, indicator.id].in_order_of([part.id for part in indicator.parts])
            for objective in context.objectives.values()
            for indicator in objective.indicators
            if (objective.code, indicator.id) in joined
        ]

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

    def _check_document(self, mapping: ValidatedMapping, metadata: PlanMetadata) -> None:
        document, group = metadata.document, mapping.mapping("documento")
        file = group.scalar("file") if group else None
        if document is None or group is None or file is None:
            return
        path = _path_within(self._folder.path, document.file)
        found = _digest(path) if path else None
        if path is None or found is None:
            message = f"il documento «{document.file}» non c'è nella cartella del piano"
            if "\\" in document.file:
                with_slashes = document.file.replace("\\", "/")
                message += f": scrivere «/» al posto di «\\», come «{with_slashes}»"
            self._diagnostics.add(file.location, "E212", message)
        elif is_lfs_pointer(path):
            self._diagnostics.add(file.location, "E212", f"«{document.file}» {LFS_REMEDY}")
        elif not document.file.startswith(f"{DOCUMENTS_FOLDER}/") or ".." in document.file.split("/"):
            message = (
                f"il documento approvato sta in «{DOCUMENTS_FOLDER}/»: spostarlo lì, e scrivere qui dov'è"
            )
            self._diagnostics.add(file.location, "E609", message)
        elif reason := refusal_of_name(document.file):
            self._diagnostics.add(file.location, "E609", reason)
        elif document.sha256 and found != document.sha256:
            message = f"«{document.file}» ha un'altra impronta SHA-256: il documento è cambiato da allora"
            if _differs_in_line_ends(path, document.sha256):
                shown = self._folder.shown(path)
                message = (
                    f"in «{document.file}» sono cambiate solo le fini riga, come fa Git in Windows: scrivere "
                    f"«**/{DOCUMENTS_FOLDER}/** binary» nel file .gitattributes del progetto, cancellare il "
                    f"documento e riprenderlo con «git checkout -- {shown}», o rimettere l'originale"
                )
            self._diagnostics.add(group.location_of("sha256"), "E212", message)


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


def _plan_of(
    metadata: PlanMetadata,
    baseline_year: int,
    registers: Registers,
    objectives: Sequence[Objective],
    revisions: tuple[Revision, ...],
    news: tuple[News, ...],
) -> Plan:
    return (
        Plan(
            body=metadata.body,
            title=metadata.title,
            section=metadata.section,
            period=metadata.period,
            years=metadata.years,
            baseline_year=baseline_year,
            approving_act=metadata.approving_act,
            document=metadata.document,
            kinds=metadata.kinds,
            types=metadata.types,
            areas=tuple(registers.areas.entries.values()),
            departments=tuple(registers.departments.entries.values()),
            offices=tuple(registers.offices.entries.values()),
            objectives=_from_the_top(sorted(objectives, key=lambda one: _order(one, metadata))),
            policy=metadata.policy,
            revisions=revisions,
            news=news,
            code_forms=metadata.code_forms,
            own_fields=metadata.own_fields.fields,
            weighting=metadata.weighting
            or weighting_of(weight for one in objectives for weight in one.weights),
        )
        .with_revisions()
        .with_results()
    )


def _from_the_top(objectives: Iterable[Objective]) -> tuple[Objective, ...]:
    """The objectives in the order of the tree: each before those below it, which stay in their order."""
    children: dict[str, list[Objective]] = {}
    for one in objectives:
        children.setdefault(one.parent, []).append(one)
    ordered: list[Objective] = []
    waiting = children.get("", [])[::-1]
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += children.get(one.code, [])[::-1]
    return tuple(ordered)


def _order(
    objective: Objective, metadata: PlanMetadata
) -> tuple[tuple[tuple[int, str], ...], int, tuple[tuple[int, str], ...]]:
    """By the area in the code, or else that of the objective; then as piano.yml lists the kinds."""
    form, kinds = metadata.code_forms.objective, list(metadata.kinds)
    in_code = form.parts(objective.code).get("ambito") if form else None
    area = in_code or (objective.area.code if objective.area else "")
    rank = kinds.index(objective.kind) if objective.kind in kinds else len(kinds)
    return natural_key(area), rank, natural_key(objective.code)


def _codes_of(read: ReadObjective) -> Iterator[str]:
    """The code in the file of an objective, and the name of the file where that is not made of it."""
    stem = stem_of(read.name)
    if read.code:
        yield read.code[0]
    if not read.code or slug_of(read.code[0]) != stem:
        yield stem


def stem_of(name: str) -> str:
    """The name of an objective's file without folders and ending."""
    return name.rpartition("/")[2].removesuffix(".yml")


def _path_within(folder: Path, name: str) -> Path | None:
    """The path of a file within a folder; `None` if there is none, or the name leads elsewhere."""
    try:
        path = folder / name
        return path if lies_within(path, folder) and path.is_file() else None
    except (OSError, ValueError):
        # ValueError: a name with a NUL in it.
        return None


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; `None` if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _differs_in_line_ends(path: Path, sha256: str) -> bool:
    """Whether a file has the digest once its line breaks are those of the other systems."""
    lf = path.read_bytes().replace(b"\r\n", b"\n")
    return sha256 in {hashlib.sha256(content).hexdigest() for content in (lf, lf.replace(b"\n", b"\r\n"))}
