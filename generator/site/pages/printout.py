"""The whole plan in one document, numbered and with its contents: what is wanted on paper or as a PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.plan.model import Area, Objective
from generator.site.addresses import plan_address, printout_address
from generator.site.cards import Fact, IndicatorView, facts_of, indicator_view
from generator.site.edition import Edition
from generator.site.figures import key_figures
from generator.site.markdown import render_markdown
from generator.site.page import Link, Page
from generator.site.pages import PageKind
from generator.site.standing import StandingView, group_view, method_note, standing_view
from generator.site.wording import starting_point_shares


@dataclass(frozen=True, slots=True)
class ObjectiveSheet:
    """An objective as a numbered sheet."""

    number: int
    objective: Objective
    kind: str
    facts: tuple[Fact, ...]
    description: Markup | None
    indicators: tuple[IndicatorView, ...]
    standing: StandingView


@dataclass(frozen=True, slots=True)
class AreaPart:
    """An area with its sheets."""

    area: Area
    sheets: tuple[ObjectiveSheet, ...]


def _pages(edition: Edition) -> Iterator[Page]:
    plan, assessment = edition.plan, edition.assessment
    # In the order of the document at hand: an objective may stand in another area than its code says.
    printed = (objective for area in plan.areas for objective in plan.of_area(area))
    numbers = {objective.code: number for number, objective in enumerate(printed, 1)}
    indicators = tuple(indicator for objective in plan.objectives for indicator in objective.indicators)
    yield Page(
        kind="printout",
        address=printout_address(plan),
        title=f"Il piano {plan.period} da stampare",
        short_title="Da stampare",
        description=f"{plan.title} in un documento solo: indice, obiettivi numerati, indicatori e traguardi.",
        trail=(Link(f"Piano {plan.period}", plan_address(plan)),),
        view={
            "plan": plan,
            "figures": key_figures(plan),
            "parts": tuple(
                AreaPart(
                    area,
                    tuple(_sheet(edition, found, numbers[found.code]) for found in plan.of_area(area)),
                )
                for area in plan.areas
                if plan.of_area(area)
            ),
            "standing": group_view(plan.objectives, assessment),
            "shares": starting_point_shares(indicators, assessment.year),
            "year": assessment.year,
            "method": method_note(assessment.policy),
        },
    )


def _sheet(edition: Edition, objective: Objective, number: int) -> ObjectiveSheet:
    plan, assessment = edition.plan, edition.assessment
    return ObjectiveSheet(
        number=number,
        objective=objective,
        kind=plan.kinds.get(objective.kind, objective.kind),
        facts=facts_of(plan, objective),
        description=render_markdown(objective.description) if objective.description else None,
        indicators=tuple(indicator_view(edition, objective, found) for found in objective.indicators),
        standing=standing_view(assessment.standing(objective), assessment),
    )


KIND = PageKind("printout", printout_address, _pages)
