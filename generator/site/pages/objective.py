"""The page of an objective: its facts, its assessment, and each of its indicators."""

from collections.abc import Iterator

from generator.opendata.files import CSV, JSON
from generator.opendata.formats.excel_csv import SUFFIX as FOR_EXCEL
from generator.opendata.formats.objectives import FOLDER
from generator.plan.indicator import Indicator
from generator.plan.model import Objective, Plan
from generator.plan.own_fields import searchable_text
from generator.plan.units import KNOWN_UNITS
from generator.site.addresses import (
    area_address,
    badge_address,
    data_address,
    document_address,
    indicator_address,
    objective_address,
    plan_address,
)
from generator.site.page import Alternate, Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.search import short_code
from generator.site.views.assessment import method_note
from generator.site.views.explanations import explanations_of
from generator.site.views.labels import (
    count_of,
    starting_point_shares,
    summary,
)
from generator.site.views.neighbours import Neighbours
from generator.site.views.objective import ObjectiveView
from generator.site.views.plan import plan_view

#: Characters of a description from which it is folded.
_LONG = 300


def _page(published: PublishedPlan, view: ObjectiveView, neighbours: Neighbours) -> Page:
    plan, assessment = published.plan, published.assessment
    (objective,) = plan.objectives
    area = objective.area
    year = assessment.year
    address = objective_address(plan, objective)
    return Page(
        kind="objective",
        address=address,
        title=f"{objective.code} {objective.title}",
        short_title=objective.code,
        # The title first: descriptions of the objectives of one programme begin alike.
        description=summary(
            f"{objective.title}. {objective.description or f'Indicatori e traguardi {plan.period}'}"
        ),
        breadcrumbs=(
            Link(f"Piano {plan.period}", plan_address(plan)),
            *([Link(area.name, area_address(plan, area))] if area else []),
            *neighbours.parents,
        ),
        navigation_title=_navigation_title(objective, neighbours),
        navigation=neighbours.siblings,
        search=tuple(_search(plan, objective, neighbours)),
        alternates=tuple(
            Alternate(data_address(plan, f"{FOLDER}/{objective.slug}{end}"), media_type.mime, title)
            for end, media_type, title in (
                (".csv", CSV, f"I valori di {objective.code}"),
                (".json", JSON, f"L'obiettivo {objective.code} con tutte le sue righe"),
            )
        ),
        view={
            "plan": plan_view(plan),
            "objective": view,
            "assessment": view.assessment,
            "method": method_note(assessment),
            "is_description_long": len(objective.description) > _LONG,
            "has_descriptions": "descrizione" in plan.fields_in_use,
            "explanations": explanations_of(published, objective),
            "series": neighbours.series,
            "indicator_count": count_of(len(objective.indicators), "indicatore", "indicatori"),
            "shares": tuple(
                share
                for share in starting_point_shares(published.starting_points([objective]))
                if share.count
            ),
            "year": year,
            "previous": neighbours.previous,
            "following": neighbours.following,
            "address": address,
            "same_offices": neighbours.same_offices,
            "children": neighbours.children,
            "badge_address": None if plan.is_draft else badge_address(plan, objective),
            "document_address": document_address(plan) if plan.document else None,
            "data": tuple(
                Link(label, data_address(plan, f"{FOLDER}/{objective.slug}{end}"))
                for label, end in (("CSV per Excel", FOR_EXCEL), ("CSV", ".csv"), ("JSON", ".json"))
            ),
        },
    )


def _navigation_title(objective: Objective, neighbours: Neighbours) -> str:
    if objective.area:
        return f"Obiettivi dell'ambito {objective.area.code}"
    return f"Parti di {objective.parent}" if neighbours.parents else "Obiettivi del piano"


def _search(plan: Plan, objective: Objective, neighbours: Neighbours) -> Iterator[SearchText]:
    codes = dict.fromkeys(filter(None, (objective.code, short_code(objective.code))))
    area = [objective.area.name] if objective.area else []
    offices = [office.name for office in objective.offices]
    own = searchable_text(plan.own_fields, objective.own)
    ties = [link.label for link in neighbours.contributes_to]
    yield SearchText(
        address=objective_address(plan, objective),
        title=f"{objective.code} {objective.title}",
        text=" ".join(filter(None, [objective.description, *area, *offices, *ties, own])).strip(),
        codes=tuple(code.replace(" ", "") for code in codes),
    )
    for indicator in objective.indicators:
        yield SearchText(
            address=indicator_address(plan, objective, indicator),
            title=indicator.name,
            text=" ".join(
                filter(
                    None,
                    [
                        indicator.formula,
                        *_units(indicator),
                        *(office.name for office in indicator.offices),
                        *(part.name for part in indicator.parts),
                        indicator.source,
                        indicator.verification,
                        searchable_text(plan.own_fields, indicator.own),
                    ],
                )
            ),
        )


def _units(indicator: Indicator) -> list[str]:
    """The units of its own and of its parts that the plan has written out, such as «kWh».

    Known units, such as «n.» and «data», are those of half of the indicators.
    """
    units = [unit for one in (indicator, *indicator.parts) for unit in (one.unit, *one.year_units.values())]
    return list(dict.fromkeys(unit.symbol for unit in units if not unit.scale and unit not in KNOWN_UNITS))


KIND = PageKind("objective", lambda plan: f"{plan_address(plan)}{{}}/", of_objective=_page)
