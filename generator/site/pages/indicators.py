"""All indicators of the plan in one table."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.plan.model import Objective, Plan
from generator.site.addresses import (
    data_address,
    indicators_address,
    objective_address,
    plan_address,
)
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import IndicatorSummary, PublishedPlan
from generator.site.views.facets import (
    SEPARATOR,
    facet_values_of_indicator,
    facet_values_of_objective,
    facets_of,
)
from generator.site.views.labels import STARTING_POINTS, count_of
from generator.site.views.neighbours import Neighbours
from generator.site.views.objective import IndicatorView, ObjectiveView
from generator.site.views.plan import plan_view

#: Rows of a page at most; an objective is not divided. A browser filters and sorts as many in a moment.
MAX_ROWS = 6000


class IndicatorRow(Struct, frozen=True):
    """A row of the table. `facet_values` is what it can be filtered by, besides what its objective can."""

    indicator: IndicatorView
    facet_values: Mapping[str, str]
    target: str
    starting_point: str
    key: str


def pages_of(published: PublishedPlan, start: int, end: int | None = None) -> Iterator[Page]:
    """The pages of the table from one to another, counted from 0."""
    shares = tuple(_shares(published.plan))
    return (_page(published, shares, number) for number in range(len(shares))[start:end])


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


def _first(published: PublishedPlan) -> Iterator[Page]:
    return pages_of(published, 0, 1)


def _page(published: PublishedPlan, shares: Sequence[tuple[Objective, ...]], index: int) -> Page:
    plan = published.plan
    year = published.assessment.year
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
        breadcrumbs=(Link(f"Piano {plan.period}", plan_address(plan)),),
        search=(SearchText(address, f"Tutti gli indicatori {plan.period}", count),) if number == 1 else (),
        navigation_title="Pagine della tabella",
        navigation=tuple(
            Link(f"Pagina {other}", indicators_address(plan, other)) for other in range(1, last + 1)
        )
        if last > 1
        else (),
        scripts=("assets/js/indicatori.js",),
        fragments={"rows": tuple(one.code for one in shown)},
        view={
            "plan": plan_view(plan),
            "count": count,
            "rows": rows,
            "year": year,
            "which": which,
            "others": _others(shown, rows, last),
            "facets": facets_of(published, shown),
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


def _fragment(published: PublishedPlan, view: ObjectiveView, _: Neighbours) -> Mapping[str, object]:
    plan, year = published.plan, published.assessment.year
    (objective,) = plan.objectives
    place = plan.years.index(year)
    pairs = zip(view.indicators, published.indicator_summaries(objective), strict=True)
    of_objective = facet_values_of_objective(objective)
    return {
        "code": view.code,
        "title": view.title,
        "address": objective_address(plan, objective),
        "facet_values": {name: SEPARATOR.join(values) for name, values in of_objective.items()},
        "rows": tuple(_row(indicator, summary, place) for indicator, summary in pairs),
        "baseline_year": plan.baseline_year,
        "year": year,
    }


def _row(indicator: IndicatorView, summary: IndicatorSummary, place: int) -> IndicatorRow:
    point = summary.starting_point
    return IndicatorRow(
        indicator=indicator,
        facet_values=facet_values_of_indicator(summary),
        target=indicator.targets[place].text,
        starting_point=point.value,
        key=STARTING_POINTS[point][0],
    )


KIND = PageKind("indicators", indicators_address, _first, fragment=_fragment)
