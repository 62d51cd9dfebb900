"""View of what the data of a plan lack: baselines, targets, conditions, offices, results, reasons."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.model import Objective, Plan
from generator.plan.policy import FINAL, SHORT_OF_TARGET, Status
from generator.plan.values import NotAvailable
from generator.site.addresses import indicator_address, objective_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.labels import count_of

#: What is said of an indicator in which something is missing; empty where nothing is.
Missing = Callable[[Indicator], str]
_NOT_AVAILABLE = "il documento dice «n.d.»"
_NOT_SAID = "il documento non lo dice"


class GapRow(Struct, frozen=True):
    """A place where something is missing, and what is said of it."""

    code: str
    subject: Link
    note: str


class Gap(Struct, frozen=True):
    """Something that may be missing: where it is, and a count of it: «12 indicatori su 415»."""

    title: str
    count: str
    rows: tuple[GapRow, ...]


def gaps_of(published: PublishedPlan) -> tuple[Gap, ...]:
    """All that is asked of a plan, whether something is missing or not, in the order of its life."""
    return tuple(_gaps(published))


def _gaps(published: PublishedPlan) -> Iterator[Gap]:
    plan = published.plan
    yield _of_indicators(plan, "Valore di partenza", partial(_baseline, plan.years[0]))
    for year in plan.years:
        yield _of_indicators(plan, f"Traguardo {year}", partial(_target, year))
    yield _of_indicators(plan, "Condizione del traguardo", partial(_condition, plan.years))
    if plan.offices or plan.departments:
        rows = tuple(
            GapRow(one.code, Link(one.title, objective_address(plan, one)), "nessun ufficio e nessuna area")
            for one in plan.objectives
            if not (one.department or one.all_offices)
        )
        count = count_of(len(rows), "obiettivo", "obiettivi")
        yield Gap("Chi ne risponde", f"{count} su {len(plan.objectives)}", rows)
    for year in published.assessment.closed_years:
        yield from _of_closed_year(published, year)


def _baseline(first_year: int, indicator: Indicator) -> str:
    if isinstance(indicator.baseline, NotAvailable):
        return _NOT_AVAILABLE
    return _NOT_SAID if indicator.baseline is None and not indicator.starts_nowhere(first_year) else ""


def _target(year: int, indicator: Indicator) -> str:
    if indicator.can_be_measured(year) or year in indicator.not_in_force:
        return ""
    return _NOT_AVAILABLE if isinstance(indicator.targets.get(year), NotAvailable) else _NOT_SAID


def _condition(years: Iterable[int], indicator: Indicator) -> str:
    if indicator.parts:
        return ""
    without = [year for year in years if indicator.has_target(year) and indicator.condition_of(year) is None]
    return f"traguardo {', '.join(map(str, without))}" if without else ""


def _of_indicators(plan: Plan, title: str, missing: Missing) -> Gap:
    rows = tuple(
        GapRow(objective.code, Link(one.name, indicator_address(plan, objective, one)), note)
        for objective in plan.objectives
        for one in objective.indicators
        if (note := missing(one))
    )
    count = count_of(len(rows), "indicatore", "indicatori")
    return Gap(title, f"{count} su {plan.indicator_count}", rows)


def _of_closed_year(published: PublishedPlan, year: int) -> Iterator[Gap]:
    """The results that a closed year does not have, and the reasons of its missed targets."""
    plan, assessment = published.plan, published.assessment
    results, reasons = [], []
    measurable = missed = 0
    for objective in plan.objectives:
        for indicator in objective.indicators:
            found = assessment.of_indicator(objective, indicator, year)
            measurable += found.status is Status.TO_MEASURE or found.status in FINAL
            if found.status is Status.TO_MEASURE:
                results.append(_row(plan, objective, indicator, found.reason_code.value))
            elif found.status in SHORT_OF_TARGET:
                missed += 1
                if not found.deviation_reason:
                    label = assessment.policy.label(found.status)
                    reasons.append(_row(plan, objective, indicator, label))
    count = count_of(len(results), "indicatore", "indicatori")
    yield Gap(f"Risultato {year}", f"{count} su {measurable}", tuple(results))
    count = count_of(len(reasons), "traguardo mancato", "traguardi mancati")
    yield Gap(f"Motivo dello scostamento {year}", f"{count} su {missed}", tuple(reasons))


def _row(plan: Plan, objective: Objective, indicator: Indicator, note: str) -> GapRow:
    address = f"{objective_address(plan, objective)}#conto-{indicator.id}"
    return GapRow(objective.code, Link(indicator.name, address), note)
