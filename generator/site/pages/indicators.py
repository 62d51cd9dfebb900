"""All indicators of the plan in one table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.plan.model import Indicator, Objective, Plan
from generator.site.addresses import (
    data_address,
    indicator_address,
    indicators_address,
    objective_address,
    plan_address,
)
from generator.site.edition import Edition, IndicatorMarks
from generator.site.facets import SEPARATOR, facets_of, marks_of
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.wording import STARTING_POINTS, count_of, show_or_missing, target_in_words

#: Rows of a page at most; an objective is not divided. A browser filters and sorts as many in a moment.
MAX_ROWS = 6000


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


def pages_of(edition: Edition, start: int, end: int | None = None) -> Iterator[Page]:
    """The pages of the table from one to another, counted from 0."""
    shares = tuple(_shares(edition.plan))
    return (_page(edition, shares, number) for number in range(len(shares))[start:end])


def _shares(plan: Plan) -> Iterator[tuple[Objective, ...]]:
    """The objectives of each page of the table."""
    share: list[Objective] = []
    count = 0
    for objective in plan.objectives:
        if share and count + len(objective.indicators) > MAX_ROWS:
            yield tuple(share)
            share, count = [], 0
        share.append(objective)
        count += len(objective.indicators)
    yield tuple(share)


def _first(edition: Edition) -> Iterator[Page]:
    return pages_of(edition, 0, 1)


def _page(edition: Edition, shares: Sequence[tuple[Objective, ...]], index: int) -> Page:
    plan = edition.plan
    year = edition.assessment.year
    count = count_of(plan.indicator_count, "indicatore", "indicatori")
    number, last = index + 1, len(shares)
    address = indicators_address(plan, number)
    which = f", pagina {number} di {last}" if last > 1 else ""
    shown = shares[index]
    rows = count_of(sum(len(one.indicators) for one in shown), "indicatore", "indicatori")
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
        joined={"rows": shown},
        view={
            "plan": plan,
            "count": count,
            "rows": rows,
            "year": year,
            "which": which,
            "others": _others(shown, rows, last),
            "facets": facets_of(edition, shown),
            "csv": data_address(plan, "indicatori.csv"),
            "data": tuple(
                Link(name, data_address(plan, name)) for name in ("indicatori.csv", "indicatori.json")
            ),
        },
    )


def _others(shown: Sequence[Objective], rows: str, last: int) -> str:
    """What is not on a page of the table, and where it can be found."""
    if last == 1:
        return ""
    return (
        f"La tabella è in {last} pagine. Questa ha {rows}, da {shown[0].code} a {shown[-1].code}: filtri, "
        "ordine e CSV valgono per questi. La ricerca in alto cerca in tutto il piano."
    )


def _part(edition: Edition, objective: Objective) -> Mapping[str, object]:
    pairs = zip(objective.indicators, edition.marks(objective), strict=True)
    return {
        "rows": tuple(_row(edition, objective, indicator, marks) for indicator, marks in pairs),
        "baseline_year": edition.plan.baseline_year,
        "year": edition.assessment.year,
    }


def _row(edition: Edition, objective: Objective, indicator: Indicator, marks: IndicatorMarks) -> IndicatorRow:
    plan, year, policy = edition.plan, edition.assessment.year, edition.assessment.policy
    status, point = marks.status, marks.starting_point
    return IndicatorRow(
        id=f"{objective.code},{indicator.id}",
        marks={name: SEPARATOR.join(values) for name, values in marks_of(objective, marks).items()},
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


KIND = PageKind("indicators", indicators_address, _first, part=_part)
