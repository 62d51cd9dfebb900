"""Which measurement counts, on which day, by whose method."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from generator.plan.measurement import Correction, Measurement
from generator.plan.policy import DEFAULT_POLICY, Policy, Status, Trajectory
from generator.plan.scoring.indicator import NO_CONDITION, assess_indicator
from generator.plan.scoring.results import AssessmentReason
from generator.plan.scoring.trajectory import elapsed_share, trajectory_of
from generator.plan.values import Number
from tests.plan.examples import make_indicator, make_measurements, read_day, read_result

JUNE, SEPTEMBER, DECEMBER = date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)
LEVEL = make_indicator("n.", "almeno", "7", "20")
COUNT = make_indicator("n.", "almeno", "7", "365", trajectory="cumulato")


def measured(text: str, day: date) -> Measurement:
    return make_measurements(LEVEL, text, day)[0]


def test_the_latest_measurement_counts() -> None:
    history = (measured("20", SEPTEMBER), measured("3", JUNE))
    assert assess_indicator(LEVEL, 2025, history, DEFAULT_POLICY, DECEMBER).measurement == history[0]


def test_what_comes_after_today_is_not_known_yet() -> None:
    history = (measured("3", JUNE), measured("20", SEPTEMBER))
    assessment = assess_indicator(LEVEL, 2025, history, DEFAULT_POLICY, date(2025, 9, 29))
    assert assessment.measurement == history[0]
    assert assessment.history == history[:1]


def test_measurements_of_another_year_are_left_aside() -> None:
    history = (measured("20", date(2026, 6, 30)),)
    assert (
        assess_indicator(LEVEL, 2025, history, DEFAULT_POLICY, date(2026, 6, 30)).status is Status.TO_MEASURE
    )


def test_a_later_n_d_does_not_hide_a_value() -> None:
    history = (measured("20", JUNE), measured("n.d.", SEPTEMBER))
    assessment = assess_indicator(LEVEL, 2025, history, DEFAULT_POLICY, DECEMBER)
    assert assessment.measurement == history[0]
    assert len(assessment.history) == 2


def test_a_value_after_not_assessable_counts_again() -> None:
    excused = make_measurements(LEVEL, "nv", JUNE)[0]
    later = (excused, measured("20", SEPTEMBER))
    assert assess_indicator(LEVEL, 2025, (excused,), DEFAULT_POLICY, JUNE).not_assessable == "motivo di prova"
    assert assess_indicator(LEVEL, 2025, later, DEFAULT_POLICY, DECEMBER).status is Status.ACHIEVED


def test_a_reason_in_the_plan_holds_for_its_year_only() -> None:
    indicator = replace(
        LEVEL, targets={2025: Number(20), 2026: Number(20)}, not_assessable={2025: "sospeso dalla legge"}
    )
    history = (measured("20", DECEMBER), measured("20", date(2026, 12, 31)))
    today = date(2026, 12, 31)
    assessments = [assess_indicator(indicator, year, history, DEFAULT_POLICY, today) for year in (2025, 2026)]
    assert [assessment.not_assessable for assessment in assessments] == ["sospeso dalla legge", ""]
    assert [assessment.status for assessment in assessments] == [Status.NOT_ASSESSABLE, Status.ACHIEVED]


def test_a_row_without_condition_says_why_it_cannot_be_assessed() -> None:
    indicator = make_indicator("%", "", "", "90%")
    assert assess_indicator(indicator, 2025, (), DEFAULT_POLICY, None).not_assessable == NO_CONDITION


def test_the_corrected_value_counts_and_the_published_one_is_kept() -> None:
    correction = Correction(Number(12), "contati due volte", date(2026, 2, 20))
    history = (replace(measured("20", DECEMBER), corrections=(correction,)),)
    assessment = assess_indicator(LEVEL, 2025, history, DEFAULT_POLICY, DECEMBER)
    assert assessment.achievement_rate == Fraction(12, 20)
    assert assessment.measurement is not None
    assert assessment.measurement.original == Number(20)


def test_a_value_is_held_against_what_was_expected_on_its_own_day() -> None:
    """On schedule at the end of June; nothing new by the end of September is no delay."""
    history = make_measurements(COUNT, "181", JUNE)
    assessment = assess_indicator(COUNT, 2025, history, DEFAULT_POLICY, SEPTEMBER)
    assert (assessment.expected, assessment.status) == (181, Status.ON_TRACK)


def test_once_the_year_is_over_an_old_value_counts_but_is_not_final() -> None:
    history = make_measurements(COUNT, "181", JUNE)
    assessment = assess_indicator(COUNT, 2025, history, DEFAULT_POLICY, DECEMBER)
    assert (assessment.status, assessment.reason_code) == (Status.MISSED, AssessmentReason.YEAR_OVER)
    assert not assessment.is_final


DEADLINE = make_indicator("data", "entro", "", "15/09/2025")
UNKNOWN = (Status.TO_MEASURE, AssessmentReason.DEADLINE_PASSED)
OPEN = (Status.ON_TRACK, AssessmentReason.EXPECTED_VALUE)
TOO_LATE = (Status.MISSED, AssessmentReason.SETTLED)


@pytest.mark.parametrize(
    ("result", "day", "today", "expected"),
    [
        ("", "", "15/09/2025", (Status.TO_MEASURE, AssessmentReason.NO_MEASUREMENT)),
        ("", "", "16/09/2025", UNKNOWN),
        ("non ancora", "30/06/2025", "30/06/2025", OPEN),
        ("non ancora", "30/06/2025", "15/09/2025", OPEN),
        ("non ancora", "30/06/2025", "16/09/2025", UNKNOWN),
        ("non ancora", "15/09/2025", "31/12/2025", UNKNOWN),
        ("non ancora", "16/09/2025", "16/09/2025", TOO_LATE),
        ("14/09/2025", "20/09/2025", "20/09/2025", (Status.ACHIEVED, AssessmentReason.SETTLED)),
    ],
)
def test_a_deadline_that_has_passed_without_data_is_no_verdict(
    result: str, day: str, today: str, expected: tuple[Status, AssessmentReason]
) -> None:
    history = make_measurements(DEADLINE, result, read_day(day)) if day else ()
    found = assess_indicator(DEADLINE, 2025, history, DEFAULT_POLICY, read_day(today))
    assert (found.status, found.reason_code) == expected
    assert found.is_final == (found.reason_code is AssessmentReason.SETTLED)


def test_a_reason_given_by_a_measurement_may_be_withdrawn_by_a_later_one() -> None:
    declared = replace(COUNT, not_assessable={2025: "sospeso dal piano"})
    assert not assess_indicator(declared, 2025, (), DEFAULT_POLICY, JUNE).can_change
    assert assess_indicator(
        COUNT, 2025, make_measurements(COUNT, "nv", JUNE), DEFAULT_POLICY, JUNE
    ).can_change
    assert not assess_indicator(
        COUNT, 2025, make_measurements(COUNT, "nv", DECEMBER), DEFAULT_POLICY, DECEMBER
    ).can_change


def test_the_day_before_the_last_is_not_the_end() -> None:
    history = (measured("19", date(2025, 12, 30)),)
    assert assess_indicator(LEVEL, 2025, history, DEFAULT_POLICY, date(2025, 12, 30)).status is Status.LATE


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2025, 1, 1), Fraction(1, 365)),
        (date(2025, 6, 30), Fraction(181, 365)),
        (date(2025, 12, 31), Fraction(1)),
        (date(2028, 2, 29), Fraction(60, 366)),
        (date(2028, 12, 31), Fraction(1)),
    ],
)
def test_the_part_of_the_year_gone_by(day: date, share: Fraction) -> None:
    assert elapsed_share(day) == share


# unit, condition, baseline, target, type, own trajectory, expected trajectory
CASES = [
    ("n.", "almeno", "7", "4", "Volume", "", Trajectory.CUMULATIVE),
    ("h", "almeno", "3", "2,5", "Volume", "", Trajectory.CUMULATIVE),
    ("n.", "almeno", "35/1.000 residenti", "60/1.000 residenti", "Volume", "", Trajectory.CUMULATIVE),
    ("n.", "al massimo", "1,3", "1,4", "Volume", "", Trajectory.LEVEL),
    ("n.", "al massimo", "1,3", "2", "Volume", "", Trajectory.LEVEL),
    ("n.", "almeno", "64%", "63%", "Volume", "", Trajectory.LEVEL),
    ("%", "almeno", "64%", "63%", "Volume", "", Trajectory.LEVEL),
    ("€", "almeno", "7 €", "9 €", "Volume", "", Trajectory.LEVEL),
    ("n.", "almeno", "7", "4", "Efficacia", "", Trajectory.LEVEL),
    ("n.", "almeno", "7", "4", "Volume", "livello", Trajectory.LEVEL),
    ("n.", "al massimo", "1,3", "1,4", "Volume", "cumulato", Trajectory.CUMULATIVE),
    ("€", "almeno", "7 €", "9 €", "Efficacia", "cumulato", Trajectory.CUMULATIVE),
    ("n.", "almeno", "7", "-4", "Volume", "", Trajectory.LEVEL),
    ("%", "almeno", "7%", "9%", "Efficacia", "lineare", Trajectory.LINEAR),
    ("data", "entro", "", "31/01/2025", "Volume", "lineare", Trajectory.LEVEL),
    ("sì/no", "pari a", "no", "sì", "Volume", "cumulato", Trajectory.LEVEL),
]


@pytest.mark.parametrize(("unit", "condition", "baseline", "target", "type_", "own", "expected"), CASES)
def test_the_trajectory_of_an_indicator(
    unit: str, condition: str, baseline: str, target: str, type_: str, own: str, expected: Trajectory
) -> None:
    indicator = make_indicator(unit, condition, baseline, target, type_=type_, trajectory=own)
    assert trajectory_of(indicator, indicator.targets[2025], DEFAULT_POLICY) is expected


def test_the_body_may_give_other_thresholds() -> None:
    policy = Policy(achieved=Fraction(19, 20), partly=Fraction(1, 2), is_default=False)
    found = [
        assess_indicator(LEVEL, 2025, (measured(text, DECEMBER),), policy, DECEMBER).status
        for text in ("20", "19", "18", "10", "9")
    ]
    assert found == [Status.ACHIEVED, Status.ACHIEVED, Status.PARTLY, Status.PARTLY, Status.MISSED]


def test_with_a_cap_above_one_doing_better_counts_more() -> None:
    policy = Policy(cap=Fraction(6, 5))
    rates = [
        assess_indicator(LEVEL, 2025, (measured(text, DECEMBER),), policy, DECEMBER).achievement_rate
        for text in ("20", "22", "40")
    ]
    assert rates == [1, Fraction(11, 10), Fraction(6, 5)]


@pytest.mark.parametrize(("value", "status"), [("98", Status.ACHIEVED), ("97", Status.MISSED)])
def test_the_tolerance_of_the_body_is_a_share_of_the_target(value: str, status: Status) -> None:
    indicator = make_indicator("n.", "pari a", "", "100")
    history = (Measurement("x", "prova", DECEMBER, read_result(value, indicator.unit)),)
    assert (
        assess_indicator(indicator, 2025, history, Policy(tolerance=Fraction(1, 50)), DECEMBER).status
        is status
    )


def test_the_tolerance_of_the_indicator_comes_before_that_of_the_body() -> None:
    indicator = make_indicator("n.", "pari a", "", "100", tolerance="0")
    history = (Measurement("x", "prova", DECEMBER, Number(99)),)
    assert (
        assess_indicator(
            indicator, 2025, history, Policy(tolerance=Fraction(1, 50)), DECEMBER
        ).achievement_rate
        == 0
    )


def test_labels_are_the_body_s_and_words_the_site_s() -> None:
    policy = Policy(labels={Status.ACHIEVED: "conseguito"})
    assert [policy.label(status) for status in (Status.ACHIEVED, Status.LATE)] == ["conseguito", "in ritardo"]
    assert [status.key for status in Status] == [
        "raggiunto",
        "parziale",
        "non-raggiunto",
        "in-linea",
        "in-ritardo",
        "da-rilevare",
        "senza-target",
        "non-valutabile",
    ]
