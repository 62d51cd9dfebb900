"""Views of a plan as a whole: its names and source, its key figures."""

from decimal import Decimal

from msgspec import Struct

from generator.plan.body import Area
from generator.plan.model import Objective, Plan, Section
from generator.plan.numerals import show_numeral


class PlanView(Struct, frozen=True):
    """The names of a plan and its source document; what the plan does not say is empty."""

    title: str
    section: str
    period: str
    years: tuple[int, ...]
    baseline_year: int
    body: str
    approving_act: str
    document_title: str
    document_sha256: str


class Figure(Struct, frozen=True):
    """A key figure and what it counts."""

    value: str
    label: str


def plan_view(plan: Plan) -> PlanView:
    """The view of a plan."""
    document = plan.document
    return PlanView(
        title=plan.title,
        section=plan.section,
        period=plan.period,
        years=plan.years,
        baseline_year=plan.baseline_year,
        body=plan.body.name,
        approving_act=plan.approving_act,
        document_title=document.title if document else "",
        document_sha256=document.sha256 if document else "",
    )


def key_figures(plan: Plan) -> tuple[Figure, ...]:
    """The number of objectives and indicators in force, and of areas and offices where the plan has them.

    Also how many objectives, and indicators of the others, are no longer in force, if there are some.
    """
    in_force = plan.in_force(plan.objectives)
    indicators = sum(len(one.indicators) for one in in_force)
    dropped = len(plan.objectives) - len(in_force)
    dropped_alone = sum(len(plan.by_code[one.code].indicators) for one in in_force) - indicators
    areas = sum(1 for section in plan.sections if isinstance(section.head, Area))
    figures = [
        _figure(len(in_force), "obiettivo", "obiettivi"),
        _figure(indicators, "indicatore", "indicatori"),
    ]
    if dropped:
        figures.append(_figure(dropped, "obiettivo non più in vigore", "obiettivi non più in vigore"))
    if dropped_alone:
        figures.append(_figure(dropped_alone, "indicatore non più in vigore", "indicatori non più in vigore"))
    if areas:
        figures.append(_figure(areas, "ambito strategico", "ambiti strategici"))
    if plan.offices:
        figures.append(_figure(len(plan.offices), "ufficio", "uffici"))
    return tuple(figures)


def section_name(plan: Plan, section: Section) -> str:
    """The name of a section, also of objectives that have no area."""
    return section.name or ("Fuori dagli ambiti" if plan.areas else "Gli obiettivi")


def section_anchor(section: Section) -> str:
    """The anchor of a section within a page."""
    match section.head:
        case Area() as area:
            return f"ambito-{area.slug}"
        case Objective() as objective:
            return f"parte-{objective.slug}"
    return "senza-ambito"


def _figure(count: int, singular: str, plural: str) -> Figure:
    return Figure(show_numeral(Decimal(count)), singular if count == 1 else plural)
