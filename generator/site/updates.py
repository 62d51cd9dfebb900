"""The latest results of a plan, day by day, for the home page: nothing where nothing was measured."""

from collections import defaultdict
from dataclasses import dataclass

from generator.plan.model import Plan
from generator.plan.wording import long_date
from generator.site.wording import count_of

#: As many days as are news; the rest is on the objectives' pages.
MAX_UPDATES = 3


@dataclass(frozen=True, slots=True)
class Update:
    """A day of measurement and what it brought. `day` is ISO, for machines; `label` the same in words."""

    day: str
    label: str
    text: str


def updates_of(plan: Plan) -> tuple[Update, ...]:
    """The latest days that have measurements, the newest first."""
    days = defaultdict(list)
    for measurement in plan.measurements:
        days[measurement.day].append(measurement)
    return tuple(
        Update(
            day.isoformat(),
            long_date(day),
            f"{count_of(len(found), 'indicatore', 'indicatori')}"
            f" di {count_of(len({one.objective for one in found}), 'obiettivo', 'obiettivi')}",
        )
        for day, found in sorted(days.items(), reverse=True)[:MAX_UPDATES]
    )
