"""The day in Rome, which decides what is in the future."""

from datetime import UTC, date, datetime, tzinfo
from typing import NoReturn
from zoneinfo import ZoneInfoNotFoundError

import pytest

from generator.checks import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # Summer time: Rome is two hours ahead.
        (datetime(2025, 6, 30, 21, 59, tzinfo=UTC), date(2025, 6, 30)),
        (datetime(2025, 6, 30, 22, 0, tzinfo=UTC), date(2025, 7, 1)),
        # Standard time: one hour.
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_the_day_is_that_of_rome(monkeypatch: pytest.MonkeyPatch, moment: datetime, day: date) -> None:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override] # a plain datetime
            return moment.astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Stopped)
    assert clock.today_in_rome() == day


def test_a_machine_without_time_zones_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> NoReturn:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(clock, "ZoneInfo", missing)
    with pytest.raises(clock.NoTimeZones, match="pip install tzdata"):
        clock.today_in_rome()
