"""The progress bar and the badge, as the numbers that a template draws."""

from datetime import date

import pytest

from generator.plan.body import Area
from generator.plan.model import Objective
from generator.plan.policy import DEFAULT_POLICY, Policy, Status
from generator.plan.scoring.aggregation import assess_objective
from generator.plan.scoring.badge import Badge, badge, text_length
from generator.plan.scoring.indicator import assess_indicator
from generator.plan.scoring.progress_bar import progress_bar
from tests.plan.examples import make_indicator, make_measurements

JUNE = date(2025, 6, 30)

# unit, condition, baseline, target, measured, trajectory; the markers from left to right
BARS = [
    ("n.", "almeno", "7", "20", "10", "", [("partenza", 350), ("rilevato", 500), ("traguardo", 1000)]),
    (
        "n.",
        "almeno",
        "0",
        "365",
        "73",
        "cumulato",
        [("partenza", 0), ("rilevato", 200), ("atteso", 496), ("traguardo", 1000)],
    ),
    ("n.", "almeno", "10", "20", "40", "", [("partenza", 250), ("traguardo", 500), ("rilevato", 1000)]),
    ("gg", "al massimo", "20", "10", "5", "", [("partenza", 0), ("traguardo", 500), ("rilevato", 750)]),
    ("%", "almeno", "-6%", "-3%", "-4,5%", "", [("partenza", 0), ("rilevato", 250), ("traguardo", 500)]),
    (
        "data",
        "entro",
        "31/01/2025",
        "10/02/2025",
        "05/02/2025",
        "",
        [("traguardo", 0), ("rilevato", 500), ("partenza", 1000)],
    ),
    ("n.", "almeno", "n.d.", "20", "", "", [("traguardo", 1000)]),
    ("n.", "almeno", "10", "20", "50%", "", None),
    ("sì/no", "pari a", "no", "sì", "sì", "", None),
    ("n.", "almeno", "7", "n.d.", "8", "", None),
    ("n.", "al massimo", "0", "0", "0", "", None),
    ("data", "entro", "", "31/12/2025", "non ancora", "", None),
]


@pytest.mark.parametrize(
    ("unit", "condition", "baseline", "target", "measured", "trajectory", "markers"), BARS
)
def test_the_markers_of_a_bar(
    unit: str,
    condition: str,
    baseline: str,
    target: str,
    measured: str,
    trajectory: str,
    markers: list[tuple[str, int]] | None,
) -> None:
    indicator = make_indicator(unit, condition, baseline, target, trajectory=trajectory)
    assessment = assess_indicator(
        indicator, 2025, make_measurements(indicator, measured, JUNE), DEFAULT_POLICY, JUNE
    )
    bar = progress_bar(indicator, assessment)
    assert (bar and [(marker.key, marker.position) for marker in bar.markers]) == markers


def test_a_bar_says_in_words_what_it_draws() -> None:
    indicator = make_indicator("%", "almeno", "48,5%", "60%")
    assessment = assess_indicator(
        indicator, 2025, make_measurements(indicator, "30%", JUNE), DEFAULT_POLICY, JUNE
    )
    bar = progress_bar(indicator, assessment)
    assert bar is not None
    said = [(marker.key, marker.text) for marker in bar.markers]
    assert said == [("rilevato", "30%"), ("partenza", "48,5%"), ("traguardo", "60%")]
    assert bar.filled == 500


def make_badge(measured: str, day: date, policy: Policy = DEFAULT_POLICY, target: str = "20") -> Badge:
    indicator = make_indicator("n.", "almeno", "7", target)
    objective = Objective(
        "01_01_OS02", "OS", "Prova", "", Area("01_01", "Prova"), None, None, None, (), (indicator,)
    )
    assessment = assess_indicator(indicator, 2025, make_measurements(indicator, measured, day), policy, day)
    over = day == date(2025, 12, 31)
    return badge(objective, assess_objective([(indicator, assessment)], policy, over=over), 2025, policy)


# measured, day, target; message and title
BADGES = [
    (
        "15",
        date(2025, 12, 31),
        "20",
        "parzialmente raggiunto · grado 75%",
        "Obiettivo 01_01_OS02, 2025: parzialmente raggiunto, grado 75%, rilevato 1 indicatore su 1, "
        "ultimo dato del 31 dicembre 2025",
    ),
    (
        "15",
        JUNE,
        "20",
        "in ritardo · grado 75%",
        "Obiettivo 01_01_OS02, 2025: in ritardo, grado 75%, rilevato 1 indicatore su 1, "
        "ultimo dato del 30 giugno 2025",
    ),
    ("", JUNE, "20", "da rilevare", "Obiettivo 01_01_OS02, 2025: da rilevare, rilevati 0 indicatori su 1"),
    ("15", JUNE, "n.d.", "senza target", "Obiettivo 01_01_OS02, 2025: senza target"),
]


@pytest.mark.parametrize(("measured", "day", "target", "message", "title"), BADGES)
def test_what_a_badge_says(measured: str, day: date, target: str, message: str, title: str) -> None:
    found = make_badge(measured, day, target=target)
    assert (found.label, found.message, found.title) == ("01_01_OS02 · 2025", message, title)


def test_a_badge_speaks_with_the_words_of_the_body() -> None:
    policy = Policy(labels={Status.ACHIEVED: "conseguito"})
    assert make_badge("20", date(2025, 12, 31), policy).message == "conseguito · grado 100%"


def test_the_room_of_a_badge() -> None:
    found = make_badge("", JUNE)
    assert found.width == found.split + found.message_length + 16
    assert found.split == found.label_length + 16


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("i", 5), ("a", 8), ("iii", 14), ("W", 12), ("Ab", 17)]
)
def test_wider_letters_take_more_room(text: str, length: int) -> None:
    assert text_length(text) == length
