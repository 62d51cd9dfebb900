"""What was measured (rilevato), when, by whom it is said; a corrected value is kept beside the new one."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from generator.plan.values import NotAvailable, Value, show


class NotYet(Struct, frozen=True):
    """The event that a date indicator waits for had not happened on the day of the measurement."""

    spelling: str = "non ancora"


#: What a measurement may find: a value of the plan's kinds, or that the awaited event is still to come.
Result = Value | NotYet


class Correction(Struct, frozen=True):
    """A new value for one already published, and why. `made_on` is the day of the correction."""

    value: Result
    reason: str
    made_on: date


class Measurement(Struct, frozen=True):
    """What one indicator was found to be on one day.

    `day` is the day that the value refers to, not the day it was written down. `original` is the
    value as first published, `None` only where `not_assessable` gives the reason why there is none.
    """

    objective: str
    indicator: str
    day: date
    original: Result | None
    note: str = ""
    source: str = ""
    corrections: tuple[Correction, ...] = ()
    not_assessable: str = ""

    @property
    def value(self) -> Result | None:
        """The value that counts: the last correction, or else the original."""
        return self.corrections[-1].value if self.corrections else self.original

    @property
    def is_figure(self) -> bool:
        """Whether it says anything: `n.d.` does not."""
        return self.value is not None and not isinstance(self.value, NotAvailable)


def show_result(found: Result) -> str:
    """The text as it was written."""
    return found.spelling if isinstance(found, NotYet) else show(found)


def latest_day(measurements: Iterable[Measurement]) -> date | None:
    """The day of the latest measurement, which is the site's «today» unless another is given."""
    return max((measurement.day for measurement in measurements), default=None)
