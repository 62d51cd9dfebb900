"""An objective as a card: its facts and the rows of its indicators, worded for the pages that show it."""

from dataclasses import dataclass

from generator.plan.model import Indicator, Objective, Plan
from generator.plan.starting_point import starting_point
from generator.site.addresses import area_address, office_address
from generator.site.edition import Edition
from generator.site.page import Link
from generator.site.wording import STARTING_POINTS, in_one_piece, show_or_missing, target_in_words


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the objective's card: a label, and texts or links. Empty where the plan is silent."""

    label: str
    values: tuple[Link | str, ...]


@dataclass(frozen=True, slots=True)
class TargetCell:
    """A target with its starting point; the key is that of the style, empty for a missing target."""

    text: str
    starting_point: str
    key: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """A row of the table."""

    id: str
    name: str
    formula: str
    type: str
    unit: str
    baseline: str
    targets: tuple[TargetCell, ...]
    weight: str
    status: str
    status_key: str
    notes: tuple[str, ...]


def facts_of(plan: Plan, objective: Objective) -> tuple[Fact, ...]:
    """Who, where, with what: the lines of the document's header tables."""
    programme, department = objective.programme, objective.department
    return (
        Fact("Tipo", (plan.kinds.get(objective.kind, objective.kind),)),
        Fact(
            "Ambito strategico",
            (Link(f"{objective.area.code} {objective.area.name}", area_address(plan, objective.area)),),
        ),
        Fact("Missione", (f"{programme.mission_code} – {programme.mission_name}",) if programme else ()),
        Fact("Programma", (f"{programme.code} – {programme.name}",) if programme else ()),
        Fact("Risorse economiche", (in_one_piece(objective.resources.text),) if objective.resources else ()),
        Fact("Area di responsabilità", (department.name,) if department else ()),
        Fact(
            "Uffici", tuple(Link(office.name, office_address(plan, office)) for office in objective.offices)
        ),
    )


def indicator_view(edition: Edition, objective: Objective, indicator: Indicator) -> IndicatorView:
    """An indicator as a row, with its targets of every year and the verdict of the current one."""
    plan = edition.plan
    verdict = edition.assessment.verdict(objective, indicator)
    return IndicatorView(
        id=indicator.id,
        name=indicator.name,
        formula=indicator.formula,
        type=indicator.type,
        unit=indicator.unit.value,
        baseline=show_or_missing(indicator.baseline),
        targets=tuple(_target(indicator, year) for year in plan.years),
        weight=show_or_missing(indicator.weight),
        status=edition.assessment.policy.label(verdict.status),
        status_key=verdict.status.key,
        notes=indicator.editorial_notes,
    )


def _target(indicator: Indicator, year: int) -> TargetCell:
    text = target_in_words(indicator.targets.get(year), indicator.condition)
    point = starting_point(indicator, year)
    has_target = text not in ("—", "n.d.")
    return TargetCell(
        text, point.value if has_target else "", STARTING_POINTS[point][0] if has_target else ""
    )
