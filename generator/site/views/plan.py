"""Views of a plan as a whole: its names and source, its key figures, its latest results."""

from decimal import Decimal

from msgspec import Struct

from generator.plan.italian.phrases import long_date
from generator.plan.model import Plan
from generator.plan.news import measured_days
from generator.plan.numerals import show_numeral
from generator.site.views.labels import count_of

#: Days of measurement that the home page lists; the pages of the objectives have them all.
MAX_UPDATES = 3


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


class Update(Struct, frozen=True):
    """A day of measurement and the extent of it. `day` is ISO, for machines; `label` the same in words."""

    day: str
    label: str
    text: str


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
    """The number of objectives, indicators, areas and offices."""
    areas = sum(1 for area in plan.areas if plan.of_area(area))
    return (
        _figure(len(plan.objectives), "obiettivo", "obiettivi"),
        _figure(plan.indicator_count, "indicatore", "indicatori"),
        _figure(areas, "ambito strategico", "ambiti strategici"),
        _figure(len(plan.offices), "ufficio", "uffici"),
    )


def _figure(count: int, singular: str, plural: str) -> Figure:
    return Figure(show_numeral(Decimal(count)), singular if count == 1 else plural)


def updates_of(plan: Plan) -> tuple[Update, ...]:
    """The latest days that have measurements, the newest first."""
    return tuple(
        Update(
            measured.day.isoformat(),
            long_date(measured.day),
            f"{count_of(measured.indicators, 'indicatore', 'indicatori')}"
            f" di {count_of(measured.objectives, 'obiettivo', 'obiettivi')}",
        )
        for measured in measured_days(plan)[:MAX_UPDATES]
    )
