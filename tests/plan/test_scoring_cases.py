"""The cases of `scoring_cases.yml`, each worked by hand."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from _pytest.mark import ParameterSet

from generator.plan.conditions import Condition
from generator.plan.policy import DEFAULT_POLICY
from generator.plan.scoring.indicator import assess_indicator
from generator.plan.units import KNOWN_UNITS, read_value
from generator.plan.values import exact_value
from tests.plan.examples import make_indicator, make_measurements, read_day, read_table

CASES = read_table("scoring_cases.yml")
NONE = "-"


def rows(part: str) -> list[ParameterSet]:
    """The cases of a part as test parameters, named after their group and situation."""
    parameters = []
    for group in CASES[part]:
        settings = {name: group.get(name, "") for name in ("condizione", "unita", "andamento", "tolleranza")}
        for case in group["casi"]:
            name = " ".join(
                filter(None, (group["condizione"], group["unita"], settings["andamento"], case[0]))
            )
            parameters.append(pytest.param(settings, case[1:], id=name))
    return parameters


@pytest.mark.parametrize(("settings", "case"), rows("fine_anno"))
def test_at_the_end_of_the_year(settings: dict[str, str], case: list[str]) -> None:
    baseline, target, measured, rate, status = case
    indicator = make_indicator(
        settings["unita"], settings["condizione"], baseline, target, tolerance=settings["tolleranza"]
    )
    day = date(2025, 12, 31)
    assessment = assess_indicator(
        indicator, 2025, make_measurements(indicator, measured, day), DEFAULT_POLICY, day
    )
    assert assessment.status.value == status
    assert assessment.achievement_rate == (None if rate == NONE else Fraction(rate))
    assert assessment.is_final == (rate != NONE)


@pytest.mark.parametrize(("settings", "case"), rows("in_corso"))
def test_during_the_year(settings: dict[str, str], case: list[str]) -> None:
    baseline, target, measured, day_text, expected, rate, status, final = case
    indicator = make_indicator(
        settings["unita"], settings["condizione"], baseline, target, trajectory=settings["andamento"]
    )
    day = read_day(day_text)
    assessment = assess_indicator(
        indicator, 2025, make_measurements(indicator, measured, day), DEFAULT_POLICY, day
    )
    assert assessment.status.value == status
    assert assessment.achievement_rate == (None if rate == NONE else Fraction(rate))
    assert assessment.expected == _exact(expected, settings["unita"])
    assert assessment.is_final == (final == "sì")


def test_the_table_is_as_complete_as_it_says() -> None:
    """190 cases at least, none twice, and every status, unit and condition among them."""
    cases = [
        (group["condizione"], group["unita"], group.get("andamento"), *case[1:])
        for part in CASES.values()
        for group in part
        for case in group["casi"]
    ]
    assert [case for case, count in Counter(cases).items() if count > 1] == []
    assert len(cases) >= 190
    assert {case[-1] for case in cases if case[2] is None} == {
        "raggiunto",
        "parzialmente raggiunto",
        "non raggiunto",
        "da rilevare",
        "senza target",
        "non valutabile",
    }
    assert {case[-2] for case in cases if case[2] is not None} >= {"in linea", "in ritardo"}
    assert {case[0] for case in cases} == {condition.value for condition in Condition} | {""}
    assert {case[1] for case in cases} == {unit.symbol for unit in KNOWN_UNITS} - {"testo"} | {"mq"}


def _exact(text: str, unit: str) -> Fraction | None:
    """An expected value: a fraction, or a date or an answer as the plan writes it."""
    if text == NONE:
        return None
    if unit in ("data", "sì/no"):
        return exact_value(read_value(text, make_indicator(unit).unit))
    return Fraction(text)
