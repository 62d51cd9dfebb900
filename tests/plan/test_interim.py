"""Targets within the year, and targets that are due before it ends: what is expected, and the verdict."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from generator.plan.indicator import Indicator
from generator.plan.italian.arithmetic import arithmetic
from generator.plan.italian.sentences import promise
from generator.plan.measurement import Measurement
from generator.plan.policy import DEFAULT_POLICY, Status
from generator.plan.scoring.indicator import assess_indicator
from generator.plan.scoring.results import AssessmentReason
from generator.plan.units import read_value
from tests.plan.examples import make_indicator, make_measurements, read_day


def make(
    trajectory: str,
    baseline: str,
    target: str,
    interim: dict[str, str],
    *,
    unit: str = "n.",
    condition: str = "almeno",
    due: str = "",
) -> Indicator:
    """An indicator of 2025 with targets by day, as 30/06/2025."""
    indicator = make_indicator(unit, condition, baseline, target, trajectory=trajectory)
    return replace(
        indicator,
        interim_targets={read_day(day): read_value(text, indicator.unit) for day, text in interim.items()},
        due_days={2025: read_day(due)} if due else {},
    )


# The first half of 2025 has 181 days, the second 184; 92 of these have passed by 30 September.
# trajectory, condition, baseline, target, interim, measured, day, expected, status
DURING_THE_YEAR = [
    ("livello", "almeno", "", "80", {"30/06/2025": "40"}, "39", "30/06/2025", "40", "in ritardo"),
    ("livello", "almeno", "", "80", {"30/06/2025": "40"}, "40", "30/06/2025", "40", "in linea"),
    ("livello", "almeno", "", "80", {"30/06/2025": "40"}, "39", "30/11/2025", "40", "in ritardo"),
    ("livello", "almeno", "", "80", {"30/06/2025": "40"}, "5", "29/06/2025", None, "in linea"),
    (
        "livello",
        "almeno",
        "",
        "80",
        {"31/03/2025": "20", "30/06/2025": "40"},
        "30",
        "31/05/2025",
        "20",
        "in linea",
    ),
    ("livello", "al massimo", "40", "10", {"30/06/2025": "20"}, "21", "30/06/2025", "20", "in ritardo"),
    ("livello", "al massimo", "40", "10", {"30/06/2025": "20"}, "20", "30/09/2025", "20", "in linea"),
    ("livello", "pari a", "", "80", {"30/06/2025": "40"}, "50", "30/06/2025", "40", "in linea"),
    ("livello", "pari a", "", "80", {"30/06/2025": "40"}, "90", "30/06/2025", "40", "in ritardo"),
    ("cumulato", "almeno", "", "200", {"30/06/2025": "181"}, "90", "31/03/2025", "90", "in linea"),
    ("cumulato", "almeno", "", "200", {"30/06/2025": "181"}, "89", "31/03/2025", "90", "in ritardo"),
    ("cumulato", "almeno", "", "200", {"30/06/2025": "181"}, "181", "30/06/2025", "181", "in linea"),
    ("cumulato", "almeno", "", "100", {"30/06/2025": "40"}, "70", "30/09/2025", "70", "in linea"),
    ("cumulato", "almeno", "", "100", {"30/06/2025": "40"}, "69", "30/09/2025", "70", "in ritardo"),
    ("lineare", "almeno", "10", "100", {"30/06/2025": "40"}, "70", "30/09/2025", "70", "in linea"),
    ("lineare", "almeno", "10", "100", {"30/06/2025": "191"}, "100", "31/03/2025", "100", "in linea"),
    ("lineare", "al massimo", "220", "10", {"30/06/2025": "39"}, "131", "31/03/2025", "130", "in ritardo"),
    ("lineare", "almeno", "", "100", {"30/06/2025": "40"}, "40", "30/09/2025", "40", "in linea"),
]


@pytest.mark.parametrize(
    ("trajectory", "condition", "baseline", "target", "interim", "measured", "on", "expected", "status"),
    DURING_THE_YEAR,
)
def test_what_is_expected(
    trajectory: str,
    condition: str,
    baseline: str,
    target: str,
    interim: dict[str, str],
    measured: str,
    on: str,
    expected: str | None,
    status: str,
) -> None:
    indicator = make(trajectory, baseline, target, interim, condition=condition)
    day = read_day(on)
    found = assess_indicator(
        indicator, 2025, make_measurements(indicator, measured, day), DEFAULT_POLICY, day
    )
    assert found.expected == (None if expected is None else Fraction(expected))
    assert found.status.value == status


def test_at_the_end_of_the_year_only_the_target_counts() -> None:
    indicator = make("livello", "", "80", {"30/06/2025": "40"})
    day = date(2025, 12, 31)
    found = assess_indicator(indicator, 2025, make_measurements(indicator, "60", day), DEFAULT_POLICY, day)
    assert (found.achievement_rate, found.status) == (Fraction(3, 4), Status.PARTLY)


# trajectory, interim, measured, day, the step «atteso», the reason
IN_WORDS = [
    (
        "livello",
        {"30/06/2025": "40%"},
        "41%",
        "31/07/2025",
        "40%, il traguardo intermedio del 30 giugno 2025",
        "in linea: l'anno non è concluso e finora il valore va come atteso, o meglio",
    ),
    (
        "livello",
        {"30/06/2025": "40%"},
        "5%",
        "31/03/2025",
        "ancora niente: il primo traguardo viene dopo",
        "in linea: l'anno non è concluso e finora nessun traguardo è dovuto",
    ),
    (
        "lineare",
        {"30/06/2025": "40%"},
        "60%",
        "30/09/2025",
        "70% = 40 + 60 × 92/184 dei giorni dal 1° luglio 2025 al 31 dicembre 2025",
        "in ritardo: l'anno non è concluso e finora il valore non è quello atteso",
    ),
]


@pytest.mark.parametrize(("trajectory", "interim", "measured", "on", "expected", "reason"), IN_WORDS)
def test_the_steps_say_where_it_comes_from(
    trajectory: str, interim: dict[str, str], measured: str, on: str, expected: str, reason: str
) -> None:
    indicator = make(trajectory, "10%", "100%", interim, unit="%")
    day = read_day(on)
    found = assess_indicator(
        indicator, 2025, make_measurements(indicator, measured, day), DEFAULT_POLICY, day
    )
    steps = {step.key: step for step in arithmetic(indicator, found, DEFAULT_POLICY, baseline_year=2024)}
    assert steps["intermedi"].text == "40% al 30 giugno 2025"
    assert steps["atteso"].text == expected
    assert steps["esito"].text == reason


# trajectory, results by day, today, expected, rate, status, reason; the target is 80 by 30 June
DUE = [
    ("livello", {"31/03/2025": "20"}, "31/03/2025", None, Fraction(1, 4), "in linea", "EXPECTED_VALUE"),
    (
        "livello",
        {"30/06/2025": "60"},
        "30/06/2025",
        "80",
        Fraction(3, 4),
        "parzialmente raggiunto",
        "YEAR_OVER",
    ),
    (
        "livello",
        {"30/06/2025": "60", "31/12/2025": "80"},
        "31/12/2025",
        "80",
        Fraction(3, 4),
        "parzialmente raggiunto",
        "YEAR_OVER",
    ),
    ("livello", {"30/09/2025": "80"}, "30/09/2025", "80", Fraction(1), "raggiunto", "YEAR_OVER"),
    (
        "livello",
        {"31/03/2025": "20"},
        "31/07/2025",
        None,
        Fraction(1, 4),
        "non raggiunto",
        "YEAR_OVER",
    ),
    ("livello", {}, "31/07/2025", None, None, "da rilevare", "DEADLINE_PASSED"),
    ("livello", {}, "30/06/2025", None, None, "da rilevare", "NO_MEASUREMENT"),
    # 90 of the 181 days until 30 June have passed: 80 × 90/181.
    (
        "cumulato",
        {"31/03/2025": "20"},
        "31/03/2025",
        "7200/181",
        Fraction(1, 4),
        "in ritardo",
        "EXPECTED_VALUE",
    ),
]


@pytest.mark.parametrize(("trajectory", "measured", "today", "expected", "rate", "status", "reason"), DUE)
def test_a_target_that_is_due_within_its_year(
    trajectory: str,
    measured: dict[str, str],
    today: str,
    expected: str | None,
    rate: Fraction | None,
    status: str,
    reason: str,
) -> None:
    indicator = make(trajectory, "", "80", {}, due="30/06/2025")
    found = assess_indicator(
        indicator,
        2025,
        [one for day, text in measured.items() for one in make_measurements(indicator, text, read_day(day))],
        DEFAULT_POLICY,
        read_day(today),
    )
    assert found.expected == (None if expected is None else Fraction(expected))
    assert (found.achievement_rate, found.status.value) == (rate, status)
    assert found.reason_code is AssessmentReason[reason]


def test_a_text_that_is_due_within_its_year() -> None:
    indicator = make("", "", "avviso pubblicato", {}, unit="testo", condition="", due="30/06/2025")
    declared = Measurement(
        "01_01_OS01",
        indicator.id,
        date(2025, 6, 30),
        read_value("pubblicato", indicator.unit),
        declared_status=Status.ACHIEVED,
    )
    found = assess_indicator(indicator, 2025, [declared], DEFAULT_POLICY, date(2025, 7, 31))
    assert (found.status, found.is_final) == (Status.ACHIEVED, True)


def test_the_day_is_said() -> None:
    indicator = make("livello", "12", "60", {}, due="30/06/2025")
    assert promise(indicator, 2025, 2024) == (
        "Nel 2024 erano 12; per il 2025 l'ente si è impegnato ad almeno 60, entro il 30 giugno 2025."
    )
    measured = make_measurements(indicator, "60", date(2025, 9, 30))
    found = assess_indicator(indicator, 2025, measured, DEFAULT_POLICY, date(2025, 9, 30))
    steps = {step.key: step.text for step in arithmetic(indicator, found, DEFAULT_POLICY, baseline_year=2024)}
    assert steps["termine"] == "30 giugno 2025; di quel giorno non c'è un dato, e conta il primo che lo segue"
    assert steps["esito"] == (
        "raggiunto: il termine è passato con un grado del 100% (raggiunto dal 100%, parzialmente raggiunto "
        "dal 70%)"
    )
