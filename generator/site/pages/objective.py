"""The page of an objective: what, why, who, how much, and each of its indicators."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.plan.arithmetic import score_arithmetic
from generator.plan.model import Indicator, Objective, Plan
from generator.plan.starting_point import starting_point
from generator.site.accounts import account_of
from generator.site.addresses import (
    area_address,
    badge_address,
    data_address,
    document_address,
    indicator_address,
    objective_address,
    office_address,
    plan_address,
)
from generator.site.edition import Edition
from generator.site.listing import siblings_of
from generator.site.markdown import render_markdown
from generator.site.measured import measurements_of
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.standing import method_note, standing_view
from generator.site.wording import (
    STARTING_POINTS,
    count_of,
    show_or_missing,
    starting_point_shares,
    summary,
    target_in_words,
)


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


def _pages(edition: Edition) -> Iterator[Page]:
    return _part(edition, 0, _count(edition))


def _count(edition: Edition) -> int:
    return len(edition.plan.objectives)


def _part(edition: Edition, start: int, end: int) -> Iterator[Page]:
    objectives = edition.plan.objectives
    for index in range(start, end):
        previous = objectives[index - 1] if index else None
        following = objectives[index + 1] if index + 1 < len(objectives) else None
        yield _page(edition, objectives[index], previous, following)


def _page(
    edition: Edition, objective: Objective, previous: Objective | None, following: Objective | None
) -> Page:
    plan, assessment = edition.plan, edition.assessment
    year = assessment.year
    standing = assessment.standing(objective)
    verdicts = tuple(
        (indicator, assessment.verdict(objective, indicator)) for indicator in objective.indicators
    )
    address = objective_address(plan, objective)
    return Page(
        kind="objective",
        address=address,
        title=f"{objective.code} {objective.title}",
        short_title=objective.code,
        description=summary(
            objective.description or f"{objective.title}: indicatori e traguardi {plan.period}"
        ),
        trail=(
            Link(f"Piano {plan.period}", plan_address(plan)),
            Link(objective.area.name, area_address(plan, objective.area)),
        ),
        navigation_title=f"Obiettivi dell'ambito {objective.area.code}",
        navigation=siblings_of(plan, objective),
        search=tuple(_search(plan, objective)),
        view={
            "plan": plan,
            "objective": objective,
            "kind": plan.kinds.get(objective.kind, objective.kind),
            "facts": _facts(plan, objective),
            "description": render_markdown(objective.description) if objective.description else None,
            "years": plan.years,
            "indicators": tuple(_view(edition, objective, indicator) for indicator in objective.indicators),
            "standing": standing_view(standing, assessment),
            "other_standings": tuple(
                standing_view(assessment.standing(objective, other), assessment, other)
                for other in plan.years
                if other != year and assessment.standing(objective, other).measured
            ),
            "method": method_note(assessment.policy),
            "score_arithmetic": score_arithmetic(verdicts, standing.score, assessment.policy),
            "accounts": tuple(
                account_of(edition, objective, indicator) for indicator in objective.indicators
            ),
            "measurements": measurements_of(plan, objective),
            "indicator_count": count_of(len(objective.indicators), "indicatore", "indicatori"),
            "shares": starting_point_shares(objective.indicators, year),
            "year": year,
            "previous": Link(previous.title, objective_address(plan, previous)) if previous else None,
            "following": Link(following.title, objective_address(plan, following)) if following else None,
            "address": address,
            "badge": badge_address(plan, objective),
            "document": document_address(plan) if plan.document else None,
            "data": tuple(
                Link(name, data_address(plan, f"obiettivi/{name}"))
                for name in (f"{objective.code}.csv", f"{objective.code}.json")
            ),
        },
    )


def _facts(plan: Plan, objective: Objective) -> tuple[Fact, ...]:
    programme, department = objective.programme, objective.department
    return (
        Fact("Tipo", (plan.kinds.get(objective.kind, objective.kind),)),
        Fact(
            "Ambito strategico",
            (Link(f"{objective.area.code} {objective.area.name}", area_address(plan, objective.area)),),
        ),
        Fact("Missione", (f"{programme.mission_code} – {programme.mission_name}",) if programme else ()),
        Fact("Programma", (f"{programme.code} – {programme.name}",) if programme else ()),
        Fact("Risorse economiche", (objective.resources.text,) if objective.resources else ()),
        Fact("Area di responsabilità", (department.name,) if department else ()),
        Fact(
            "Uffici", tuple(Link(office.name, office_address(plan, office)) for office in objective.offices)
        ),
    )


def _view(edition: Edition, objective: Objective, indicator: Indicator) -> IndicatorView:
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


def _search(plan: Plan, objective: Objective) -> Iterator[SearchText]:
    short_code = objective.code.rsplit("_", 1)[-1]
    who = [office.name for office in objective.offices]
    yield SearchText(
        address=objective_address(plan, objective),
        title=f"{objective.code} {objective.title}",
        text=" ".join([objective.description, objective.area.name, *who]).strip(),
        codes=(objective.code, short_code),
    )
    for indicator in objective.indicators:
        yield SearchText(
            address=indicator_address(plan, objective, indicator),
            title=indicator.name,
            text=indicator.formula,
        )


KIND = PageKind("objective", lambda plan: f"{plan_address(plan)}{{}}/", _pages, _count, _part)
