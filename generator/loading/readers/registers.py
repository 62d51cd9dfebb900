"""Reads the registers (ambiti, uffici, missioni): codes and names, once each."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics
from generator.loading.patterns import AREA_CODE, MISSION_CODE, PROGRAMME_CODE, SLUG, Pattern
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.model import Area, Department, Office, Programme

T = TypeVar("T")


class Registers(Struct, frozen=True):
    """What objectives refer to, by code or id, each in the order of its key.

    `None` is a register that could not be read: that is reported once, not at every reference to it.
    """

    areas: Mapping[str, Area] | None = None
    departments: Mapping[str, Department] | None = None
    offices: Mapping[str, Office] | None = None
    programmes: Mapping[str, Programme] | None = None


def read_areas(records: Iterable[ValidatedMapping], findings: Diagnostics) -> dict[str, Area]:
    """The strategic areas by code."""

    def make(record: ValidatedMapping) -> Area:
        return Area(record.text("codice"), record.text("nome"), _other_names(record))

    return _collect(records, "codice", AREA_CODE, make, findings)


def read_departments(records: Iterable[ValidatedMapping], findings: Diagnostics) -> dict[str, Department]:
    """The responsible areas by id."""

    def make(record: ValidatedMapping) -> Department:
        return Department(record.text("id"), record.text("nome"), _other_names(record))

    return _collect(records, "id", SLUG, make, findings)


def read_offices(records: Iterable[ValidatedMapping], findings: Diagnostics) -> dict[str, Office]:
    """The offices by id."""

    def make(record: ValidatedMapping) -> Office:
        return Office(record.text("id"), record.text("nome"), _other_names(record))

    return _collect(records, "id", SLUG, make, findings)


def read_programmes(missions: Iterable[ValidatedMapping], findings: Diagnostics) -> dict[str, Programme]:
    """The programmes by «missione/programma», as `11/005`."""
    by_mission = _collect(
        missions,
        "codice",
        MISSION_CODE,
        lambda record: record,
        findings,
    )
    programmes: dict[str, Programme] = {}
    for mission_code, mission in by_mission.items():

        def make(
            record: ValidatedMapping, mission_code: str = mission_code, mission: ValidatedMapping = mission
        ) -> Programme:
            return Programme(mission_code, mission.text("nome"), record.text("codice"), record.text("nome"))

        of_mission = _collect(mission.records("programmi"), "codice", PROGRAMME_CODE, make, findings)
        programmes |= {f"{mission_code}/{code}": programme for code, programme in of_mission.items()}
    return programmes


def _collect(
    records: Iterable[ValidatedMapping],
    key_name: str,
    pattern: Pattern,
    make: Callable[[ValidatedMapping], T],
    findings: Diagnostics,
) -> dict[str, T]:
    first: dict[str, Scalar] = {}
    collected: dict[str, T] = {}
    for record in records:
        key = record.filled(key_name)
        if key is None:
            continue
        if not pattern.match(key.text):
            findings.add(key.place, "E206", f"«{key.text}» non è un {key_name} valido: {pattern.advice}")
        elif key.text in first:
            line = first[key.text].place.line
            findings.add(
                key.place,
                "E207",
                f"«{key.text}» c'è già alla riga {line}: ogni {key_name} sta una volta sola",
            )
        else:
            first[key.text] = key
            collected[key.text] = make(record)
    return dict(sorted(collected.items()))


def _other_names(record: ValidatedMapping) -> tuple[str, ...]:
    return tuple(name.text for name in record.list("altri_nomi"))
