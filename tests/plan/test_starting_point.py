"""Where a target stands against the baseline, case by case and on the real plan."""

import pytest
from msgspec.structs import replace

from generator.plan.model import Plan
from generator.plan.parts import Aggregation
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from tests.plan.examples import make_indicator

# unit, condition, baseline 2024, target 2025, expected
CASES = [
    ("n.", "almeno", "7", "4", "arretra"),
    ("n.", "almeno", "4", "7", "migliora"),
    ("n.", "almeno", "7", "7", "mantiene"),
    ("n.", "almeno", "8,0", "8", "mantiene"),
    ("n.", "al massimo", "10", "12", "arretra"),
    ("n.", "al massimo", "12", "10", "migliora"),
    ("n.", "al massimo", "0", "0", "mantiene"),
    ("%", "almeno", "-6,00%", "-3,00%", "migliora"),
    ("gg", "al massimo", "-21,77", "-20,00", "arretra"),
    ("gg", "entro", "30", "20", "migliora"),
    ("%", "pari a", "97%", "100%", "migliora"),
    ("n.", "pari a", "3", "0", "arretra"),
    ("sì/no", "pari a", "no", "sì", "migliora"),
    ("sì/no", "pari a", "SI", "sì", "mantiene"),
    ("n.", "almeno", "286/10.000 imprese", "80/10.000 imprese", "arretra"),
    ("n.", "almeno", "286/10.000 imprese", "80/1.000 imprese", "non confrontabile"),
    ("n.", "almeno", "9,85%", "10", "non confrontabile"),
    ("data", "entro", "31/01/2024", "31/01/2025", "non confrontabile"),
    ("n.", "al massimo", "21/11/2024", "30/11/2025", "non confrontabile"),
    ("n.", "almeno", "n.d.", "4", "non confrontabile"),
    ("n.", "almeno", "", "4", "non confrontabile"),
    ("n.", "almeno", "4", "n.d.", "non confrontabile"),
    ("n.", "almeno", "4", "", "non confrontabile"),
    ("n.", "", "4", "7", "non confrontabile"),
    ("%", "più di", "81,50%", "85%", "migliora"),
    ("%", "più di", "85%", "85%", "mantiene"),
    ("%", "più di", "90%", "85%", "arretra"),
    ("h", "meno di", "30", "24,00", "migliora"),
    ("h", "meno di", "20", "24,00", "arretra"),
    ("%", "tra", "76%", "80% – 90%", "migliora"),
    ("%", "tra", "95%", "80% – 90%", "migliora"),
    ("%", "tra", "90%", "80% – 90%", "mantiene"),
    ("mq", "tra", "21,40", "19 – 21", "migliora"),
    ("mq", "al massimo", "21,40", "19,00", "migliora"),
    ("on/off", "", "Off", "On", "migliora"),
]


@pytest.mark.parametrize(("unit", "condition", "baseline", "target", "expected"), CASES)
def test_starting_point(unit: str, condition: str, baseline: str, target: str, expected: str) -> None:
    indicator = make_indicator(unit, condition, baseline, target)
    assert starting_point(indicator, 2025).value == expected


def test_a_year_without_target_is_not_comparable() -> None:
    assert starting_point(make_indicator(baseline="4", target="7"), 2031) is StartingPoint.NOT_COMPARABLE


def test_the_real_plan(real_plan: Plan) -> None:
    """Counted by hand over the 415 rows of the document."""
    found = [starting_point(i, 2025).value for o in real_plan.objectives for i in o.indicators]
    words = ("migliora", "mantiene", "arretra", "non confrontabile")
    assert [found.count(word) for word in words] == [57, 117, 166, 75]


# aggregation, unit, condition, baseline and target of each office, expected
OFFICES = [
    ("media", "%", "almeno", (("80%", "90%"), ("70%", "85%")), "migliora"),
    ("media", "%", "almeno", (("80%", "90%"), ("70%", "70%")), "migliora"),
    ("media", "%", "almeno", (("80%", "80%"), ("70%", "70%")), "mantiene"),
    ("peggiore", "%", "almeno", (("80%", "70%"), ("70%", "70%")), "arretra"),
    ("peggiore", "%", "al massimo", (("80%", "70%"), ("70%", "70%")), "migliora"),
    # One goes up and the other down; of one nothing is known.
    ("media", "%", "almeno", (("80%", "90%"), ("70%", "60%")), "non confrontabile"),
    ("media", "%", "almeno", (("80%", "90%"), ("", "60%")), "non confrontabile"),
    ("media", "%", "almeno", (("", "90%"), ("", "60%")), "non confrontabile"),
    # 15 and 14, whatever each of them does.
    ("somma", "n.", "almeno", (("5", "6"), ("10", "8")), "arretra"),
    ("somma", "n.", "al massimo", (("5", "6"), ("10", "8")), "migliora"),
    ("somma", "n.", "almeno", (("5", "6"), ("10", "9")), "mantiene"),
    ("somma", "n.", "almeno", (("5", "6"), ("", "8")), "non confrontabile"),
    ("somma", "n.", "", (("5", "6"), ("10", "9")), "non confrontabile"),
]


@pytest.mark.parametrize(("aggregation", "unit", "condition", "values", "expected"), OFFICES)
def test_offices_with_baselines_of_their_own(
    aggregation: str, unit: str, condition: str, values: tuple[tuple[str, str], ...], expected: str
) -> None:
    parts = tuple(
        make_indicator(unit, condition, baseline, target, id_=f"ufficio-{number}")
        for number, (baseline, target) in enumerate(values)
    )
    whole = replace(make_indicator(unit, condition), parts=parts, aggregation=Aggregation(aggregation))
    assert starting_point(whole, 2025).value == expected


def test_one_target_for_all_offices_is_compared_with_the_baseline_of_all() -> None:
    whole = make_indicator("%", "almeno", "70%", "90%")
    parts = tuple(make_indicator("%", "almeno", "", "90%", id_=office) for office in "ab")
    with_offices = replace(whole, parts=parts, aggregation=Aggregation.MEAN)
    assert starting_point(with_offices, 2025) is StartingPoint.IMPROVES


def test_steps_are_not_compared() -> None:
    step = make_indicator("%", "almeno", "70%", "90%", id_="1")
    assert starting_point(replace(make_indicator(), parts=(step,)), 2025) is StartingPoint.NOT_COMPARABLE
