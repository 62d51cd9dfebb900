"""The whole plan in one document, numbered and with its contents: what is wanted on paper or as a PDF."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.plan.model import Area
from generator.site.addresses import plan_address, printout_address
from generator.site.page import Link, Page
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import group_view, method_note
from generator.site.views.key_figures import key_figures
from generator.site.views.labels import starting_point_shares
from generator.site.views.objective import ObjectiveView


class Entry(Struct, frozen=True):
    """A line of the contents."""

    number: int
    code: str
    title: str


class AreaPart(Struct, frozen=True):
    """An area with the lines of its objectives; its sheets are joined under its code."""

    area: Area
    entries: tuple[Entry, ...]


def _pages(edition: PublishedPlan) -> Iterator[Page]:
    plan, assessment = edition.plan, edition.assessment
    areas = tuple(area for area in plan.areas if plan.of_area(area))
    yield Page(
        kind="printout",
        address=printout_address(plan),
        title=f"Il piano {plan.period} da stampare",
        short_title="Da stampare",
        description=f"{plan.title} in un documento solo: indice, obiettivi numerati, indicatori e traguardi.",
        trail=(Link(f"Piano {plan.period}", plan_address(plan)),),
        joined={area.code: plan.of_area(area) for area in areas},
        view={
            "plan": plan,
            "figures": key_figures(plan),
            "parts": tuple(
                AreaPart(
                    area,
                    tuple(
                        Entry(edition.printed[one.code], one.code, one.title) for one in plan.of_area(area)
                    ),
                )
                for area in areas
            ),
            "standing": group_view(plan.objectives, assessment),
            "shares": starting_point_shares(edition.starting_points(plan.objectives)),
            "year": assessment.year,
            "method": method_note(assessment.policy),
        },
    )


def _part(edition: PublishedPlan, card: ObjectiveView) -> Mapping[str, object]:
    return {
        "plan": edition.plan,
        "year": edition.assessment.year,
        "number": edition.printed[card.objective.code],
        "card": card,
    }


KIND = PageKind("printout", printout_address, _pages, part=_part)
