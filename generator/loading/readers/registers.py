"""Reader of the registers (ambiti.yml, uffici.yml, missioni.yml): codes and names."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.identifiers import (
    AREA_CODE,
    MISSION_CODE,
    PROGRAMME_CODE,
    SLUG,
    Pattern,
    is_windows_device,
)
from generator.plan.model import Area, Department, Office, Programme

T = TypeVar("T")


class Register(Struct, Generic[T], frozen=True):
    """The entries of a register by code or id, sorted by key.

    A register whose file has errors is not `complete`: an entry may be missing because of them. That is
    reported once, and not at every reference to it.
    """

    entries: Mapping[str, T]
    complete: bool = True


class Registers(Struct, frozen=True):
    """What objectives refer to."""

    areas: Register[Area]
    departments: Register[Department]
    offices: Register[Office]
    programmes: Register[Programme]


def read_areas(mappings: Iterable[ValidatedMapping], diagnostics: Diagnostics) -> dict[str, Area]:
    """The strategic areas by code."""

    def make(mapping: ValidatedMapping) -> Area:
        return Area(mapping.text("codice"), mapping.text("nome"), _other_names(mapping))

    return _collect(mappings, "codice", AREA_CODE, make, diagnostics)


def read_departments(mappings: Iterable[ValidatedMapping], diagnostics: Diagnostics) -> dict[str, Department]:
    """The responsible areas by id."""

    def make(mapping: ValidatedMapping) -> Department:
        return Department(mapping.text("id"), mapping.text("nome"), _other_names(mapping))

    return _collect(mappings, "id", SLUG, make, diagnostics)


def read_offices(mappings: Iterable[ValidatedMapping], diagnostics: Diagnostics) -> dict[str, Office]:
    """The offices by id."""

    def make(mapping: ValidatedMapping) -> Office:
        return Office(mapping.text("id"), mapping.text("nome"), _other_names(mapping))

    return _collect(mappings, "id", SLUG, make, diagnostics)


def read_programmes(missions: Iterable[ValidatedMapping], diagnostics: Diagnostics) -> dict[str, Programme]:
    """The programmes by «missione/programma», as `11/005`."""
    by_mission = _collect(
        missions,
        "codice",
        MISSION_CODE,
        lambda mapping: mapping,
        diagnostics,
    )
    programmes: dict[str, Programme] = {}
    for mission_code, mission in by_mission.items():

        def make(
            mapping: ValidatedMapping, mission_code: str = mission_code, mission: ValidatedMapping = mission
        ) -> Programme:
            return Programme(mission_code, mission.text("nome"), mapping.text("codice"), mapping.text("nome"))

        of_mission = _collect(mission.mapping_list("programmi"), "codice", PROGRAMME_CODE, make, diagnostics)
        programmes |= {f"{mission_code}/{code}": programme for code, programme in of_mission.items()}
    return programmes


def _collect(
    mappings: Iterable[ValidatedMapping],
    key_name: str,
    pattern: Pattern,
    make: Callable[[ValidatedMapping], T],
    diagnostics: Diagnostics,
) -> dict[str, T]:
    first: dict[str, Scalar] = {}
    collected: dict[str, T] = {}
    for mapping in mappings:
        key = mapping.scalar(key_name)
        if key is None:
            continue
        if not pattern.match(key.text):
            code = "E206"
            hint = other_digits_hint(key.text)
            message = f"«{key.text}» non è un {key_name} valido: {pattern.advice}{hint}"
            if key.text.isascii() and key.text.isdigit() and pattern in (AREA_CODE, PROGRAMME_CODE):
                code = "E311"
                message += "; forse un programma ha riscritto il file: rimettere quello di prima"
            diagnostics.add(key.location, code, message)
        elif key.text in first:
            line = first[key.text].location.line
            diagnostics.add(
                key.location,
                "E207",
                f"«{key.text}» c'è già alla riga {line}: ogni {key_name} sta una volta sola",
            )
        else:
            if is_windows_device(key.text):
                message = f"Windows riserva a sé il nome «{key.text}»: allungarlo, come ufficio-{key.text}"
                diagnostics.add(key.location, "E206", message)
            first[key.text] = key
            collected[key.text] = make(mapping)
    return dict(sorted(collected.items()))


def _other_names(mapping: ValidatedMapping) -> tuple[str, ...]:
    return tuple(name.text for name in mapping.list("altri_nomi"))
