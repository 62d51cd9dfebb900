"""The page of a strategic area: its objectives."""

from collections.abc import Iterator

from generator.plan.model import Area
from generator.site.addresses import area_address, areas_address, indicators_address, plan_address
from generator.site.edition import Edition
from generator.site.listing import areas_of, indicators_in, rows_of
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.standing import group_view, method_note
from generator.site.wording import count_of, starting_point_shares, summary


def _pages(edition: Edition) -> Iterator[Page]:
    return (_page(edition, area) for area in edition.plan.areas)


def _page(edition: Edition, area: Area) -> Page:
    plan, year = edition.plan, edition.assessment.year
    objectives = plan.of_area(area)
    count = count_of(len(objectives), "obiettivo", "obiettivi")
    return Page(
        kind="area",
        address=area_address(plan, area),
        title=f"{area.code} {area.name}",
        short_title=area.name,
        description=summary(
            f"{count} e {count_of(indicators_in(objectives), 'indicatore', 'indicatori')}: {area.name}"
        ),
        trail=(
            Link(f"Piano {plan.period}", plan_address(plan)),
            Link("Ambiti strategici", areas_address(plan)),
        ),
        navigation_title="Ambiti strategici",
        navigation=areas_of(plan, area.code),
        search=(
            SearchText(area_address(plan, area), f"Ambito {area.code} {area.name}", count, (area.code,)),
        ),
        view={
            "plan": plan,
            "area": area,
            "count": count,
            "indicator_count": count_of(indicators_in(objectives), "indicatore", "indicatori"),
            "rows": rows_of(edition, objectives),
            "standing": group_view(objectives, edition.assessment),
            "method": method_note(edition.assessment.policy),
            "shares": starting_point_shares(edition.starting_points(objectives)),
            "year": year,
            "filtered": f"{indicators_address(plan)}?ambito={area.code}&",
        },
    )


KIND = PageKind("area", lambda plan: f"{plan_address(plan)}ambiti/{{}}/", _pages)
