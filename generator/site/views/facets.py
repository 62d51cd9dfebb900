"""Facets (filters) of the table of all indicators: the values of each row, the choices with their counts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.plan.identifiers import natural_key
from generator.plan.indicator import Indicator
from generator.plan.model import Objective, Plan
from generator.plan.own_fields import FieldKind, FieldOwner, OwnField, OwnValues, fields_of
from generator.plan.policy import Status
from generator.plan.scoring.starting_point import StartingPoint
from generator.site.published_plan import IndicatorSummary, PublishedPlan
from generator.site.views.labels import STARTING_POINTS

#: Separator of the values of a row that has several of one facet, such as offices.
SEPARATOR = "|"


class Choice(Struct, frozen=True):
    """A value of a facet, its label, and the number of rows that have it."""

    value: str
    label: str
    count: int


class Facet(Struct, frozen=True):
    """A filter. `name` is part of addresses, so it must not change; `any_label` is the choice of all rows."""

    name: str
    label: str
    any_label: str
    choices: tuple[Choice, ...]


_LABELS = (
    ("ambito", "Ambito strategico", "tutti gli ambiti"),
    ("area", "Area di responsabilità", "tutte le aree"),
    ("ufficio", "Ufficio", "tutti gli uffici"),
    ("tipo", "Tipo di obiettivo", "tutti i tipi"),
    ("padre", "Fa parte di", "tutti gli obiettivi"),
    ("contribuisce", "Contribuisce anche a", "tutti gli obiettivi"),
    ("tipologia", "Tipologia di indicatore", "tutte le tipologie"),
    ("partenza", "Punto di partenza", "tutti i punti di partenza"),
    ("esito", "Esito", "tutti gli esiti"),
)
#: The facets that bars of other pages link to, which are shown with one choice too.
_LINKED = ("partenza", "esito")


def facet_values_of_objective(
    plan: Plan, objective: Objective, ancestors: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    """The values that all indicators of an objective share, by facet."""
    return {
        "ambito": (objective.area.code,) if objective.area else (),
        "area": (objective.department.id,) if objective.department else (),
        "ufficio": tuple(dict.fromkeys(office.id for office in objective.all_offices)),
        "tipo": (objective.kind,) if objective.kind else (),
        "padre": ancestors,
        "contribuisce": objective.contributes_to,
        **_own_values(plan, FieldOwner.OBJECTIVE, objective.own),
    }


def own_facet_values(plan: Plan, indicator: Indicator) -> Mapping[str, tuple[str, ...]]:
    """The values of an indicator in the lists that the body has declared."""
    return _own_values(plan, FieldOwner.INDICATOR, indicator.own)


def _own_values(plan: Plan, owner: FieldOwner, values: OwnValues) -> Mapping[str, tuple[str, ...]]:
    return {
        field.facet: tuple(_facet_value(value.text) for value in values.get(field.id, ()))
        for field in fields_of(_own_lists(plan), owner)
    }


def _own_lists(plan: Plan) -> tuple[OwnField, ...]:
    return tuple(field for field in plan.own_fields if field.kind is FieldKind.LIST)


def _facet_value(text: str) -> str:
    return text.replace(SEPARATOR, " ")


def facet_values_of_indicator(summary: IndicatorSummary) -> Mapping[str, str]:
    """The values of an indicator in the other facets."""
    return {
        "tipologia": summary.type,
        "partenza": STARTING_POINTS[summary.starting_point][0] if summary.starting_point else "",
        "esito": summary.status.key,
    }


def facets_of(published: PublishedPlan, objectives: Iterable[Objective]) -> tuple[Facet, ...]:
    """The facets of a list of objectives, with the choices that occur, in the order of the registers.

    A facet is left out if all its choices are those of all rows: a filter that changes nothing.
    """
    plan = published.plan
    own = tuple((field.facet, field.label, "tutti i valori") for field in _own_lists(plan))
    counts: dict[str, Counter[str]] = {name: Counter() for name, _, _ in (*_LABELS, *own)}
    combinations: Counter[tuple[str, StartingPoint | None, Status]] = Counter()
    for objective in objectives:
        indicators = published.indicator_summaries(objective)
        ancestors = tuple(one.code for one in plan.above(objective))
        for name, values in facet_values_of_objective(plan, objective, ancestors).items():
            for value in set(values):
                counts[name][value] += len(indicators)
        for indicator in objective.indicators if own else ():
            for name, values in own_facet_values(plan, indicator).items():
                counts[name].update(set(values))
        combinations.update((one.type, one.starting_point, one.status) for one in indicators)
    for combination, count in combinations.items():
        for name, value in facet_values_of_indicator(IndicatorSummary("", *combination)).items():
            counts[name][value] += count
    labels = dict(_choices(published))
    labels |= {name: {value: value for value in sorted(counts[name], key=natural_key)} for name, _, _ in own}
    total = sum(combinations.values())
    facets = (
        Facet(
            name,
            label,
            any_label,
            tuple(
                Choice(value, text, counts[name][value])
                for value, text in labels[name].items()
                if counts[name][value]
            ),
        )
        for name, label, any_label in (*_LABELS, *own)
    )
    return tuple(
        facet
        for facet in facets
        if (facet.choices and facet.name in _LINKED) or any(one.count < total for one in facet.choices)
    )


def _choices(published: PublishedPlan) -> Iterator[tuple[str, dict[str, str]]]:
    plan, policy = published.plan, published.assessment.policy
    yield "ambito", {area.code: f"{area.code} {area.name}" for area in plan.areas}
    yield "area", {department.id: department.name for department in plan.departments}
    yield "ufficio", {office.id: office.name for office in plan.offices}
    kinds, types = published.kinds_and_types
    yield "tipo", {kind: plan.kinds.get(kind, kind) for kind in (*plan.kinds, *kinds) if kind}
    yield "padre", dict(plan.labels)
    yield "contribuisce", dict(plan.labels)
    yield "tipologia", {type_: type_ for type_ in (*plan.types, *types) if type_}
    yield "partenza", {key: point.value for point, (key, _) in STARTING_POINTS.items()}
    yield "esito", {status.key: policy.label(status) for status in Status}
