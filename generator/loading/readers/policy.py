"""Reads how results are judged: `valutazione` in piano.yml, and what a single indicator adds to it.

    valutazione:
      smvp: Delibera n. 3 del 20 gennaio 2025, paragrafo 4
      soglie: {raggiunto: 100%, parzialmente raggiunto: 70%, in linea: 70%}
      tetto: 100%
      tolleranza: 0%
      andamento: {Volume: cumulato}
      etichette: {raggiunto: conseguito}

What is left out is the site's default; where all of it is, every page says so.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct, field

from generator.loading.diagnostics import Diagnostics
from generator.loading.readers.values import value_of
from generator.loading.suggestions import suggestion
from generator.loading.validation import ValidatedMapping
from generator.loading.yaml.parser import Scalar
from generator.plan.policy import DEFAULT_POLICY, Policy, Status, Trajectory
from generator.plan.units import Unit
from generator.plan.values import Percentage, Value, numeric_value

T = TypeVar("T")

_COURSES = {course.value: course for course in Trajectory}
_STATUSES = {status.value: status for status in Status}
_THRESHOLDS = (Status.ACHIEVED.value, Status.PARTLY.value, Status.ON_TRACK.value)
#: More than twice the promise is no degree of keeping it.
_HIGHEST_CAP = Decimal(200)


class Method(Struct, frozen=True):
    """What an indicator says about its own assessment."""

    course: Trajectory | None = None
    tolerance: Value | None = None
    not_assessable: dict[int, str] = field(default_factory=dict)


def read_policy(record: ValidatedMapping | None, findings: Diagnostics) -> Policy:
    """The policy of a body, the site's default for all that it does not say."""
    if record is None:
        return DEFAULT_POLICY
    default = DEFAULT_POLICY
    shares = _read_thresholds(record, findings)
    achieved = shares.get(Status.ACHIEVED.value, default.achieved)
    partly = shares.get(Status.PARTLY.value, min(default.partly, achieved))
    if partly > achieved:
        message = "«parzialmente raggiunto» vuole più di «raggiunto»: la prima soglia va sotto la seconda"
        findings.add(record.place_of("soglie"), "E406", message)
    courses = {
        type_.text: course
        for type_, scalar in record.table("andamento")
        if (course := _look_up(scalar, _COURSES, "un andamento", findings))
    }
    return Policy(
        achieved=achieved,
        partly=min(partly, achieved),
        on_track=shares.get(Status.ON_TRACK.value, default.on_track),
        cap=_read_cap(record, findings),
        tolerance=_share(record.filled("tolleranza"), findings) or default.tolerance,
        trajectories=courses if "andamento" in record.keys else default.trajectories,
        labels=_read_labels(record, findings),
        reference=record.text("smvp"),
        is_default=not record.keys.keys() - {"etichette"},
    )


def read_method(
    record: ValidatedMapping, unit: Unit, years: tuple[int, ...], findings: Diagnostics
) -> Method:
    """What the record of an indicator adds: `andamento`, `tolleranza`, `non_valutabile`."""
    course = record.filled("andamento")
    return Method(
        _look_up(course, _COURSES, "un andamento", findings) if course else None,
        _read_tolerance(record.filled("tolleranza"), unit, findings),
        _read_reasons(record, years, findings),
    )


def _read_thresholds(record: ValidatedMapping, findings: Diagnostics) -> dict[str, Fraction]:
    shares = {}
    for name, scalar in record.table("soglie"):
        if name.text not in _THRESHOLDS:
            known = ", ".join(f"«{known}»" for known in _THRESHOLDS)
            findings.add(name.place, "E406", f"«{name.text}» non è una soglia: sono {known}")
        elif (share := _share(scalar, findings)) is not None:
            shares[name.text] = share
    return shares


def _read_cap(record: ValidatedMapping, findings: Diagnostics) -> Fraction:
    scalar = record.filled("tetto")
    cap = _share(scalar, findings, least=Decimal(100), most=_HIGHEST_CAP)
    return DEFAULT_POLICY.cap if cap is None else cap


def _share(
    scalar: Scalar | None, findings: Diagnostics, *, least: Decimal = Decimal(0), most: Decimal = Decimal(100)
) -> Fraction | None:
    """A percentage within bounds, as a fraction of one."""
    value = value_of(scalar, Unit.PERCENT, findings) if scalar else None
    if scalar is None or not isinstance(value, Percentage):
        return None
    if least <= value.points <= most:
        return Fraction(value.points) / 100
    findings.add(scalar.place, "E406", f"«{scalar.text}»: qui ci vuole una percentuale da {least} a {most}")
    return None


def _read_labels(record: ValidatedMapping, findings: Diagnostics) -> dict[Status, str]:
    return {
        status: scalar.text
        for name, scalar in record.table("etichette")
        if (status := _look_up(name, _STATUSES, "un esito", findings)) and scalar.text.strip()
    }


def _look_up(scalar: Scalar, known: Mapping[str, T], what: str, findings: Diagnostics) -> T | None:
    if scalar.text in known:
        return known[scalar.text]
    hint = suggestion(scalar.text, known) or "scrivere " + ", ".join(f"«{word}»" for word in known)
    findings.add(scalar.place, "E406", f"«{scalar.text}» non è {what}; {hint}")
    return None


def _read_tolerance(scalar: Scalar | None, unit: Unit, findings: Diagnostics) -> Value | None:
    if scalar is None:
        return None
    if not unit.definition.is_quantity:
        message = f"con l'unità «{unit.value}» non c'è tolleranza: il valore è quello o non lo è"
        findings.add(scalar.place, "E406", message)
        return None
    value = value_of(scalar, unit, findings)
    size = numeric_value(value) if value is not None else None
    if value is not None and (size is None or size < 0 or not value.IS_QUANTITY):
        findings.add(scalar.place, "E406", f"«{scalar.text}» non è una tolleranza: scrivere una quantità")
        return None
    return value


def _read_reasons(record: ValidatedMapping, years: tuple[int, ...], findings: Diagnostics) -> dict[int, str]:
    known = {str(year) for year in years}
    reasons = {}
    for year, scalar in record.table("non_valutabile"):
        if years and year.text not in known:
            message = f"«{year.text}» non è un anno del piano ({', '.join(sorted(known))})"
            findings.add(year.place, "E210", message)
        elif not scalar.text.strip():
            findings.add(year.place, "E403", "«non_valutabile» vuole un motivo: chi legge deve sapere perché")
        elif year.text.isdecimal():
            reasons[int(year.text)] = scalar.text.strip()
    return reasons
