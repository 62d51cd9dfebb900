"""The day in Rome, which decides what is in the future."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import NoReturn
from zoneinfo import ZoneInfoNotFoundError

import pytest

from generator.checks import clock
from tests.conftest import ROOT


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
def test_the_day_is_that_of_rome(moment: datetime, day: date) -> None:
    assert clock.day_in_rome(moment) == day


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_zone_of_the_machine_does_not_matter(zone: str) -> None:
    """Of these two zones, a day apart at every moment, one has another day than Rome."""
    program = "from generator.checks.clock import today_in_rome; print(today_in_rome())"
    before = clock.today_in_rome()
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "TZ": zone},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    # Midnight in Rome may pass in between.
    assert str(before) <= run.stdout.strip() <= str(clock.today_in_rome())


def test_a_machine_without_time_zones_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> NoReturn:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(clock, "ZoneInfo", missing)
    with pytest.raises(clock.NoTimeZones, match="pip install tzdata"):
        clock.today_in_rome()
