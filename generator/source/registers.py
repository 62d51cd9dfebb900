"""Reads the registers (ambiti, uffici, missioni): codes and names, once each."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.plan.model import Area, Department, Office, Programme
from generator.source.findings import Findings
from generator.source.structure import Record
from generator.source.tree import Scalar

T = TypeVar("T")

_AREA_CODE = re.compile(r"[0-9]{2}_[0-9]{2}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MISSION_CODE = re.compile(r"[1-9][0-9]?")
_PROGRAMME_CODE = re.compile(r"[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Registers:
    """What objectives refer to, by code or id, each in the order of its key.

    `None` is a register that could not be read: that is reported once, not at every reference to it.
    """

    areas: Mapping[str, Area] | None = None
    departments: Mapping[str, Department] | None = None
    offices: Mapping[str, Office] | None = None
    programmes: Mapping[str, Programme] | None = None


def read_areas(records: Iterable[Record], findings: Findings) -> dict[str, Area]:
    """The strategic areas by code."""

    def make(record: Record) -> Area:
        return Area(record.text("codice"), record.text("nome"), _other_names(record))

    return _collect(records, "codice", _AREA_CODE, "due coppie di cifre, come 01_01", make, findings)


def read_departments(records: Iterable[Record], findings: Findings) -> dict[str, Department]:
    """The responsible areas by id."""

    def make(record: Record) -> Department:
        return Department(record.text("id"), record.text("nome"), _other_names(record))

    return _collect(records, "id", _SLUG, SLUG_ADVICE, make, findings)


def read_offices(records: Iterable[Record], findings: Findings) -> dict[str, Office]:
    """The offices by id."""

    def make(record: Record) -> Office:
        return Office(record.text("id"), record.text("nome"), _other_names(record))

    return _collect(records, "id", _SLUG, SLUG_ADVICE, make, findings)


def read_programmes(missions: Iterable[Record], findings: Findings) -> dict[str, Programme]:
    """The programmes by «missione/programma», as `11/005`."""
    by_mission = _collect(
        missions,
        "codice",
        _MISSION_CODE,
        "una o due cifre senza zeri davanti, come 11",
        lambda record: record,
        findings,
    )
    programmes: dict[str, Programme] = {}
    for mission_code, mission in by_mission.items():

        def make(record: Record, mission_code: str = mission_code, mission: Record = mission) -> Programme:
            return Programme(mission_code, mission.text("nome"), record.text("codice"), record.text("nome"))

        of_mission = _collect(
            mission.records("programmi"), "codice", _PROGRAMME_CODE, "tre cifre, come 005", make, findings
        )
        programmes |= {f"{mission_code}/{code}": programme for code, programme in of_mission.items()}
    return programmes


SLUG_ADVICE = "lettere minuscole senza accenti, cifre e trattini, come relazioni-esterne"


def is_slug(text: str) -> bool:
    """Whether a text can be an address: lower-case ASCII words joined by hyphens, at most 80 characters."""
    return len(text) <= 80 and _SLUG.fullmatch(text) is not None


def _collect(
    records: Iterable[Record],
    key_name: str,
    pattern: re.Pattern[str],
    advice: str,
    make: Callable[[Record], T],
    findings: Findings,
) -> dict[str, T]:
    first: dict[str, Scalar] = {}
    collected: dict[str, T] = {}
    for record in records:
        key = record.filled(key_name)
        if key is None:
            continue
        if not pattern.fullmatch(key.text) or len(key.text) > 80:
            findings.add(key.place, "E206", f"«{key.text}» non è un {key_name} valido: {advice}")
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


def _other_names(record: Record) -> tuple[str, ...]:
    return tuple(name.text for name in record.list("altri_nomi"))
