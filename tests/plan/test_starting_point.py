"""Where a target stands against the baseline, case by case and on the real plan."""

import pytest

from generator.plan.model import Plan
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
