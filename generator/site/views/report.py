"""View of the report of a closed year: verdicts by group, every objective, what changed, what is missing.

The report is what the Relazione annuale sulla performance needs of the plan's data (D.Lgs. 150/2009, art. 10,
c. 1, lett. b): results against targets, with every deviation. Page, PDF and DOCX are made of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from generator.plan.italian.method import method_of
from generator.plan.policy import SHORT_OF_TARGET, Status
from generator.site.addresses import indicators_address, office_address, offices_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, group_assessment, method_note
from generator.site.views.corrections import CorrectionView, corrections_of
from generator.site.views.labels import count_of
from generator.site.views.listing import GroupRow, group_row, section_rows
from generator.site.views.plan import PlanView, plan_view, section_anchor, section_name
from generator.site.views.report_objectives import IndicatorReport, ObjectiveReport, objective_report
from generator.site.views.revisions import RevisionView, revisions_of_year

NO_TYPE = "senza tipologia"
_SHORT = {status.key for status in SHORT_OF_TARGET}


class GroupTable(Struct, frozen=True):
    """The verdicts of the groups of one kind; `label` is the heading of their names."""

    anchor: str
    title: str
    label: str
    rows: tuple[GroupRow, ...]


class TypeRow(Struct, frozen=True):
    """The indicators of one type: how many there are of each status of the table."""

    name: str
    total: int
    counts: tuple[int, ...]


class ReportPart(Struct, frozen=True):
    """A section of the plan with its objectives.

    `name` is empty in a plan that is one list, and where the section begins with the objective that heads it.
    """

    code: str
    anchor: str
    name: str
    objectives: tuple[ObjectiveReport, ...]


class UnmeasuredRow(Struct, frozen=True):
    """An indicator without a verdict, and why."""

    code: str
    indicator: Link
    label: str
    key: str
    why: str


class ReportView(Struct, frozen=True):
    """The report of a closed year. `deviations` says how many missed targets have a reason, and how many not.

    `type_labels` are the labels of the statuses of the columns of `types`, which are empty in a plan without
    types of indicator.
    """

    plan: PlanView
    year: int
    title: str
    assessment: AssessmentView
    deviations: str
    groups: tuple[GroupTable, ...]
    type_labels: tuple[str, ...]
    types: tuple[TypeRow, ...]
    parts: tuple[ReportPart, ...]
    revisions: tuple[RevisionView, ...]
    corrections: tuple[CorrectionView, ...]
    unmeasured: tuple[UnmeasuredRow, ...]
    method_note: str
    method: tuple[str, ...]

    @property
    def contents(self) -> tuple[Link, ...]:
        """The titles of its sections, with their anchors."""
        return (
            Link("In sintesi", "sintesi"),
            *(Link(group.title, group.anchor) for group in self.groups),
            *([Link("Per tipologia di indicatore", "per-tipologia")] if self.types else []),
            Link("Gli obiettivi, uno per uno", "obiettivi"),
            Link("Le revisioni dell'anno", "revisioni"),
            Link("Le rettifiche", "rettifiche"),
            Link("Che cosa non ha un esito", "senza-esito"),
            Link("Il metodo", "metodo"),
        )


def report_title(year: int) -> str:
    """The title of the report of a year."""
    return f"Relazione annuale sulla performance {year}"


def report_view(published: PublishedPlan, year: int) -> ReportView:
    """The report of a closed year of a plan."""
    published = published.in_year(year)
    plan, assessment = published.plan, published.assessment
    parts = tuple(_parts(published))
    reports = [one for part in parts for one in part.objectives]
    indicators = [indicator for one in reports for indicator in one.indicators]
    statuses = [status for status in Status if any(one.key == status.key for one in indicators)]
    return ReportView(
        plan=plan_view(plan),
        year=year,
        title=report_title(year),
        assessment=group_assessment(plan.objectives, assessment),
        deviations=_deviations(indicators),
        groups=tuple(table for table in _groups(published) if table.rows),
        type_labels=tuple(assessment.policy.label(status) for status in statuses),
        types=tuple(_types(indicators, statuses)) if any(one.type for one in indicators) else (),
        parts=parts,
        revisions=revisions_of_year(published, year),
        corrections=corrections_of(plan, (one for one in plan.measurements if one.day.year == year)),
        unmeasured=tuple(_unmeasured(reports)),
        method_note=method_note(assessment),
        method=method_of(plan),
    )


def _parts(published: PublishedPlan) -> Iterator[ReportPart]:
    has_name = bool(published.plan.areas)
    for section in published.plan.sections:
        yield ReportPart(
            code=section.code if has_name else "",
            anchor=section_anchor(section),
            name=section_name(published.plan, section) if has_name else "",
            objectives=tuple(objective_report(published, one) for one in section.objectives),
        )


def _groups(published: PublishedPlan) -> Iterator[GroupTable]:
    plan = published.plan
    label = "Ambito strategico" if plan.areas else "Parte del piano"
    title = "Per ambito strategico" if plan.areas else "Per parte del piano"
    yield GroupTable("per-ambito", title, label, section_rows(published))
    departments = tuple(
        group_row(published, Link(one.name, f"{offices_address(plan)}#area-{one.id}"), members)
        for one in plan.departments
        if (members := plan.of_department(one))
    )
    yield GroupTable("per-area", "Per area di responsabilità", "Area di responsabilità", departments)
    offices = tuple(
        group_row(published, Link(one.name, office_address(plan, one)), members)
        for one in plan.offices
        if (members := plan.of_office(one))
    )
    yield GroupTable("per-ufficio", "Per ufficio", "Ufficio", offices)
    kinds = tuple(
        group_row(published, Link(name, f"{indicators_address(plan)}?tipo={kind}"), members)
        for kind, name in plan.kinds.items()
        if (members := plan.of_kind(kind))
    )
    yield GroupTable("per-tipo", "Per tipo di obiettivo", "Tipo di obiettivo", kinds)


def _types(indicators: Iterable[IndicatorReport], statuses: Sequence[Status]) -> Iterator[TypeRow]:
    by_type: dict[str, Counter[str]] = {}
    for one in indicators:
        by_type.setdefault(one.type, Counter())[one.key] += 1
    for name, counts in sorted(by_type.items()):
        yield TypeRow(name or NO_TYPE, counts.total(), tuple(counts[status.key] for status in statuses))


def _deviations(indicators: Sequence[IndicatorReport]) -> str:
    missed = [one for one in indicators if one.key in _SHORT]
    if not missed:
        return (
            "Ogni traguardo che è stato rilevato è raggiunto."
            if any(one.degree for one in indicators)
            else ""
        )
    lacking = sum(1 for one in missed if one.lacks_reason)
    counted = count_of(len(missed), "traguardo non è stato raggiunto", "traguardi non sono stati raggiunti")
    start = f"{counted}, o solo in parte"
    if not lacking:
        return f"{start}: di ciascuno l'ente dice perché."
    of_all = "l'ente non ha ancora detto perché"
    return f"{start}; di {lacking} {of_all}." if lacking < len(missed) else f"{start}; {of_all}."


def _unmeasured(reports: Iterable[ObjectiveReport]) -> Iterator[UnmeasuredRow]:
    """The indicators without a verdict, by the reason and then in the order of the plan."""
    rows = [(one.code, indicator) for one in reports for indicator in one.indicators]
    for status in (Status.TO_MEASURE, Status.NOT_ASSESSABLE, Status.NO_TARGET):
        for code, one in rows:
            if one.key == status.key:
                yield UnmeasuredRow(code, one.link, one.label, one.key, one.why)
