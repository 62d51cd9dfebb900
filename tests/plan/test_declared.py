"""A declared degree beside a computed one: when it differs, and when it counts since none can be computed."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from generator.plan.italian.declared import beside_in_words
from generator.plan.policy import DEFAULT_POLICY, Policy, Status
from generator.plan.scoring.declared import declared_beside
from generator.plan.scoring.indicator import assess_indicator
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.units import read_unit, read_value
from generator.plan.values import Percentage
from tests.plan.examples import make_indicator, make_measurements

DAY = date(2025, 12, 31)


def assessed(
    value: int,
    degree: str = "",
    status: Status | None = None,
    condition: str = "almeno",
    policy: Policy = DEFAULT_POLICY,
) -> IndicatorAssessment:
    """The assessment of a value against a target of 12."""
    indicator = make_indicator("n.", condition, target="12")
    (measurement,) = make_measurements(indicator, str(value), DAY)
    declared = read_value(degree, read_unit("%")) if degree else None
    assert declared is None or isinstance(declared, Percentage)
    measurement = replace(measurement, declared_degree=declared, declared_status=status)
    return assess_indicator(indicator, 2025, [measurement], policy, DAY)


# value (of 12), declared degree, declared status, whether it differs
DECLARED = [
    # 10/12 is 83,333…%
    (10, "83%", None, False),
    (10, "83,3%", None, False),
    (10, "83,33%", None, False),
    (10, "83,4%", None, True),
    (10, "84%", None, True),
    # 11/12 is 91,666…%
    (11, "92%", None, False),
    (11, "91%", None, True),
    (12, "100%", Status.ACHIEVED, False),
    (12, "100,0%", None, False),
    # Beyond the highest degree that is computed, which it is only where the target is met.
    (12, "105%", None, False),
    (12, "105%", Status.MISSED, True),
    (11, "105%", None, True),
    (9, "", Status.PARTLY, False),
    (9, "75%", Status.ACHIEVED, True),
    (0, "0%", Status.MISSED, False),
]


@pytest.mark.parametrize(("value", "degree", "status", "differs"), DECLARED)
def test_it_differs_beyond_the_digits_that_are_written(
    value: int, degree: str, status: Status | None, differs: bool
) -> None:
    found = assessed(value, degree, status)
    beside = declared_beside(found)
    assert beside is not None
    assert beside.differs is differs
    # What counts is the computed degree.
    assert found.achievement_rate == Fraction(value, 12)


def test_a_degree_beyond_the_highest_one_is_shown_as_it_was_declared() -> None:
    beside = declared_beside(assessed(12, "105%"))
    assert beside is not None
    assert beside_in_words(beside, DEFAULT_POLICY) == (
        "grado 105%; dal valore si calcola il 100%, che è il massimo, e conta questo"
    )


def test_a_degree_that_counts_does_so_up_to_the_highest_one() -> None:
    found = assessed(9, "105%", condition="")
    assert (found.status, found.achievement_rate) == (Status.ACHIEVED, Fraction(1))
    higher = assessed(9, "115%", condition="", policy=replace(DEFAULT_POLICY, cap=Fraction(11, 10)))
    assert (higher.status, higher.achievement_rate) == (Status.ACHIEVED, Fraction(11, 10))


def test_without_a_condition_what_is_declared_counts() -> None:
    found = assessed(9, "80%", condition="")
    assert (found.status, found.achievement_rate) == (Status.PARTLY, Fraction(4, 5))
    assert found.reason_code is AssessmentReason.DECLARED
    assert declared_beside(found) is None


def test_without_a_condition_and_a_declaration_nothing_is_known() -> None:
    found = assessed(9, condition="")
    assert (found.status, found.achievement_rate) == (Status.NOT_ASSESSABLE, None)
