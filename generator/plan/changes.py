"""Changes of a plan: those that editors declare, those of acts, and those that follow from measurements.

Every date comes from the data. A clock would give the same content another date at each build, and the
history of the repository is missing in a shallow clone or a downloaded archive.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.plan.italian.parts import result_as_written
from generator.plan.italian.revised import change_in_words
from generator.plan.model import Objective, Plan
from generator.plan.news import Subject
from generator.plan.revision_changes import field_changes

#: Changed fields that the text of a revision names.
_MAX_CHANGES = 20


class Change(Struct, frozen=True):
    """A change of any origin. `key` is unique in its plan and never changes.

    `objective` and `indicator` are set where the change is in one objective or indicator alone; `page` where
    it is declared.
    """

    key: str
    day: date
    title: str
    text: str
    subject: Subject
    page: str = ""
    objective: str = ""
    indicator: str = ""


class MeasuredDay(Struct, frozen=True):
    """A day of measurement: how many indicators, of how many objectives, have a result of that day."""

    day: date
    indicators: int
    objectives: int


def measured_days(plan: Plan) -> tuple[MeasuredDay, ...]:
    """The days with a result, the latest first; `n.d.` is no result."""
    found = [one for one in plan.measurements if one.has_value or one.not_assessable]
    indicators = Counter(one.day for one in found)
    objectives = Counter(day for day, _ in {(one.day, one.objective) for one in found})
    return tuple(
        MeasuredDay(day, indicators[day], objectives[day]) for day in sorted(indicators, reverse=True)
    )


def changes_of(plan: Plan) -> tuple[Change, ...]:
    """All changes of a plan, the latest first."""
    found = [*_declared(plan), *_revised(plan), *_measured(plan), *_corrected(plan)]
    return tuple(sorted(found, key=lambda change: (-change.day.toordinal(), change.key)))


def last_change(plan: Plan) -> date | None:
    """The day of the latest change; `None` where nothing was declared or measured."""
    return max((change.day for change in changes_of(plan)), default=None)


def last_change_of(plan: Plan, objective: Objective) -> date | None:
    """The day of the latest change of an objective or of the plan as a whole; `None` if none is known."""
    measurements = plan.measurements_by_objective.get(objective.code, ())
    days = [
        *(news.day for news in plan.news if news.subject is not Subject.PAGES),
        *(one.day for one in plan.revisions if any(each.code == objective.code for each in one.objectives)),
        *(measurement.day for measurement in measurements),
        *(correction.made_on for measurement in measurements for correction in measurement.corrections),
    ]
    return max(days, default=None)


def _declared(plan: Plan) -> Iterator[Change]:
    for news in plan.news:
        yield Change(f"novita/{news.id}", news.day, news.title, news.text, news.subject, page=news.page)


def _revised(plan: Plan) -> Iterator[Change]:
    for revision in plan.revisions:
        codes = [one.code for one in revision.objectives]
        lines = [change_in_words(plan, one) for one in field_changes(plan, revision)]
        yield Change(
            f"revisioni/{revision.name}",
            revision.day,
            f"Revisione del piano dal {revision.day:%d/%m/%Y}",
            f"{revision.act}: {revision.reason.rstrip('.')}. {_shown(lines)}.",
            Subject.PLAN,
            objective=codes[0] if len(codes) == 1 else "",
        )


def _shown(lines: Sequence[str]) -> str:
    """What a revision changes; of many changes the first, and the number of the others."""
    more = len(lines) - _MAX_CHANGES
    return "; ".join(lines[:_MAX_CHANGES]) + (f"; e altri {more} cambiamenti" if more > 0 else "")


def _measured(plan: Plan) -> Iterator[Change]:
    for found in measured_days(plan):
        what = "1 indicatore" if found.indicators == 1 else f"{found.indicators} indicatori"
        title = f"Rilevazioni al {found.day:%d/%m/%Y}"
        text = f"Pubblicati i risultati di {what} del piano {plan.period}."
        yield Change(f"rilevazioni/{found.day.isoformat()}", found.day, title, text, Subject.MEASUREMENTS)


def _corrected(plan: Plan) -> Iterator[Change]:
    for measurement in plan.measurements:
        objective, indicator, day = measurement.objective, measurement.indicator, measurement.day
        found = plan.by_code[objective].indicator(indicator)
        previous = measurement.original
        # Corrections are only ever appended, so their position in the list is stable.
        for number, correction in enumerate(measurement.corrections, 1):
            before = result_as_written(found, previous) if previous is not None else "—"
            yield Change(
                f"rettifiche/{day.isoformat()}/{objective}/{indicator}/{number}",
                correction.made_on,
                f"Rettifica: {found.name} ({objective}), valore al {day:%d/%m/%Y}",
                f"da {before} a {result_as_written(found, correction.value)}: {correction.reason}",
                Subject.MEASUREMENTS,
                objective=objective,
                indicator=indicator,
            )
            previous = correction.value
