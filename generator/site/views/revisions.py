"""View of the revisions of a plan, or of one objective: day, act, reason, and what was and is."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.identifiers import slug_of
from generator.plan.indicator import Indicator
from generator.plan.italian.revised import field_in_words
from generator.plan.model import Objective, Plan
from generator.plan.revision_changes import IN_FORCE, field_changes, former_weight
from generator.plan.revisions import Revision
from generator.plan.weighting import weight_in_words
from generator.site.addresses import plan_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.labels import unbroken

#: Objectives of one revision that the page of the plan lists; the data has them all.
MAX_LISTED = 20


class ChangeView(Struct, frozen=True):
    """A line of a revision: of what, which field, what it was and what it is.

    `field` and `before` are empty where something is dropped or added as a whole; `links` lead to the
    objectives that take its place.
    """

    subject: Link
    field: str
    before: str
    after: str
    links: tuple[Link, ...] = ()


class RevisionView(Struct, frozen=True):
    """A revision. `more` says how many lines are left out, empty if none."""

    day: str
    act: str
    reason: str
    changes: tuple[ChangeView, ...]
    more: str = ""


def revisions_of_objective(published: PublishedPlan, code: str) -> tuple[RevisionView, ...]:
    """The revisions that change an objective, or replace another by it, the latest first."""
    plan = published.plan
    found = []
    for revision in reversed(plan.revisions):
        changes = (*_changes(plan, revision.about(code)), *_replaced_by(plan, revision, code))
        if changes:
            found.append(_view(revision, changes))
    return tuple(found)


def revisions_of_plan(published: PublishedPlan) -> tuple[RevisionView, ...]:
    """The revisions of a plan, each with the objectives that it changes, the latest first."""
    plan = published.plan
    found = []
    for revision in reversed(plan.revisions):
        lines = []
        for one in revision.objectives:
            subject = Link(plan.labels.get(one.code, one.code), _address(plan, one.code))
            if one.change:
                links = _links(plan, one.change.successors)
                lines.append(ChangeView(subject, "", "", one.change.state.value, links))
            else:
                number = len(one.indicators)
                count = "cambia 1 indicatore" if number == 1 else f"cambiano {number} indicatori"
                lines.append(ChangeView(subject, "", "", count))
        rest = len(lines) - MAX_LISTED
        more = f"e altri {rest} obiettivi" if rest > 0 else ""
        found.append(_view(revision, tuple(lines[:MAX_LISTED]), more))
    return tuple(found)


def revisions_of_year(published: PublishedPlan, year: int) -> tuple[RevisionView, ...]:
    """The revisions of a plan in a year with every change, the earliest first."""
    plan = published.plan
    return tuple(
        _view(revision, tuple(_named(plan, revision)))
        for revision in plan.revisions
        if revision.day.year == year
    )


def _named(plan: Plan, revision: Revision) -> Iterator[ChangeView]:
    """The changes of a revision, each with the code of its objective."""
    for one in revision.objectives:
        for change in _changes(plan, revision.about(one.code)):
            subject = change.subject
            name = plan.labels[one.code] if one.change else f"{one.code}, {subject.label}"
            yield replace(change, subject=Link(name, subject.address))


def state_of(plan: Plan, code: str) -> str:
    """`stralciato dal 31/07/2025`, `aggiunto dal 31/07/2025`; empty for what is as approved."""
    found = plan.state_changes.get(code)
    return found[1].in_words(found[0].day) if found else ""


def state_of_indicator(plan: Plan, code: str, indicator: str) -> str:
    """The same of an indicator by itself."""
    state = ""
    for revision in plan.revisions:
        for objective in (one for one in revision.objectives if one.code == code):
            for one in objective.indicators:
                if one.id == indicator and one.change:
                    state = one.change.in_words(revision.day)
    return state


def weight_notes(objective: Objective, indicator: Indicator, day: date = date.max) -> tuple[str, ...]:
    """What the weight of an indicator was before the last revision until a day that changed it."""
    found = former_weight(indicator, day)
    if found is None:
        return ()
    version, last = found
    weights = [one.in_force_on(last).weight for one in objective.indicators]
    return (f"era {weight_in_words(version.weight, weights)} fino al {last:%d/%m/%Y}",)


def _view(revision: Revision, changes: tuple[ChangeView, ...], more: str = "") -> RevisionView:
    return RevisionView(f"{revision.day:%d/%m/%Y}", revision.act, revision.reason, changes, more)


def _changes(plan: Plan, revision: Revision) -> Iterator[ChangeView]:
    states = {one.code: one.change for one in revision.objectives}
    for change in field_changes(plan, revision):
        objective = plan.by_code[change.objective]
        address = _address(plan, change.objective)
        if not change.indicator:
            state = states[change.objective]
            links = _links(plan, state.successors) if state else ()
            subject = Link("Tutto l'obiettivo", address)
            yield ChangeView(subject, "", "", state.state.value if state else change.after, links)
            continue
        indicator = objective.indicator(change.indicator)
        subject = Link(indicator.name, f"{address}#{indicator.id}")
        if change.field == IN_FORCE:
            yield ChangeView(subject, "", "", change.after)
        else:
            before, after = unbroken(change.before) or "—", unbroken(change.after)
            yield ChangeView(subject, field_in_words(change, indicator), before, after)


def _replaced_by(plan: Plan, revision: Revision, code: str) -> Iterator[ChangeView]:
    """The objectives whose place an objective takes."""
    replaced = [one.code for one in revision.objectives if one.change and code in one.change.successors]
    if replaced:
        subject = Link("Tutto l'obiettivo", _address(plan, code))
        yield ChangeView(subject, "", "", "sostituisce", _links(plan, replaced))


def _links(plan: Plan, codes: list[str] | tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(Link(code, _address(plan, code)) for code in codes)


def _address(plan: Plan, code: str) -> str:
    """The page of an objective, which need not be in a plan that holds only a part of them."""
    return f"{plan_address(plan)}{slug_of(code)}/"
