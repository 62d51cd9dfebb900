"""The latest results of a plan, day by day, for the home page: nothing where nothing was measured."""

from msgspec import Struct

from generator.plan.italian.phrases import long_date
from generator.plan.model import Plan
from generator.plan.news import measured_days
from generator.site.views.labels import count_of

#: As many days as are news; the rest is on the objectives' pages.
MAX_UPDATES = 3


class Update(Struct, frozen=True):
    """A day of measurement and what it brought. `day` is ISO, for machines; `label` the same in words."""

    day: str
    label: str
    text: str


def updates_of(plan: Plan) -> tuple[Update, ...]:
    """The latest days that have measurements, the newest first."""
    return tuple(
        Update(
            found.day.isoformat(),
            long_date(found.day),
            f"{count_of(found.indicators, 'indicatore', 'indicatori')}"
            f" di {count_of(found.objectives, 'obiettivo', 'obiettivi')}",
        )
        for found in measured_days(plan)[:MAX_UPDATES]
    )
