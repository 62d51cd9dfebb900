"""The day in Rome, by which dates in the future are told, whatever the time zone of the machine."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.plan.errors import VetroError


class NoTimeZones(VetroError):
    """The machine has no time zones: neither those of the system nor the package `tzdata`."""


def today_in_rome() -> date:
    """The only use of the clock. Raises `NoTimeZones`."""
    return day_in_rome(datetime.now(UTC))


def day_in_rome(moment: datetime) -> date:
    """The day that a moment with a time zone belongs to in Rome. Raises `NoTimeZones`."""
    try:
        # On systems without time zones they come from `tzdata`, which MkDocs brings along.
        return moment.astimezone(ZoneInfo("Europe/Rome")).date()
    except ZoneInfoNotFoundError as error:
        raise NoTimeZones(
            "mancano i fusi orari, e non si sa che giorno è a Roma: installarli con «pip install tzdata»"
        ) from error
