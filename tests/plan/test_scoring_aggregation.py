"""Objectives and groups of objectives: score, coverage, status, counts."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from generator.plan.indicator import Indicator
from generator.plan.italian.aggregates import score_arithmetic
from generator.plan.policy import DEFAULT_POLICY, MEASURED, Policy, Status
from generator.plan.scoring.achievement import Achievement
from generator.plan.scoring.aggregation import AggregateAssessment, assess_group, assess_objective
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.values import Percentage
from tests.plan.examples import make_indicator

WORDS = {status.value: status for status in Status}


def pair(
    weight: str, status: str, rate: str = "", *, final: bool = False
) -> tuple[Indicator, IndicatorAssessment]:
    """An indicator with its weight, and its assessment."""
    reason_code = AssessmentReason.SETTLED if final else AssessmentReason.EXPECTED_VALUE
    achievement = Achievement(Fraction(rate), "prova") if rate else None
    indicator = replace(make_indicator(), weight=Percentage(Decimal(weight)))
    can_change = not final and WORDS[status] in MEASURED | {Status.TO_MEASURE}
    return indicator, IndicatorAssessment(
        2025, WORDS[status], reason_code, achievement=achievement, can_change=can_change
    )


def aggregate(*pairs: tuple[Indicator, IndicatorAssessment], over: bool = False) -> AggregateAssessment:
    return assess_objective(pairs, DEFAULT_POLICY, over=over)


# weight, status, rate of each indicator; whether the year is over; score, status, measured, measurable
CASES = [
    pytest.param(
        [("20", "raggiunto", "1"), ("30", "parzialmente raggiunto", "3/4"), ("50", "non raggiunto", "1/5")],
        True,
        "21/40",
        "non raggiunto",
        3,
        3,
        id="weighted: 0,2 + 0,225 + 0,1",
    ),
    pytest.param(
        [("50", "raggiunto", "1"), ("50", "parzialmente raggiunto", "9/10")],
        True,
        "19/20",
        "parzialmente raggiunto",
        2,
        2,
        id="partly from 70%",
    ),
    pytest.param(
        [("40", "raggiunto", "1"), ("60", "raggiunto", "1")], True, "1", "raggiunto", 2, 2, id="all achieved"
    ),
    pytest.param(
        [("40", "raggiunto", "1"), ("60", "non valutabile", "")],
        True,
        "1",
        "raggiunto",
        1,
        1,
        id="the weight of what cannot be assessed goes to the others",
    ),
    pytest.param(
        [("40", "non raggiunto", "1/2"), ("60", "senza target", "")],
        True,
        "1/2",
        "non raggiunto",
        1,
        1,
        id="so does that of what has no target",
    ),
    pytest.param(
        [("40", "raggiunto", "1"), ("60", "da rilevare", "")],
        True,
        "1",
        "raggiunto",
        1,
        2,
        id="over what was measured, with its coverage",
    ),
    pytest.param(
        [("70", "in linea", "1/2"), ("30", "in ritardo", "1/4")],
        False,
        "17/40",
        "in linea",
        2,
        2,
        id="on track when 70% of the weight is",
    ),
    pytest.param(
        [("69.9", "in linea", "1/2"), ("30.1", "in ritardo", "1/2")],
        False,
        "1/2",
        "in ritardo",
        2,
        2,
        id="late below that",
    ),
    pytest.param(
        [("35", "raggiunto", "1"), ("35", "in linea", "0"), ("30", "non raggiunto", "0")],
        False,
        "7/20",
        "in linea",
        3,
        3,
        id="what is achieved goes well, what is missed does not",
    ),
    pytest.param(
        [("10", "in linea", "1/2"), ("90", "da rilevare", "")],
        False,
        "1/2",
        "in linea",
        1,
        2,
        id="little measured, and said so",
    ),
    pytest.param([("100", "da rilevare", "")], False, "", "da rilevare", 0, 1, id="nothing measured"),
    pytest.param(
        [("50", "da rilevare", ""), ("50", "senza target", "")],
        True,
        "",
        "da rilevare",
        0,
        1,
        id="nothing measured at the end",
    ),
    pytest.param([("100", "senza target", "")], False, "", "senza target", 0, 0, id="no targets"),
    pytest.param(
        [("50", "non valutabile", ""), ("50", "senza target", "")],
        False,
        "",
        "non valutabile",
        0,
        0,
        id="nothing to assess",
    ),
    pytest.param([], False, "", "senza target", 0, 0, id="no indicators"),
]


@pytest.mark.parametrize(("parts", "over", "score", "status", "measured", "measurable"), CASES)
def test_the_assessment_of_an_objective(
    parts: Sequence[tuple[str, str, str]],
    over: bool,
    score: str,
    status: str,
    measured: int,
    measurable: int,
) -> None:
    found = aggregate(*(pair(*part, final=over and bool(part[2])) for part in parts), over=over)
    assert found.score == (Fraction(score) if score else None)
    assert (found.status.value, found.measured, found.measurable) == (status, measured, measurable)
    assert found.indicators == len(parts)
    complete = all(part[1] != Status.TO_MEASURE.value for part in parts)
    assert found.is_final == (over and complete and bool(score))


def test_one_indicator_lends_its_verdict_to_its_objective() -> None:
    """A site that called the one «in ritardo» and the other «in linea» would not be believed."""
    for status in Status:
        rate = {Status.ACHIEVED: "1", Status.PARTLY: "4/5"}.get(status, "0") if status in MEASURED else ""
        final = status in (Status.ACHIEVED, Status.PARTLY, Status.MISSED)
        assert aggregate(pair("100", status.value, rate, final=final)).status is status


def test_when_every_verdict_is_settled_so_is_the_objective() -> None:
    both = (pair("50", "raggiunto", "1", final=True), pair("50", "non raggiunto", "0", final=True))
    assert (aggregate(*both).status, aggregate(*both).is_final) == (Status.MISSED, True)
    assert not aggregate(*both, pair("1", "da rilevare")).is_final


def test_a_group_is_the_mean_of_its_objectives() -> None:
    objectives = [
        aggregate(pair("100", "raggiunto", "1"), over=True),
        aggregate(pair("60", "non raggiunto", "1/2"), pair("40", "non raggiunto", "1/2"), over=True),
        aggregate(pair("100", "senza target"), over=True),
    ]
    group = assess_group(objectives, DEFAULT_POLICY, over=True)
    assert (group.score, group.status) == (Fraction(3, 4), Status.PARTLY)
    assert (group.measured, group.measurable, group.indicators) == (3, 3, 4)
    assert group.counts == {Status.ACHIEVED: 1, Status.MISSED: 2, Status.NO_TARGET: 1}
    assert group.objectives == {Status.ACHIEVED: 1, Status.MISSED: 1, Status.NO_TARGET: 1}


def test_a_group_of_none() -> None:
    empty = assess_group([], DEFAULT_POLICY, over=True)
    assert (empty.score, empty.status, empty.coverage) == (None, Status.NO_TARGET, None)


def test_coverage() -> None:
    found = aggregate(pair("90", "in linea", "1"), pair("5", "da rilevare"), pair("5", "da rilevare"))
    assert found.coverage == Fraction(1, 3)


def test_the_score_with_its_computation() -> None:
    pairs = (
        pair("33.3", "raggiunto", "1"),
        pair("33.3", "non raggiunto", "1/3"),
        pair("33.4", "da rilevare"),
    )
    score = aggregate(*pairs).score
    assert score_arithmetic(pairs, score, DEFAULT_POLICY) == "(33,3 × 100% + 33,3 × 33,3%) ÷ 66,6 = 66,7%"
    assert score_arithmetic(pairs[2:], None, DEFAULT_POLICY) == ""


def test_the_body_decides_how_much_must_go_well() -> None:
    pairs = (pair("90", "in linea", "1"), pair("10", "in ritardo", "0"))
    assert assess_objective(pairs, Policy(on_track=Fraction(1)), over=False).status is Status.LATE
