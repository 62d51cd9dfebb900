"""The table of all indicators of the plan."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.opendata.formats.excel_csv import NAME as FOR_EXCEL
from generator.opendata.formats.xlsx import NAME as WORKBOOK
from generator.plan.model import Objective, Plan
from generator.plan.weighting import Weighting
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
    own_facet_values,
)
from generator.site.views.labels import STARTING_POINTS, count_of
from generator.site.views.listing import count_indicators
from generator.site.views.neighbours import Neighbours
from generator.site.views.objective import IndicatorView, ObjectiveView
from generator.site.views.plan import plan_view

#: Maximum rows of a page, which a browser filters and sorts without delay; an objective is not divided.
MAX_ROWS = 6000
#: What the table shows, without and with weights.
_COLUMNS = ("valore di partenza, traguardo, esito", "valore di partenza, traguardo, peso")

#: The filters that are named while they are folded away.
_NAMED_FILTERS = ("ambito", "ufficio", "tipo", "padre", "esito")


class IndicatorRow(Struct, frozen=True):
    """A row of the table. `facet_values` are those of the indicator, besides those of its objective."""

    indicator: IndicatorView
    facet_values: Mapping[str, str]
    target: str
    target_notes: tuple[str, ...]
    starting_point: str
    key: str


def pages_of(published: PublishedPlan, start: int, end: int | None = None) -> Iterator[Page]:
    """The pages of the table from `start` to before `end`, counted from 0."""
    parts = tuple(_parts(published.plan))
    return (_page(published, parts, index) for index in range(len(parts))[start:end])


def _parts(plan: Plan) -> Iterator[tuple[Objective, ...]]:
    """The objectives of each page of the table."""
    part: list[Objective] = []
    count = 0
    for objective in plan.objectives:
        if part and count + len(objective.indicators) > MAX_ROWS:
            yield tuple(part)
            part, count = [], 0
        part.append(objective)
        count += len(objective.indicators)
    yield tuple(part)


def _first(published: PublishedPlan) -> Iterator[Page]:
    return pages_of(published, 0, 1)


def _page(published: PublishedPlan, parts: Sequence[tuple[Objective, ...]], index: int) -> Page:
    plan = published.plan
    year = published.assessment.year
    count = count_of(plan.indicator_count, "indicatore", "indicatori")
    number, last = index + 1, len(parts)
    address = indicators_address(plan, number)
    has_weights = plan.weighting is not Weighting.EQUAL
    has_types = "tipologia" in plan.fields_in_use
    page_label = f", pagina {number} di {last}" if last > 1 else ""
    objectives = parts[index]
    row_count = count_of(count_indicators(objectives), "indicatore", "indicatori")
    facets = facets_of(published, objectives)
    return Page(
        kind="indicators",
        address=address,
        title=f"Tutti gli indicatori{page_label}",
        short_title=f"Tutti gli indicatori{page_label}",
        description=f"{count} del piano {plan.period} in una tabella: {_COLUMNS[has_weights]}.",
        breadcrumbs=(Link(f"Piano {plan.period}", plan_address(plan)),),
        search=(SearchText(address, "Tutti gli indicatori", count),) if number == 1 else (),
        navigation_title="Pagine della tabella",
        navigation=tuple(
            Link(f"Pagina {other}", indicators_address(plan, other)) for other in range(1, last + 1)
        )
        if last > 1
        else (),
        scripts=("assets/js/indicatori.js",),
        fragments={"rows": tuple(one.code for one in objectives)},
        view={
            "plan": plan_view(plan),
            "count": count,
            "row_count": row_count,
            "year": year,
            "page_label": page_label,
            "other_pages_note": _other_pages_note(objectives, row_count, last),
            "facets": facets,
            "filter_names": ", ".join(one.name for one in facets if one.name in _NAMED_FILTERS),
            "has_weights": has_weights,
            "has_types": has_types,
            "table_class": "".join(
                f" cv-elenco--senza-{name}"
                for name, has_column in (("tipologia", has_types), ("peso", has_weights))
                if not has_column
            ),
            "csv_address": data_address(plan, FOR_EXCEL),
            "data": tuple(
                Link(label, data_address(plan, name))
                for label, name in (
                    ("foglio di calcolo", WORKBOOK),
                    ("CSV per Excel", FOR_EXCEL),
                    ("CSV", "indicatori.csv"),
                )
            ),
        },
    )


def _other_pages_note(objectives: Sequence[Objective], row_count: str, last: int) -> str:
    """A note about the rows on other pages; empty if there are none."""
    if last == 1:
        return ""
    return (
        f"La tabella è in {last} pagine. Questa ha {row_count}, da {objectives[0].code} a "
        f"{objectives[-1].code}: filtri, ordine e CSV valgono per questi. "
        "La ricerca in alto cerca in tutto il piano."
    )


def _fragment(published: PublishedPlan, view: ObjectiveView, neighbours: Neighbours) -> Mapping[str, object]:
    plan, year = published.plan, published.assessment.year
    (objective,) = plan.objectives
    position = plan.years.index(year)
    pairs = zip(view.indicators, published.indicator_summaries(objective), strict=True)
    facet_values = facet_values_of_objective(plan, objective, neighbours.ancestors)
    own = [own_facet_values(plan, indicator) for indicator in objective.indicators]
    return {
        "code": view.code,
        "title": view.title,
        "state": view.state,
        "address": objective_address(plan, objective),
        "facet_values": _joined(facet_values),
        "rows": tuple(
            _row(indicator, summary, _joined(values), position)
            for (indicator, summary), values in zip(pairs, own, strict=True)
        ),
        "has_weights": view.has_weights,
        "has_types": view.has_types,
        "baseline_year": plan.baseline_year,
        "year": year,
    }


def _joined(facet_values: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return {name: SEPARATOR.join(values) for name, values in facet_values.items()}


def _row(
    indicator: IndicatorView, summary: IndicatorSummary, own: Mapping[str, str], position: int
) -> IndicatorRow:
    point = summary.starting_point
    return IndicatorRow(
        indicator=indicator,
        facet_values={**facet_values_of_indicator(summary), **own},
        target=indicator.targets[position].text,
        target_notes=indicator.targets[position].notes,
        starting_point=point.value if point else "",
        key=STARTING_POINTS[point][0] if point else "",
    )


KIND = PageKind("indicators", indicators_address, _first, fragment=_fragment, shows_year=True)
