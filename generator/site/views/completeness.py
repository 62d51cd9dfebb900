"""View of the completeness of a plan: gaps, weights, doubts, corrections, every sum up to the plan."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from generator.plan.model import Objective, Plan
from generator.plan.numerals import half_unit, show_rounded
from generator.plan.revisions import added_later
from generator.plan.values import Percentage
from generator.plan.weighting import Weight, Weighting, exact_weight, weighting_of
from generator.site.addresses import indicator_address, objective_address, plan_address, section_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import AssessmentView, group_assessment, objective_assessment
from generator.site.views.corrections import CorrectionView, corrections_of
from generator.site.views.gaps import Gap, GapRow, gaps_of
from generator.site.views.labels import count_of
from generator.site.views.plan import PlanView, plan_view


class WeightRow(Struct, frozen=True):
    """The sum of the weights of an objective: of its indicators, or of the objectives below it.

    `is_whole`: it is the 100 that percentages must have.
    """

    code: str
    link: Link
    of_what: str
    total: str
    is_whole: bool


class SumRow(Struct, frozen=True):
    """How an assessment is computed; `level` is 0 for the plan, 1 for a section, 2 for an objective."""

    code: str
    link: Link
    level: int
    assessment: AssessmentView


class YearSums(Struct, frozen=True):
    """The sums of a year, from the plan to its objectives."""

    year: int
    rows: tuple[SumRow, ...]


class ErratumView(Struct, frozen=True):
    """An error of transcription that the editors have declared: its day, and what it was about."""

    day: str
    title: str
    text: str
    subjects: str


class CompletenessView(Struct, frozen=True):
    """What who checks a plan asks of its data. `lacking` are facts that the body has not given of the plan.

    `weights` has only the objectives whose weights are not whole, where they are percentages; `weights_note`
    says how many are.
    """

    plan: PlanView
    lacking: tuple[str, ...]
    gaps: tuple[Gap, ...]
    weights_note: str
    weights: tuple[WeightRow, ...]
    doubts: tuple[GapRow, ...]
    corrections: tuple[CorrectionView, ...]
    errata: tuple[ErratumView, ...]
    sums: tuple[YearSums, ...]


def completeness_view(published: PublishedPlan) -> CompletenessView:
    """The completeness of a plan, with the sums of every year that has results."""
    plan = published.plan
    weights = tuple(_weights(plan))
    return CompletenessView(
        plan=plan_view(plan),
        lacking=tuple(_lacking(published)),
        gaps=gaps_of(published),
        weights_note=_weights_note(plan, weights),
        weights=tuple(one for one in weights if not one.is_whole),
        doubts=tuple(_doubts(plan)),
        corrections=corrections_of(plan, plan.measurements),
        errata=tuple(
            ErratumView(f"{one.day:%d/%m/%Y}", one.title, one.text, ", ".join(one.corrects))
            for one in plan.news
            if one.corrects
        ),
        sums=tuple(_sums(published)),
    )


def _lacking(published: PublishedPlan) -> Iterator[str]:
    plan = published.plan
    if not plan.approving_act:
        yield "l'atto di approvazione"
    if plan.document is None:
        yield "il documento approvato"
    if published.assessment.policy.is_default:
        yield "il Sistema di misurazione e valutazione (SMVP)"


def _weights(plan: Plan) -> Iterator[WeightRow]:
    added = added_later(plan.revisions, date.min)
    for objective in plan.objectives:
        link = Link(objective.title, objective_address(plan, objective))
        # Those of the approved plan: what a revision adds comes with new weights for the others.
        approved = objective.approved.indicators
        weights = [one.weight for one in approved if (objective.code, one.id) not in added]
        if weighting_of(weights) is not Weighting.EQUAL:
            total = sum(map(exact_weight, weights), Fraction(0))
            is_whole = weighting_of(weights) is Weighting.POINTS or _is_hundred(weights)
            of_what = count_of(len(weights), "indicatore", "indicatori")
            yield WeightRow(objective.code, link, of_what, show_rounded(total), is_whole)
        children = plan.children_of(objective.code)
        shares = [one.weight_in_parent for one in children if one.weight_in_parent is not None]
        if shares:
            total = sum(map(exact_weight, shares), Fraction(0))
            of_what = count_of(len(children), "obiettivo che ne fa parte", "obiettivi che ne fanno parte")
            # Its own indicators have the rest.
            is_whole = bool(objective.indicators) or _is_hundred(shares)
            yield WeightRow(objective.code, link, of_what, show_rounded(total), is_whole)


def _is_hundred(weights: Iterable[Weight | None]) -> bool:
    """Whether percentages sum to 100, but for half a unit of the last written digit of each."""
    points = [one.points for one in weights if isinstance(one, Percentage)]
    return abs(100 - sum(points, Decimal(0))) <= sum(map(half_unit, points), Decimal(0))


def _weights_note(plan: Plan, rows: tuple[WeightRow, ...]) -> str:
    if plan.weighting is Weighting.EQUAL or not rows:
        return "Il piano non dà pesi: gli indicatori di un obiettivo contano tutti allo stesso modo."
    if plan.weighting is Weighting.POINTS:
        return "Il piano dà i pesi in punti: conta la parte che ciascuno ha della somma."
    whole = sum(1 for row in rows if row.is_whole)
    if whole == len(rows):
        return f"In tutte le {len(rows)} somme i pesi fanno 100, a meno degli arrotondamenti."
    return f"I pesi fanno 100, a meno degli arrotondamenti, in {whole} somme su {len(rows)}. Le altre:"


def _doubts(plan: Plan) -> Iterator[GapRow]:
    """The notes of who has transcribed the document."""
    for objective in plan.objectives:
        for note in objective.editorial_notes:
            yield GapRow(objective.code, Link(objective.title, objective_address(plan, objective)), note)
        for one in objective.indicators:
            for note in one.editorial_notes:
                yield GapRow(objective.code, Link(one.name, indicator_address(plan, objective, one)), note)


def _sums(published: PublishedPlan) -> Iterator[YearSums]:
    plan = published.plan
    for year in sorted(plan.years, reverse=True):
        if published.assessment.of_group(plan.objectives, year).measured:
            yield YearSums(year, tuple(_sums_of_year(published, year)))


def _sums_of_year(published: PublishedPlan, year: int) -> Iterator[SumRow]:
    plan, assessment = published.plan, published.assessment.for_year(year)
    whole = Link("Tutto il piano", plan_address(plan))
    yield SumRow("", whole, 0, group_assessment(plan.objectives, assessment))
    for section in plan.sections:
        if section.head and not isinstance(section.head, Objective):
            link = Link(section.name, section_address(plan, section))
            yield SumRow(section.code, link, 1, group_assessment(section.objectives, assessment))
        for one in section.objectives:
            link = Link(one.title, objective_address(plan, one))
            yield SumRow(one.code, link, 2, objective_assessment(one, assessment, with_formula=True))
