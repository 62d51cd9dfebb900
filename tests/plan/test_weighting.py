"""Weights of indicators: in percent, in points, or none; what each is worth, and how it is said."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from generator.plan.italian.aggregates import score_arithmetic
from generator.plan.policy import DEFAULT_POLICY, Status
from generator.plan.scoring.achievement import Achievement
from generator.plan.scoring.aggregation import assess_objective
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.weighting import Weighting, share_of, weight_in_words, weighting_of
from tests.plan.examples import make_indicator, read_weight

# weights of an objective; how they are given; each in words; the share of each
GIVEN = [
    (["20%", "30%", "50%"], Weighting.PERCENT, ["20%", "30%", "50%"], ["1/5", "3/10", "1/2"]),
    # What the act has wrong stays as it is written.
    (["40%", "40%"], Weighting.PERCENT, ["40%", "40%"], ["1/2", "1/2"]),
    (["3", "7"], Weighting.POINTS, ["3 su 10", "7 su 10"], ["3/10", "7/10"]),
    (["0,30", "0,70"], Weighting.POINTS, ["0,30 su 1", "0,70 su 1"], ["3/10", "7/10"]),
    (["0,33", "0,33", "0,33"], Weighting.POINTS, ["0,33 su 0,99"] * 3, ["1/3"] * 3),
    (["1.000", "500"], Weighting.POINTS, ["1.000 su 1.500", "500 su 1.500"], ["2/3", "1/3"]),
    (["", "", ""], Weighting.EQUAL, ["", "", ""], ["1/3"] * 3),
    ([], Weighting.EQUAL, [], []),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "weighting", "words", "shares"), GIVEN)
def test_weights(
    texts: Sequence[str], weighting: Weighting, words: Sequence[str], shares: Sequence[str]
) -> None:
    weights = [read_weight(text) for text in texts]
    assert weighting_of(weights) is weighting
    assert [weight_in_words(one, weights).replace("\xa0", " ") for one in weights] == words
    assert [share_of(one, weights) for one in weights] == [Fraction(share) for share in shares]


# weight and rate of each indicator, empty where it was not measured; the score; its arithmetic
SCORES = [
    pytest.param(
        [("3", "1"), ("7", "1/2")], "13/20", "(3 × 100% + 7 × 50%) ÷ 10 = 65%", id="points: 3 + 3,5 of 10"
    ),
    pytest.param(
        [("0,30", "1"), ("0,20", "1/2"), ("0,50", "")],
        "4/5",
        "(0,3 × 100% + 0,2 × 50%) ÷ 0,5 = 80%",
        id="points: 0,3 + 0,1 of the 0,5 that was measured",
    ),
    pytest.param(
        [("", "1"), ("", "1/2"), ("", "3/5")], "7/10", "(100% + 50% + 60%) ÷ 3 = 70%", id="equal: 2,1 of 3"
    ),
    pytest.param(
        [("", "1"), ("", ""), ("", "0")], "1/2", "(100% + 0%) ÷ 2 = 50%", id="equal: over what was measured"
    ),
    pytest.param([("", "1/4")], "1/4", "(25%) ÷ 1 = 25%", id="equal: one alone"),
    pytest.param([("", ""), ("", "")], "", "", id="equal: nothing measured"),
]


@pytest.mark.parametrize(("parts", "score", "words"), SCORES)
def test_the_score_of_an_objective(parts: Sequence[tuple[str, str]], score: str, words: str) -> None:
    pairs = []
    for number, (text, rate) in enumerate(parts):
        indicator = make_indicator(weight=text, id_=f"prova-{number}")
        achievement = Achievement(Fraction(rate), "prova") if rate else None
        status = Status.MISSED if rate else Status.TO_MEASURE
        found = IndicatorAssessment(2025, status, AssessmentReason.YEAR_OVER, achievement=achievement)
        pairs.append((indicator, found))
    aggregate = assess_objective(pairs, DEFAULT_POLICY, over=True)
    assert aggregate.score == (Fraction(score) if score else None)
    assert score_arithmetic(pairs, aggregate.score, DEFAULT_POLICY) == words
