"""Loads the folder of a plan: every file read, every mistake gathered, one plan made of it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.plan.measurement import Measurement
from generator.plan.model import Objective, Plan
from generator.source import shapes
from generator.source.findings import Finding, Findings, Place
from generator.source.indicators import IndicatorContext
from generator.source.measurements import MeasurementContext, read_measurements
from generator.source.objectives import ObjectiveContext, read_objective
from generator.source.places import Places
from generator.source.plan_file import PlanHead, read_head
from generator.source.registers import Registers, read_areas, read_departments, read_offices, read_programmes
from generator.source.structure import Record, check_record, check_records
from generator.source.tree import Node, parse

T = TypeVar("T")

PLAN_FILE = "piano.yml"
REGISTER_FILES = ("ambiti.yml", "uffici.yml", "missioni.yml")
OBJECTIVES_FOLDER = "obiettivi"
MEASUREMENTS_FOLDER = "rilevazioni"


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """What a folder holds. `plan` is `None` when its head cannot be read; it lacks what has errors."""

    folder: Path
    plan: Plan | None
    findings: tuple[Finding, ...]
    places: Places

    @property
    def sound(self) -> bool:
        """Whether the plan may be published."""
        return self.plan is not None and not any(finding.code.startswith("E") for finding in self.findings)


def find_plans(plan_data: Path) -> tuple[Path, ...]:
    """The folders that hold a plan, oldest period first."""
    return tuple(sorted(path.parent for path in plan_data.glob(f"*/{PLAN_FILE}")))


def load_plan(folder: Path, root: Path) -> LoadedPlan:
    """Read the plan in a folder. Places in findings are relative to `root`."""
    return _Loader(folder, root).load()


class _Loader:
    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder
        self._root = root
        self._findings = Findings()
        self._places = Places()

    def load(self) -> LoadedPlan:
        head_node = self._parse(PLAN_FILE)
        self._places.put(Place(self._shown(self._folder / PLAN_FILE)))
        record = check_record(head_node, shapes.PLAN, self._findings) if head_node else None
        head = read_head(record, self._findings) if record else None
        registers = self._load_registers()
        objectives = self._load_objectives(head, registers)
        plan = None
        if record and head and head.years and head.baseline_year is not None:
            self._check_period(record, head)
            self._check_document(record, head)
            measurements = self._load_measurements(head, objectives)
            plan = _make_plan(head, head.baseline_year, registers, objectives, measurements)
        return LoadedPlan(self._folder, plan, self._findings.sorted(), self._places)

    def _load_registers(self) -> Registers:
        areas = self._parse("ambiti.yml")
        offices = self._parse("uffici.yml")
        missions = self._parse("missioni.yml")
        office_record = check_record(offices, shapes.OFFICES, self._findings) if offices else None
        return Registers(
            areas=self._read_list(areas, shapes.AREA, read_areas),
            departments=read_departments(office_record.records("aree"), self._findings)
            if office_record
            else {},
            offices=read_offices(office_record.records("uffici"), self._findings) if office_record else {},
            programmes=self._read_list(missions, shapes.MISSION, read_programmes),
        )

    def _read_list(
        self,
        node: Node | None,
        shape: shapes.Shape,
        read: Callable[[tuple[Record, ...], Findings], dict[str, T]],
    ) -> dict[str, T]:
        return read(check_records(node, shape, self._findings), self._findings) if node else {}

    def _load_objectives(self, head: PlanHead | None, registers: Registers) -> tuple[Objective, ...]:
        context = ObjectiveContext(
            registers=registers,
            kinds=head.kinds if head else {},
            indicators=IndicatorContext(
                types=head.types if head else (),
                years=head.years if head else (),
                baseline_year=head.baseline_year if head else None,
            ),
        )
        objectives = []
        for path in sorted((self._folder / OBJECTIVES_FOLDER).glob("*")):
            if path.name.startswith("."):
                continue
            if path.suffix != ".yml" or not path.is_file():
                place = Place(self._shown(path))
                message = "qui stanno solo gli obiettivi, un file .yml ciascuno: spostare o rinominare questo"
                self._findings.add(place, "E211", message)
                continue
            node = self._parse(f"{OBJECTIVES_FOLDER}/{path.name}")
            record = check_record(node, shapes.OBJECTIVE, self._findings) if node else None
            if record:
                objective = read_objective(record, path.stem, context, self._places, self._findings)
                if objective:
                    objectives.append(objective)
        return tuple(sorted(objectives, key=lambda objective: _place_in_plan(objective, context.kinds)))

    def _load_measurements(
        self, head: PlanHead, objectives: tuple[Objective, ...]
    ) -> tuple[Measurement, ...]:
        context = MeasurementContext(
            years=head.years,
            objectives={objective.code: objective for objective in objectives},
            codes=frozenset(path.stem for path in (self._folder / OBJECTIVES_FOLDER).glob("*.yml")),
        )
        found: list[Measurement] = []
        for path in sorted((self._folder / MEASUREMENTS_FOLDER).glob("*")):
            if path.name.startswith("."):
                continue
            place = Place(self._shown(path))
            if path.suffix != ".yml" or not path.is_file():
                message = "qui stanno solo le rilevazioni, un file AAAA-MM-GG.yml ciascuna"
                self._findings.add(place, "E211", message)
                continue
            node = self._parse(f"{MEASUREMENTS_FOLDER}/{path.name}")
            if node:
                found += read_measurements(node, path.stem, context, self._places, self._findings)
        return tuple(found)

    def _parse(self, name: str) -> Node | None:
        path = self._folder / name
        shown = self._shown(path)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            self._findings.add(Place(shown), "E100", "il file manca: il piano non è completo senza")
            return None
        except OSError as error:
            self._findings.add(Place(shown), "E100", f"il file non si può leggere ({error.strerror})")
            return None
        return parse(data, shown, self._findings)

    def _shown(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.as_posix()

    def _check_period(self, record: Record, head: PlanHead) -> None:
        if head.period != self._folder.name:
            message = f"gli anni sono {head.period} ma la cartella è «{self._folder.name}»: renderli uguali"
            self._findings.add(record.place_of("anni"), "E208", message)

    def _check_document(self, record: Record, head: PlanHead) -> None:
        document, group = head.document, record.group("documento")
        if document is None or group is None:
            return
        file = group.filled("file")
        path = (self._folder / document.file).resolve()
        if file is None:
            return
        if not path.is_relative_to(self._folder.resolve()) or not path.is_file():
            self._findings.add(
                file.place, "E212", f"il documento «{document.file}» non c'è nella cartella del piano"
            )
        elif document.sha256 and hashlib.sha256(path.read_bytes()).hexdigest() != document.sha256:
            message = f"«{document.file}» ha un'altra impronta SHA-256: il documento è cambiato da allora"
            self._findings.add(group.place_of("sha256"), "E212", message)


def _place_in_plan(objective: Objective, kinds: Mapping[str, str]) -> tuple[str, int, str]:
    """By area, then in the order in which piano.yml lists the kinds: strategic before operational."""
    order = list(kinds)
    rank = order.index(objective.kind) if objective.kind in order else len(order)
    return objective.code[:5], rank, objective.code


def _make_plan(
    head: PlanHead,
    baseline_year: int,
    registers: Registers,
    objectives: tuple[Objective, ...],
    measurements: tuple[Measurement, ...],
) -> Plan:
    return Plan(
        body=head.body,
        title=head.title,
        section=head.section,
        period=head.period,
        years=head.years,
        baseline_year=baseline_year,
        approving_act=head.approving_act,
        document=head.document,
        kinds=head.kinds,
        types=head.types,
        areas=tuple(registers.areas.values()),
        departments=tuple(registers.departments.values()),
        offices=tuple(registers.offices.values()),
        objectives=objectives,
        policy=head.policy,
        measurements=measurements,
    )
