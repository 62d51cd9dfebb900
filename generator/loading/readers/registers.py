"""Reader of the registers (ambiti.yml, uffici.yml, missioni.yml): codes and names."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from generator.loading.characters import other_digits_hint
from generator.loading.diagnostics import Diagnostics
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.body import Area, Department, Office, Programme
from generator.plan.code_forms import CodeForm, CodeForms
from generator.plan.identifiers import CODE, SLUG, Pattern, is_taken_slug, is_windows_device, slug_of

T = TypeVar("T")


class Register(Struct, Generic[T], frozen=True):
    """The entries of a register by code or id, sorted by key.

    A register whose file has errors is not `complete`: an entry may be missing because of them. That is
    reported once, and not at every reference to it. A plan without the file `has_file` none.
    """

    entries: Mapping[str, T]
    complete: bool = True
    has_file: bool = True


class Registers(Struct, frozen=True):
    """What objectives refer to."""

    areas: Register[Area]
    departments: Register[Department]
    offices: Register[Office]
    programmes: Register[Programme]


def read_areas(
    mappings: Iterable[ValidatedMapping], forms: CodeForms, diagnostics: Diagnostics
) -> dict[str, Area]:
    """The strategic areas by code."""

    def make(mapping: ValidatedMapping) -> Area:
        return Area(mapping.text("codice"), mapping.text("nome"), _other_names(mapping))

    areas = _collect(mappings, "codice", forms.area or CODE, make, diagnostics)
    _check_slugs(mappings, forms.area or CODE, diagnostics)
    return areas


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


def read_programmes(
    missions: Iterable[ValidatedMapping], forms: CodeForms, diagnostics: Diagnostics
) -> dict[str, Programme]:
    """The programmes by «missione/programma», as `11/005`; a mission alone by its code, as `11`."""
    by_mission = _collect(missions, "codice", forms.mission or CODE, lambda mapping: mapping, diagnostics)
    programmes: dict[str, Programme] = {}
    for mission_code, mission in by_mission.items():

        def make(
            mapping: ValidatedMapping, mission_code: str = mission_code, mission: ValidatedMapping = mission
        ) -> Programme:
            return Programme(mission_code, mission.text("nome"), mapping.text("codice"), mapping.text("nome"))

        if not mission.mapping_list("programmi"):
            programmes[mission_code] = Programme(mission_code, mission.text("nome"), "", "")
        of_mission = _collect(
            mission.mapping_list("programmi"), "codice", forms.programme or CODE, make, diagnostics
        )
        programmes |= {f"{mission_code}/{code}": programme for code, programme in of_mission.items()}
    return programmes


def _collect(
    mappings: Iterable[ValidatedMapping],
    key_name: str,
    pattern: Pattern | CodeForm,
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
            if _may_have_lost_zeros(key.text, pattern):
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
            if pattern is SLUG and is_windows_device(key.text):
                message = f"Windows riserva a sé il nome «{key.text}»: allungarlo, come ufficio-{key.text}"
                diagnostics.add(key.location, "E206", message)
            first[key.text] = key
            collected[key.text] = make(mapping)
    return dict(sorted(collected.items()))


def _may_have_lost_zeros(text: str, form: Pattern | CodeForm) -> bool:
    """Whether a program may have made a number of a code."""
    is_number = text.isascii() and text.isdigit()
    return is_number and isinstance(form, CodeForm) and len(text) < len(form.example)


def _check_slugs(
    mappings: Iterable[ValidatedMapping], form: Pattern | CodeForm, diagnostics: Diagnostics
) -> None:
    """Report areas whose codes make no address, or the same one."""
    first: dict[str, str] = {}
    for mapping in mappings:
        code = mapping.scalar("codice")
        if code is None or not form.match(code.text):
            continue
        slug = slug_of(code.text)
        other = first.setdefault(slug.casefold(), code.text)
        if is_taken_slug(slug):
            message = f"il codice «{code.text}» non può diventare un indirizzo («{slug}»): cambiarlo"
            diagnostics.add(code.location, "E206", message)
        elif other != code.text:
            message = (
                f"i codici «{other}» e «{code.text}» avrebbero lo stesso indirizzo, «{slug}»: cambiarne uno"
            )
            diagnostics.add(code.location, "E207", message)


def _other_names(mapping: ValidatedMapping) -> tuple[str, ...]:
    return tuple(name.text for name in mapping.list("altri_nomi"))
