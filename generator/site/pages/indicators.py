"""All indicators of the plan in one table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from generator.plan.model import Indicator, Objective
from generator.plan.starting_point import starting_point
from generator.site.addresses import (
    data_address,
    indicator_address,
    indicators_address,
    objective_address,
    plan_address,
)
from generator.site.edition import Edition
from generator.site.facets import SEPARATOR, facets_of, marks_of
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.wording import STARTING_POINTS, count_of, show_or_missing, target_in_words

#: Rows of a page: a browser shows as many without pain.
MAX_ROWS = 1000


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the table.

    `id` is what the row's line of the open data begins with, `marks` what it can be filtered by, `share` its
    weight as a number to sort by.
    """

    id: str
    marks: Mapping[str, str]
    share: str
    objective: Link
    objective_title: str
    indicator: Link
    formula: str
    type: str
    baseline: str
    target: str
    weight: str
    starting_point: str
    key: str
    status: str
    status_key: str


def pages_of(edition: Edition, start: int, end: int) -> Iterator[Page]:
    """The pages of the table from one to another, counted from 0."""
    return (_page(edition, number + 1) for number in range(start, end))


def page_count(edition: Edition) -> int:
    """How many pages the table has."""
    return max(1, -(-edition.plan.indicator_count // MAX_ROWS))


def _first(edition: Edition) -> Iterator[Page]:
    return pages_of(edition, 0, 1)


def _page(edition: Edition, number: int) -> Page:
    plan = edition.plan
    year = edition.assessment.year
    count = count_of(plan.indicator_count, "indicatore", "indicatori")
    address = indicators_address(plan, number)
    last = page_count(edition)
    which = f", pagina {number} di {last}" if last > 1 else ""
    pairs = ((objective, indicator) for objective in plan.objectives for indicator in objective.indicators)
    shown = tuple(islice(pairs, (number - 1) * MAX_ROWS, number * MAX_ROWS))
    return Page(
        kind="indicators",
        address=address,
        title=f"Tutti gli indicatori {plan.period}{which}",
        short_title=f"Tutti gli indicatori{which}",
        description=f"{count} del piano {plan.period} in una tabella: valore di partenza, traguardo, peso.",
        trail=(Link(f"Piano {plan.period}", plan_address(plan)),),
        search=(SearchText(address, f"Tutti gli indicatori {plan.period}", count),) if number == 1 else (),
        navigation_title="Pagine della tabella",
        navigation=tuple(
            Link(f"Pagina {other}", indicators_address(plan, other), other == number)
            for other in range(1, last + 1)
        )
        if last > 1
        else (),
        scripts=("assets/js/indicatori.js",),
        view={
            "plan": plan,
            "count": count,
            "year": year,
            "which": which,
            "rows": tuple(_row(edition, *row) for row in shown),
            "facets": facets_of(edition, (marks_of(edition, *row) for row in shown)),
            "csv": data_address(plan, "indicatori.csv"),
            "data": tuple(
                Link(name, data_address(plan, name)) for name in ("indicatori.csv", "indicatori.json")
            ),
        },
    )


def _row(edition: Edition, objective: Objective, indicator: Indicator) -> IndicatorRow:
    plan, year, policy = edition.plan, edition.assessment.year, edition.assessment.policy
    status = edition.assessment.verdict(objective, indicator).status
    point = starting_point(indicator, year)
    return IndicatorRow(
        id=f"{objective.code},{indicator.id}",
        marks={
            name: SEPARATOR.join(values) for name, values in marks_of(edition, objective, indicator).items()
        },
        share=str(indicator.weight.points),
        objective_title=objective.title,
        formula=indicator.formula,
        objective=Link(objective.code, objective_address(plan, objective)),
        indicator=Link(indicator.name, indicator_address(plan, objective, indicator)),
        type=indicator.type,
        baseline=show_or_missing(indicator.baseline),
        target=target_in_words(indicator.targets.get(year), indicator.condition),
        weight=show_or_missing(indicator.weight),
        starting_point=point.value,
        key=STARTING_POINTS[point][0],
        status=policy.label(status),
        status_key=status.key,
    )


KIND = PageKind("indicators", indicators_address, _first)
