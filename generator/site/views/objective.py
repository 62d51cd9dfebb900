"""View of an objective: its facts and the rows of its indicators, shared by all pages that show it."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from generator.plan.body import AssignedOffice
from generator.plan.conditions import Direction
from generator.plan.indicator import Indicator
from generator.plan.italian.declared import declared_note
from generator.plan.italian.parts import coverage
from generator.plan.model import Objective, Plan
from generator.plan.numerals import MOST_PLACES, rounded, trimmed
from generator.plan.own_fields import FieldKind, FieldOwner, FieldValue, OwnField, OwnValues, fields_of
from generator.plan.revisions import target_of
from generator.plan.scoring.results import AssessmentReason
from generator.plan.values import Number, Percentage
from generator.plan.weighting import Weighting, share_of, weight_in_words
from generator.site.addresses import area_address, office_address
from generator.site.markdown import render_markdown
from generator.site.page import Link
from generator.site.published_plan import IndicatorSummary, PublishedPlan
from generator.site.views.assessment import AssessmentView, objective_assessment
from generator.site.views.labels import (
    continued_in_words,
    office_label,
    show_or_missing,
    unbroken,
)
from generator.site.views.neighbours import Neighbours
from generator.site.views.parts import part_lines
from generator.site.views.revisions import (
    RevisionView,
    revisions_of_objective,
    state_of,
    state_of_indicator,
    weight_notes,
)
from generator.site.views.targets import TargetCell, target_cell

_DIRECTIONS = {Direction.UP: "deve aumentare", Direction.DOWN: "deve diminuire"}


class Fact(Struct, frozen=True):
    """A fact about an objective: a label, and texts or links; none where the plan does not say."""

    label: str
    values: tuple[Link | str, ...]


class IndicatorView(Struct, frozen=True):
    """A row of the table of indicators. `weight_key` is a number to sort by.

    `weight` is empty where all indicators count alike; `weight_notes` say what it was before a revision.
    `parts` are the targets of its steps or offices, a line each.
    `past_values` are those of other years before the plan; `status_notes` are the day of the status, or
    that a deadline passed without data, and other years; `remarks` those that no sentence or verdict says.
    `continues` is what the file says that it continues.
    """

    id: str
    name: str
    formula: str
    facts: tuple[Fact, ...]
    parts: tuple[str, ...]
    type: str
    unit: str
    direction: str
    baseline: str
    past_values: tuple[str, ...]
    targets: tuple[TargetCell, ...]
    weight: str
    weight_notes: tuple[str, ...]
    weight_key: str
    status: str
    status_key: str
    status_notes: tuple[str, ...]
    remarks: tuple[str, ...]
    notes: tuple[str, ...]
    continues: str = ""


class ObjectiveView(Struct, frozen=True):
    """What the page of an objective, the printed plan and the table of all indicators share.

    `own_facts` are of the fields that the body has declared, and only those that have values. `state` says
    that it was dropped or added, and since when; empty for what is as approved. `continues` is what the file
    says that it continues.
    """

    code: str
    slug: str
    title: str
    kind: str
    facts: tuple[Fact, ...]
    own_facts: tuple[Fact, ...]
    description: Markup | None
    indicators: tuple[IndicatorView, ...]
    has_weights: bool
    has_types: bool
    assessment: AssessmentView
    notes: tuple[str, ...]
    editorial_notes: tuple[str, ...]
    state: str = ""
    revisions: tuple[RevisionView, ...] = ()
    continues: str = ""

    @property
    def unit_title(self) -> str:
        """The title of the column of kinds and units of indicators."""
        return "Tipologia e unità" if self.has_types else "Unità"


def objective_view(published: PublishedPlan, objective: Objective, neighbours: Neighbours) -> ObjectiveView:
    """The view of an objective in the year of the assessment."""
    plan, assessment = published.plan, published.assessment
    pairs = zip(objective.indicators, published.indicator_summaries(objective), strict=True)
    return ObjectiveView(
        code=objective.code,
        slug=objective.slug,
        title=objective.title,
        kind=plan.kinds.get(objective.kind, objective.kind),
        facts=(*_facts(plan, objective), *_ties(neighbours)),
        own_facts=own_facts(plan, FieldOwner.OBJECTIVE, objective.own),
        description=render_markdown(objective.description) if objective.description else None,
        indicators=tuple(
            _indicator_view(published, objective, indicator, summary) for indicator, summary in pairs
        ),
        has_weights=plan.weighting is not Weighting.EQUAL,
        has_types="tipologia" in plan.fields_in_use,
        assessment=neighbours.assessment_views.get(assessment.year)
        or objective_assessment(objective, assessment, with_formula=True),
        notes=objective.notes,
        editorial_notes=objective.editorial_notes,
        state=state_of(plan, objective.code),
        revisions=revisions_of_objective(published, objective.code),
        continues=continued_in_words(objective.continues, of_indicator=False),
    )


def own_facts(plan: Plan, owner: FieldOwner, values: OwnValues) -> tuple[Fact, ...]:
    """The fields of the body's own that have values."""
    return tuple(
        Fact(field.label, tuple(_own_value(field, value) for value in values[field.id]))
        for field in fields_of(plan.own_fields, owner)
        if field.id in values
    )


def office_links(plan: Plan, offices: Iterable[AssignedOffice]) -> tuple[Link, ...]:
    """Links to offices, with the part that each has."""
    return tuple(Link(office_label(office), office_address(plan, office)) for office in offices)


def _indicator_facts(plan: Plan, indicator: Indicator) -> tuple[Fact, ...]:
    """What else the plan says of an indicator."""
    facts = (
        Fact("Uffici", office_links(plan, indicator.offices)),
        Fact("Fonte", (indicator.source,) if indicator.source else ()),
        Fact("Verifica", (indicator.verification,) if indicator.verification else ()),
        *own_facts(plan, FieldOwner.INDICATOR, indicator.own),
    )
    return tuple(fact for fact in facts if fact.values)


def _own_value(field: OwnField, value: FieldValue) -> Link | str:
    text = unbroken(value.text)
    if field.kind is FieldKind.LINK:
        return Link(text if value.year is None else f"{value.year}: {text}", value.text)
    return text if value.year is None else f"{value.year}: {text}"


def _facts(plan: Plan, objective: Objective) -> tuple[Fact, ...]:
    """The rows of the header tables of the document, without those that the plan has for no objective."""
    area, programme, department = objective.area, objective.programme, objective.department
    used = plan.fields_in_use
    facts = (
        ("tipo" in used, "Tipo", plan.kinds.get(objective.kind, objective.kind)),
        (
            plan.areas,
            "Ambito strategico",
            area and Link(f"{area.code} {area.name}", area_address(plan, area)),
        ),
        (
            "missione" in used,
            "Missione",
            programme and f"{programme.mission_code} – {programme.mission_name}",
        ),
        (
            "programma" in used,
            "Programma",
            programme and programme.code and f"{programme.code} – {programme.name}",
        ),
        ("risorse" in used, "Risorse economiche", objective.resources and unbroken(objective.resources.text)),
        (plan.departments, "Area di responsabilità", department and department.name),
    )
    offices = office_links(plan, objective.offices)
    return (
        *(Fact(label, (value,) if value else ()) for is_shown, label, value in facts if is_shown),
        *([Fact("Uffici", offices)] if plan.offices else []),
    )


def _ties(neighbours: Neighbours) -> Iterator[Fact]:
    """What an objective is a part of, and what else it contributes to; nothing where it has no ties."""
    if neighbours.parents:
        yield Fact("Fa parte di", neighbours.parents[-1:])
    if neighbours.contributes_to:
        yield Fact("Contribuisce anche a", neighbours.contributes_to)
    if neighbours.contributors:
        yield Fact("Vi contribuiscono", neighbours.contributors)


def _indicator_view(
    published: PublishedPlan, objective: Objective, indicator: Indicator, summary: IndicatorSummary
) -> IndicatorView:
    """An indicator with the targets of every year and the status of the current one."""
    current = published.assessment.year
    status_notes = [*_status_notes(published, objective, indicator)]
    return IndicatorView(
        id=indicator.id,
        name=indicator.name,
        formula=indicator.formula,
        facts=_indicator_facts(published.plan, indicator),
        parts=part_lines(indicator, published.plan.years),
        type=indicator.type,
        unit=indicator.unit.label,
        direction=_DIRECTIONS[indicator.direction] if indicator.direction else "",
        baseline=_baseline(indicator, published.plan.baseline_year),
        past_values=tuple(
            f"{year}: {show_or_missing(value)}" for year, value in sorted(indicator.past_values.items())
        ),
        targets=tuple(
            target_cell(indicator, year, summary.starting_point if year == current else None)
            for year in published.plan.years
        ),
        weight=weight_in_words(indicator.weight, objective.weights_of(current)),
        weight_notes=weight_notes(objective, indicator),
        weight_key=_weight_key(objective, indicator),
        status=published.assessment.policy.label(summary.status),
        status_key=summary.status.key,
        status_notes=tuple(text for text, _ in status_notes),
        remarks=tuple(text for text, is_remark in status_notes if is_remark),
        notes=indicator.editorial_notes,
        continues=continued_in_words(indicator.continues, of_indicator=True),
    )


def _weight_key(objective: Objective, indicator: Indicator) -> str:
    """The weight in percent; that of points is their share of the objective."""
    match indicator.weight:
        case Percentage(points):
            return str(points)
        case Number():
            share = share_of(indicator.weight, objective.weights) * 100
            return str(trimmed(rounded(share, MOST_PLACES)))
        case _:
            return ""


def _baseline(indicator: Indicator, usual_year: int) -> str:
    """The baseline, with its year if it is not the one of the column."""
    year = indicator.baseline_year or usual_year
    return show_or_missing(indicator.baseline) + (f" ({year})" if year != usual_year else "")


def _status_notes(
    published: PublishedPlan, objective: Objective, indicator: Indicator
) -> Iterator[tuple[str, bool]]:
    """The current year first, then the other years with a result, the latest first.

    With each goes whether it is a remark: neither a day nor a verdict.
    """
    assessment = published.assessment
    if state := state_of_indicator(published.plan, objective.code, indicator.id):
        yield state, True
    by_year = assessment.of_indicators(objective)[indicator.id]
    current = by_year[assessment.year]
    if current.reason_code is AssessmentReason.DEADLINE_PASSED:
        yield current.reason_code.value, True
    elif current.day:
        yield f"al {current.day:%d/%m/%Y}", False
        version = indicator.in_force_on(current.as_of)
        if target_of(version, current.year) != target_of(indicator, current.year):
            yield "secondo il traguardo di allora", True
    if lacking := coverage(indicator, current):
        yield lacking, True
    if declared := declared_note(current, assessment.policy):
        yield declared, False
    for year in assessment.other_years:
        found = by_year[year]
        if found.day:
            yield f"{year}: {assessment.policy.label(found.status)}, al {found.day:%d/%m/%Y}", False
            if declared := declared_note(found, assessment.policy):
                yield f"{year}: {declared}", False
