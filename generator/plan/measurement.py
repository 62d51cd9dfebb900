"""Measurements (rilevazioni) with their day and source; a corrected value is kept beside the new one."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.plan.values import NotAvailable, Value


class NotYet(Struct, frozen=True):
    """The result that the event of a date indicator had not happened on the day of the measurement."""

    spelling: str = "non ancora"

    def text(self) -> str:
        """As written."""
        return self.spelling

    def in_words(self) -> str:
        """As written."""
        return self.spelling


#: The result of a measurement.
Result = Value | NotYet


class Correction(Struct, frozen=True):
    """A new value for one already published, with the reason. `made_on` is the day of the correction."""

    value: Result
    reason: str
    made_on: date


class Measurement(Struct, frozen=True):
    """The result of one indicator on one day.

    `day` is the day that the value refers to, not the day on which it was written. `original` is the
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
        """The current value: the last correction, or else the original."""
        return self.corrections[-1].value if self.corrections else self.original

    def known_on(self, day: date) -> "Measurement":
        """The measurement without corrections made after a day."""
        return replace(self, corrections=tuple(one for one in self.corrections if one.made_on <= day))

    @property
    def has_value(self) -> bool:
        """Whether there is a result: `n.d.` is none."""
        return self.value is not None and not isinstance(self.value, NotAvailable)


def show_result(found: Result) -> str:
    """The text of a result as written."""
    return found.text()


def latest_day(measurements: Iterable[Measurement]) -> date | None:
    """The day of the latest measurement, which is the site's «today» unless another is given."""
    return max((measurement.day for measurement in measurements), default=None)
