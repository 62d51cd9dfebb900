"""Neighbours of an objective: all that its pages show of other objectives."""

from collections.abc import Mapping
from itertools import islice

from msgspec import Struct

from generator.plan.model import Objective, Plan
from generator.site.addresses import objective_address, office_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan

#: Objectives of the same area beside a page: all of them would make the site grow with the square.
MAX_SIBLINGS = 40
#: Other objectives of an office named on an objective's page; the office's own page has them all.
MAX_OTHERS = 6


class OfficeObjectives(Struct, frozen=True):
    """An office with the other objectives it works on: as many as can be read, and how many more."""

    office: Link
    objectives: tuple[Link, ...]
    more: str


class Neighbours(Struct, frozen=True):
    """What stands around an objective. `number` is its own in the printed plan.

    `siblings` are of the same area, itself included: the nearest if there are many.
    """

    previous: Link | None
    following: Link | None
    siblings: tuple[Link, ...]
    same_offices: tuple[OfficeObjectives, ...]
    number: int


def neighbours_of(published: PublishedPlan) -> Mapping[str, Neighbours]:
    """The neighbours of every objective, by code."""
    plan, printed = published.plan, published.printed
    labels = {
        one.code: Link(f"{one.code} {one.title}", objective_address(plan, one)) for one in plan.objectives
    }
    siblings: dict[str, tuple[Link, ...]] = {}
    for area in plan.areas:
        siblings |= _siblings([labels[one.code] for one in plan.of_area(area)], plan.of_area(area))
    found: dict[str, Neighbours] = {}
    titles = [Link(one.title, labels[one.code].address) for one in plan.objectives]
    for place, objective in enumerate(plan.objectives):
        found[objective.code] = Neighbours(
            previous=titles[place - 1] if place else None,
            following=titles[place + 1] if place + 1 < len(titles) else None,
            siblings=siblings[objective.code],
            same_offices=_same_offices(plan, objective, labels),
            number=printed[objective.code],
        )
    return found


def _label(plan: Plan, objective: Objective) -> Link:
    return Link(f"{objective.code} {objective.title}", objective_address(plan, objective))


def _siblings(links: list[Link], objectives: tuple[Objective, ...]) -> dict[str, tuple[Link, ...]]:
    last = max(0, len(links) - MAX_SIBLINGS)
    starts = (min(max(0, place - MAX_SIBLINGS // 2), last) for place in range(len(links)))
    return {
        one.code: tuple(links[start : start + MAX_SIBLINGS])
        for one, start in zip(objectives, starts, strict=True)
    }


def _same_offices(
    plan: Plan, objective: Objective, labels: Mapping[str, Link]
) -> tuple[OfficeObjectives, ...]:
    """What else the offices of an objective work on; offices that do nothing else are left out."""
    found = []
    for office in objective.offices:
        together = plan.of_office(office)
        others = len(together) - 1
        shown = others if others <= MAX_OTHERS else MAX_OTHERS - 1
        if others:
            first = islice((labels[one.code] for one in together if one.code != objective.code), shown)
            link = Link(office.name, office_address(plan, office))
            more = f"e altri {others - shown}" if others > shown else ""
            found.append(OfficeObjectives(link, tuple(first), more))
    return tuple(found)
