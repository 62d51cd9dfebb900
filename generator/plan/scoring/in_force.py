"""Assessment of an indicator that revisions have changed: by what was in force on the day of the verdict.

The target, the condition and all else are those in force on the day of the measurement that counts; without
one, those at the end of the year. The weights of the indicators of an objective are those in force on the day
of its own verdict, which is that of the latest of their measurements: so they always belong together.
"""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement
from generator.plan.policy import Policy, Status
from generator.plan.scoring.indicator import measurements_until, that_counts
from generator.plan.scoring.parts import assess_with_parts
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment


def assess_in_force(
    indicator: Indicator, year: int, measurements: Iterable[Measurement], policy: Policy, today: date | None
) -> IndicatorAssessment:
    """The assessment of an indicator for a year, as of the end of `today`, by what was in force."""
    if not (indicator.former or indicator.not_in_force):
        return assess_with_parts(indicator, year, measurements, policy, today)
    known = tuple(measurements)
    day = _day_of(indicator, year, known, today)
    version = indicator.in_force_on(day)
    will_change = version is not indicator.in_force_on(date(year, 12, 31))
    reasons = {**version.not_assessable, **indicator.not_in_force}
    version = replace(version, not_assessable=reasons, not_in_force={}, former=())
    found = replace(assess_with_parts(version, year, known, policy, today), as_of=day)
    return _reopened(found) if will_change else found


def _reopened(found: IndicatorAssessment) -> IndicatorAssessment:
    """A verdict that the next measurement of its year can change, which goes by another version."""
    if found.achievement is None or found.is_measured_when_due(found.measurement):
        return found
    if found.reason_code is AssessmentReason.SETTLED:
        on_track = found.status is Status.ACHIEVED
        found = replace(
            found,
            status=Status.ON_TRACK if on_track else Status.LATE,
            reason_code=AssessmentReason.EXPECTED_VALUE,
        )
    return replace(found, can_change=True)


def _day_of(indicator: Indicator, year: int, measurements: Iterable[Measurement], today: date | None) -> date:
    """The day of the measurement that counts for a year, or else the last one of the year."""
    end = date(year, 12, 31)
    history = measurements_until(today, year, measurements)
    latest = that_counts(history, indicator.in_force_on(end).due_day(year))
    return latest.day if latest else end


def day_of_weights(year: int, assessments: Iterable[IndicatorAssessment]) -> date:
    """The day whose weights count in an objective: that of the latest measurement that counts."""
    days = (one.measurement.day for one in assessments if one.measurement)
    return max(days, default=date(year, 12, 31))
