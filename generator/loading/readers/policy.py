"""Reader of the assessment policy: `valutazione` in piano.yml, and the fields of an indicator that add to it.

    valutazione:
      smvp: Delibera n. 3 del 20 gennaio 2025, paragrafo 4
      soglie: {raggiunto: 100%, parzialmente raggiunto: 70%, in linea: 70%}
      tetto: 100%
      tolleranza: 0%
      andamento: {Volume: cumulato}
      etichette: {raggiunto: conseguito}

Fields left out have the default of `DEFAULT_POLICY`; if all are, every page says so.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct, field

from generator.loading.diagnostics import Diagnostics, suggestion
from generator.loading.readers.fields import is_reason, not_a_reason, value_of
from generator.loading.validation import ValidatedMapping, refuse_formula
from generator.loading.yaml.parser import Scalar
from generator.plan import units
from generator.plan.identifiers import YEAR
from generator.plan.policy import DEFAULT_POLICY, Policy, Status, Trajectory
from generator.plan.units import Unit
from generator.plan.values import Percentage, Value, numeric_value

T = TypeVar("T")

_TRAJECTORIES = {trajectory.value: trajectory for trajectory in Trajectory}
_STATUSES = {status.value: status for status in Status}
_THRESHOLDS = (Status.ACHIEVED.value, Status.PARTLY.value, Status.ON_TRACK.value)
#: Maximum of `tetto`, in percent.
_HIGHEST_CAP = Decimal(200)


class IndicatorMethod(Struct, frozen=True):
    """The fields of an indicator about its own assessment; `not_assessable` is a reason by year."""

    trajectory: Trajectory | None = None
    tolerance: Value | None = None
    not_assessable: dict[int, str] = field(default_factory=dict)


def read_policy(mapping: ValidatedMapping | None, diagnostics: Diagnostics) -> Policy:
    """The policy of a body, with the default for fields left out; errors are reported."""
    if mapping is None:
        return DEFAULT_POLICY
    default = DEFAULT_POLICY
    shares = _read_thresholds(mapping, diagnostics)
    achieved = shares.get(Status.ACHIEVED.value, default.achieved)
    partly = shares.get(Status.PARTLY.value, min(default.partly, achieved))
    if partly > achieved:
        message = "«parzialmente raggiunto» vuole più di «raggiunto»: la prima soglia va sotto la seconda"
        diagnostics.add(mapping.location_of("soglie"), "E406", message)
    courses = {}
    for type_, scalar in mapping.table("andamento"):
        refuse_formula(type_, diagnostics)
        if trajectory := _look_up(scalar, _TRAJECTORIES, "un andamento", diagnostics):
            courses[type_.text] = trajectory
    return Policy(
        achieved=achieved,
        partly=min(partly, achieved),
        on_track=shares.get(Status.ON_TRACK.value, default.on_track),
        cap=_read_cap(mapping, diagnostics),
        tolerance=_share(mapping.scalar("tolleranza"), diagnostics) or default.tolerance,
        trajectories=courses if "andamento" in mapping.keys else default.trajectories,
        labels=_read_labels(mapping, diagnostics),
        reference=mapping.text("smvp"),
        is_default=not mapping.keys.keys() - {"etichette"},
    )


def read_method(
    mapping: ValidatedMapping, unit: Unit, years: tuple[int, ...], diagnostics: Diagnostics
) -> IndicatorMethod:
    """The fields `andamento`, `tolleranza` and `non_valutabile` of an indicator; errors are reported."""
    trajectory = mapping.scalar("andamento")
    return IndicatorMethod(
        _look_up(trajectory, _TRAJECTORIES, "un andamento", diagnostics) if trajectory else None,
        read_tolerance(mapping.scalar("tolleranza"), unit, diagnostics),
        _read_reasons(mapping, years, diagnostics),
    )


def _read_thresholds(mapping: ValidatedMapping, diagnostics: Diagnostics) -> dict[str, Fraction]:
    shares = {}
    for name, scalar in mapping.table("soglie"):
        if name.text not in _THRESHOLDS:
            known = ", ".join(f"«{known}»" for known in _THRESHOLDS)
            diagnostics.add(name.location, "E406", f"«{name.text}» non è una soglia: sono {known}")
        elif (share := _share(scalar, diagnostics)) is not None:
            shares[name.text] = share
    return shares


def _read_cap(mapping: ValidatedMapping, diagnostics: Diagnostics) -> Fraction:
    scalar = mapping.scalar("tetto")
    cap = _share(scalar, diagnostics, least=Decimal(100), most=_HIGHEST_CAP)
    return DEFAULT_POLICY.cap if cap is None else cap


def _share(
    scalar: Scalar | None,
    diagnostics: Diagnostics,
    *,
    least: Decimal = Decimal(0),
    most: Decimal = Decimal(100),
) -> Fraction | None:
    """A percentage between `least` and `most`, as a fraction of one; `None`, with a diagnostic, if wrong."""
    value = value_of(scalar, units.PERCENT, diagnostics, instead="") if scalar else None
    if scalar is None or not isinstance(value, Percentage):
        return None
    if least <= value.points <= most:
        return Fraction(value.points) / 100
    diagnostics.add(
        scalar.location, "E406", f"«{scalar.text}»: qui ci vuole una percentuale da {least} a {most}"
    )
    return None


def _read_labels(mapping: ValidatedMapping, diagnostics: Diagnostics) -> dict[Status, str]:
    """Words for statuses; one that another status already has would turn a verdict into its opposite."""
    labels: dict[Status, str] = {}
    for name, scalar in mapping.table("etichette"):
        status = _look_up(name, _STATUSES, "un esito", diagnostics)
        word = scalar.text.strip()
        if status is None or not word:
            continue
        # The word of another status is its own, even where that status has another label.
        other = _STATUSES.get(word.casefold()) or next(
            (one for one, label in labels.items() if label.casefold() == word.casefold()), status
        )
        if other is not status:
            message = (
                f"«{word}» è già la parola di un altro esito («{other.value}»), e chi legge li confonde: "
                f"scegliere un'altra parola per «{status.value}»"
            )
            diagnostics.add(scalar.location, "E406", message)
            continue
        labels[status] = scalar.text
    return labels


def _look_up(scalar: Scalar, known: Mapping[str, T], what: str, diagnostics: Diagnostics) -> T | None:
    if scalar.text in known:
        return known[scalar.text]
    hint = suggestion(scalar.text, known) or "scrivere " + ", ".join(f"«{word}»" for word in known)
    diagnostics.add(scalar.location, "E406", f"«{scalar.text}» non è {what}; {hint}")
    return None


def read_tolerance(scalar: Scalar | None, unit: Unit, diagnostics: Diagnostics) -> Value | None:
    """The distance from «pari a» that is allowed, in the unit of the indicator; `None` if there is none."""
    if scalar is None:
        return None
    if not unit.definition.is_quantity:
        message = f"con l'unità «{unit.symbol}» non c'è tolleranza: il valore è quello o non lo è"
        diagnostics.add(scalar.location, "E406", message)
        return None
    value = value_of(scalar, unit, diagnostics, instead="")
    size = numeric_value(value) if value is not None else None
    if value is not None and (size is None or size < 0 or not value.IS_QUANTITY):
        diagnostics.add(
            scalar.location, "E406", f"«{scalar.text}» non è una tolleranza: scrivere una quantità"
        )
        return None
    return value


def _read_reasons(
    mapping: ValidatedMapping, years: tuple[int, ...], diagnostics: Diagnostics
) -> dict[int, str]:
    known = {str(year) for year in years}
    reasons = {}
    for year, scalar in mapping.table("non_valutabile"):
        if years and year.text not in known:
            message = f"«{year.text}» non è un anno del piano ({', '.join(sorted(known))})"
            diagnostics.add(year.location, "E210", message)
        elif not scalar.text.strip():
            diagnostics.add(
                year.location, "E403", "«non_valutabile» vuole un motivo: chi legge deve sapere perché"
            )
        elif not is_reason(scalar.text):
            diagnostics.add(scalar.location, "E403", not_a_reason(scalar.text))
        elif YEAR.match(year.text):
            reasons[int(year.text)] = scalar.text.strip()
    return reasons
