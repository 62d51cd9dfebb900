"""What cannot be computed: targets in words, words of a scale, and a direction without a condition."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from generator.plan import units
from generator.plan.conditions import Condition, Direction
from generator.plan.indicator import Indicator
from generator.plan.italian.arithmetic import arithmetic
from generator.plan.italian.sentences import promise, result
from generator.plan.measurement import Measurement
from generator.plan.policy import DEFAULT_POLICY, Status
from generator.plan.scoring.indicator import assess_indicator
from generator.plan.scoring.starting_point import starting_point
from generator.plan.units import Unit, read_value, scale_of
from generator.plan.values import Percentage, show
from tests.plan.examples import make_indicator

SCALE = scale_of(("basso", "medio", "alto"))
JUNE, DECEMBER = date(2025, 6, 30), date(2025, 12, 31)


def make(
    unit: Unit, condition: Condition | None, baseline: str, target: str, direction: Direction | None = None
) -> Indicator:
    return replace(
        make_indicator(),
        unit=unit,
        condition=condition,
        baseline=read_value(baseline, unit) if baseline else None,
        targets={2025: read_value(target, unit)},
        direction=direction,
    )


def measured(indicator: Indicator, value: str, day: date, degree: str = "", status: str = "") -> Measurement:
    return Measurement(
        "01_01_OS01",
        "prova",
        day,
        read_value(value, indicator.unit),
        source="relazione del nucleo di valutazione",
        declared_degree=Percentage(Decimal(degree)) if degree else None,
        declared_status=Status(status) if status else None,
    )


# condition, target, result, declared degree, degree and status on 31/12/2025
SCALE_CASES = [
    (None, "alto", "alto", "", 1, "raggiunto"),
    (None, "alto", "Alto", "", 1, "raggiunto"),
    (None, "alto", "medio", "", 0, "non raggiunto"),
    (None, "medio", "alto", "", 0, "non raggiunto"),
    (Condition.AT_LEAST, "medio", "alto", "", 1, "raggiunto"),
    (Condition.AT_LEAST, "medio", "medio", "", 1, "raggiunto"),
    (Condition.AT_LEAST, "medio", "basso", "", 0, "non raggiunto"),
    (Condition.AT_MOST, "medio", "basso", "", 1, "raggiunto"),
    (Condition.AT_MOST, "basso", "medio", "", 0, "non raggiunto"),
    (Condition.AT_LEAST, "alto", "medio", "75", Fraction(3, 4), "parzialmente raggiunto"),
    (Condition.AT_LEAST, "alto", "medio", "69,9", Fraction(699, 1000), "non raggiunto"),
    (Condition.AT_LEAST, "alto", "alto", "75", 1, "raggiunto"),
]


@pytest.mark.parametrize(("condition", "target", "found", "degree", "rate", "status"), SCALE_CASES)
def test_a_scale(
    condition: Condition | None, target: str, found: str, degree: str, rate: Fraction, status: str
) -> None:
    indicator = make(SCALE, condition, "basso", target)
    measurement = measured(indicator, found, DECEMBER, degree.replace(",", "."))
    assessment = assess_indicator(indicator, 2025, [measurement], DEFAULT_POLICY, DECEMBER)
    assert (assessment.achievement_rate, assessment.status.value) == (rate, status)


# declared degree and status, the day, and the degree and status that follow on that day
TEXT_CASES = [
    ("80", "", DECEMBER, Fraction(4, 5), "parzialmente raggiunto"),
    ("100", "", DECEMBER, 1, "raggiunto"),
    ("0", "", DECEMBER, 0, "non raggiunto"),
    ("", "raggiunto", DECEMBER, 1, "raggiunto"),
    ("", "non raggiunto", DECEMBER, 0, "non raggiunto"),
    ("60", "parzialmente raggiunto", DECEMBER, Fraction(3, 5), "parzialmente raggiunto"),
    ("60", "in linea", DECEMBER, Fraction(3, 5), "non raggiunto"),
    ("60", "in linea", JUNE, Fraction(3, 5), "in linea"),
    ("60", "", JUNE, Fraction(3, 5), "in ritardo"),
    ("100", "", JUNE, 1, "in linea"),
    ("", "raggiunto", JUNE, 1, "raggiunto"),
    ("", "", DECEMBER, None, "non valutabile"),
    ("", "", JUNE, None, "non valutabile"),
]


@pytest.mark.parametrize(("degree", "declared", "day", "rate", "status"), TEXT_CASES)
def test_a_text(degree: str, declared: str, day: date, rate: Fraction | None, status: str) -> None:
    indicator = make(units.TEXT, None, "", "protocollo firmato")
    measurement = measured(indicator, "bozza inviata", day, degree, declared)
    assessment = assess_indicator(indicator, 2025, [measurement], DEFAULT_POLICY, day)
    assert (assessment.achievement_rate, assessment.status.value) == (rate, status)
    assert assessment.can_change == (day == JUNE)


def test_a_text_that_was_not_measured() -> None:
    indicator = make(units.TEXT, None, "", "protocollo firmato")
    assert assess_indicator(indicator, 2025, [], DEFAULT_POLICY, DECEMBER).status is Status.TO_MEASURE


def test_the_page_says_who_declared_it() -> None:
    indicator = make(units.TEXT, None, "nessun protocollo", "protocollo firmato")
    measurement = measured(indicator, "bozza inviata", DECEMBER, "80")
    assessment = assess_indicator(indicator, 2025, [measurement], DEFAULT_POLICY, DECEMBER)
    steps = {step.key: step.text for step in arithmetic(indicator, assessment, DEFAULT_POLICY, 2024)}
    assert steps["traguardo"] == "«protocollo firmato»"
    assert steps["rilevato"] == "«bozza inviata»"
    assert steps["grado"] == "80%"
    assert steps["regola"] == "dichiarato da chi valuta"
    assert steps["esito"] == (
        "parzialmente raggiunto: dichiarato da chi valuta: relazione del nucleo di valutazione"
    )
    assert promise(indicator, 2025, 2024) == (
        "Nel 2024 la situazione era «nessun protocollo»; per il 2025 l'ente si è impegnato a questo: "
        "«protocollo firmato»."
    )
    assert result(indicator, measurement) == "Al 31 dicembre 2025 la situazione era «bozza inviata»."


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (None, "l'ente si è impegnato a un giudizio «alto»."),
        (Condition.AT_LEAST, "l'ente si è impegnato a un giudizio almeno «alto»."),
        (Condition.AT_MOST, "l'ente si è impegnato a un giudizio al massimo «alto»."),
    ],
)
def test_the_sentence_of_a_scale(condition: Condition | None, sentence: str) -> None:
    indicator = make(SCALE, condition, "medio", "alto")
    assert promise(indicator, 2025, 2024) == f"Nel 2024 il giudizio era «medio»; per il 2025 {sentence}"


def test_a_word_is_shown_as_written() -> None:
    value = read_value("ALTO", SCALE)
    assert (show(value), value.numeric_value(), value == read_value("alto", SCALE)) == ("ALTO", 3, True)


UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("unit", "condition", "direction", "baseline", "target", "expected"),
    [
        (units.PERCENT, None, UP, "60%", "70%", "migliora"),
        (units.PERCENT, None, DOWN, "60%", "70%", "arretra"),
        (units.PERCENT, None, DOWN, "60%", "60%", "mantiene"),
        (units.PERCENT, None, None, "60%", "60%", "non confrontabile"),
        (units.PERCENT, Condition.EQUAL, DOWN, "60%", "50%", "migliora"),
        (units.PERCENT, Condition.AT_LEAST, UP, "60%", "50%", "arretra"),
        (SCALE, None, None, "medio", "alto", "non confrontabile"),
        (SCALE, None, None, "alto", "alto", "mantiene"),
        (SCALE, None, UP, "medio", "alto", "migliora"),
        (SCALE, None, DOWN, "medio", "alto", "arretra"),
        (SCALE, Condition.AT_LEAST, None, "medio", "alto", "migliora"),
        (SCALE, Condition.AT_MOST, None, "medio", "alto", "arretra"),
        (units.TEXT, None, UP, "bozza", "protocollo", "non confrontabile"),
    ],
)
def test_where_a_target_stands(
    unit: Unit,
    condition: Condition | None,
    direction: Direction | None,
    baseline: str,
    target: str,
    expected: str,
) -> None:
    assert starting_point(make(unit, condition, baseline, target, direction), 2025).value == expected


def test_a_direction_gives_no_verdict() -> None:
    indicator = make(units.PERCENT, None, "60%", "70%", UP)
    found = assess_indicator(
        indicator, 2025, [measured(indicator, "80%", DECEMBER)], DEFAULT_POLICY, DECEMBER
    )
    assert (found.status, found.achievement_rate) == (Status.NOT_ASSESSABLE, None)
    assert promise(indicator, 2025, 2024) == (
        "Nel 2024 era il 60%; per il 2025 il piano indica il 70%, e il valore deve aumentare."
    )


def test_the_years_before_the_baseline_are_shown() -> None:
    indicator = replace(
        make_indicator("gg", "al massimo", "187", "160"),
        baseline_year=2023,
        past_values={2022: read_value("214", units.DAYS), 2021: read_value("n.d.", units.DAYS)},
    )
    assessment = assess_indicator(indicator, 2025, [], DEFAULT_POLICY, None)
    steps = [(step.label, step.text) for step in arithmetic(indicator, assessment, DEFAULT_POLICY, 2024)]
    assert steps[:2] == [
        ("Valore di partenza (2023)", "187 giorni"),
        ("Altri anni prima del piano", "2021: n.d.; 2022: 214 giorni"),
    ]
    assert promise(indicator, 2025, 2024).startswith("Nel 2023 erano 187 giorni;")
