"""Reader of the unit of an indicator or a step: as written, a scale, or the one that the values tell."""

from collections.abc import Iterable, Iterator

from generator.loading.diagnostics import Diagnostics
from generator.loading.validation import ValidatedMapping, refuse_formula
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.units import (
    MAX_UNIT_LENGTH,
    UNIT_LIST,
    Unit,
    is_own_unit,
    misspelt_unit,
    read_unit,
    scale_of,
    unit_of_text,
)


def read_unit_of(mapping: ValidatedMapping, diagnostics: Diagnostics) -> Unit | None:
    """The unit as written, or that of the values where none is written."""
    scalar = mapping.scalar("unita")
    if scalar is not None:
        refuse_formula(scalar, diagnostics)
    if mapping.list("scala") or "scala" in mapping.wrong_type:
        return _read_scale(mapping, scalar, diagnostics)
    if scalar is None:
        return None if "unita" in mapping.wrong_type else _unit_of_values(mapping, diagnostics)
    known = f"l'unità «{scalar.text}» non è tra quelle note ({UNIT_LIST})"
    if meant := misspelt_unit(scalar.text):
        diagnostics.add(scalar.location, "E209", f"{known}; forse «{meant}»?")
        return None
    if not is_own_unit(scalar.text):
        rule = (
            f"un'altra è una parola o poche ({MAX_UNIT_LENGTH} caratteri al massimo), come kWh o punti su 5"
        )
        diagnostics.add(scalar.location, "E209", f"{known}; {rule}")
        return None
    return read_unit(scalar.text)


def _read_scale(mapping: ValidatedMapping, unit: Scalar | None, diagnostics: Diagnostics) -> Unit | None:
    """The scale as a unit; what is written as the unit is only the document's text."""
    words = mapping.list("scala")
    first: set[str] = set()
    problem = "" if len(words) > 1 else "una scala ha almeno due parole, come [basso, medio, alto]"
    for word in words:
        if word.text.casefold() in first:
            problem = f"«{word.text}» c'è due volte: ogni parola della scala ha un posto solo"
        first.add(word.text.casefold())
    if unit is not None and read_unit(unit.text) in units.KNOWN_UNITS:
        problem = f"con l'unità «{unit.text}» non c'è una scala: togliere «scala», o l'unità"
    if problem and "scala" not in mapping.wrong_type:
        diagnostics.add(mapping.location_of("scala"), "E324", problem)
    return None if problem else scale_of(word.text for word in words)


def _unit_of_values(mapping: ValidatedMapping, diagnostics: Diagnostics) -> Unit | None:
    """The unit that the values tell; numbers where none tells one. `None` if they tell different ones."""
    first: tuple[Scalar, Unit] | None = None
    offices = (row for _, row in mapping.table_of_mappings(BY_OFFICE))
    are_differences = mapping.scalar("rispetto_a") is not None
    for scalar in (
        scalar for one in (mapping, *offices) for scalar in _values_that_tell(one, are_differences)
    ):
        unit = unit_of_text(scalar.text)
        if unit is None:
            continue
        if first is None:
            first = scalar, unit
        elif unit != first[1]:
            message = (
                f"«{scalar.text}» ({unit.symbol}) non va con «{first[0].text}» ({first[1].symbol}): "
                "senza «unita» i valori sono tutti dello stesso genere"
            )
            diagnostics.add(scalar.location, "E303", message)
            return None
    return _unit_of_steps(mapping.mapping_list(STEPS)) if first is None else first[1]


def _unit_of_steps(steps: Iterable[ValidatedMapping]) -> Unit:
    """The unit that the values of all steps tell; a date if some have a day, or else a number."""
    steps = tuple(steps)
    if any(step.scalar("entro") for step in steps):
        return units.DATE
    told = {unit_of_text(scalar.text) for step in steps for scalar in _values_that_tell(step, False)}
    written = {unit.text for step in steps if (unit := step.scalar("unita"))}
    return (told.pop() or units.NUMBER) if len(told) == 1 and not written else units.NUMBER


def _values_that_tell(mapping: ValidatedMapping, are_differences: bool) -> Iterator[Scalar]:
    """The values that tell the unit: `-10%` of a value does not, nor one of a year with its own unit."""
    yield from (scalar for _, scalar in mapping.table_values("stato"))
    if not are_differences:
        yield from (scalar for _, scalar in mapping.table("target"))
        for _, row in mapping.table_of_mappings("target"):
            value = row.scalar("valore")
            if value and not (row.scalar("rispetto_a") or row.scalar("unita")):
                yield value
