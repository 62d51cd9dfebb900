"""The arithmetic under a badge, as the reader sees it."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from generator.plan.italian.arithmetic import Step, arithmetic
from generator.plan.measurement import Correction
from generator.plan.policy import DEFAULT_POLICY
from generator.plan.scoring.indicator import assess_indicator
from generator.plan.units import read_value
from tests.plan.examples import make_indicator, make_measurements, read_day, read_table

CASES = read_table("arithmetic_cases.yml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["caso"])
def test_the_steps(case: dict[str, Any]) -> None:
    indicator = make_indicator(*case["indicatore"], trajectory=case.get("andamento", ""))
    day = read_day(case["giorno"])
    today = read_day(case["al"]) if "al" in case else day
    measurements = make_measurements(indicator, case["rilevato"], day)
    assessment = assess_indicator(indicator, 2025, measurements, DEFAULT_POLICY, today)
    steps = arithmetic(indicator, assessment, DEFAULT_POLICY, baseline_year=2024)
    assert [[step.key, step.label, step.text] for step in steps] == case["passaggi"]


def test_corrections_note_and_source_are_shown() -> None:
    indicator = make_indicator("n.", "almeno", "7", "20")
    (measurement,) = make_measurements(indicator, "25", date(2025, 12, 31))
    corrections = (
        Correction(read_value("22", indicator.unit), "contati due volte", date(2026, 2, 20)),
        Correction(read_value("23", indicator.unit), "uno mancava", date(2026, 3, 1)),
    )
    corrected = replace(
        measurement,
        corrections=corrections,
        note="provvisorio",
        source="registro",
        deviation_reason="sede chiusa",
    )
    assessment = assess_indicator(indicator, 2025, (corrected,), DEFAULT_POLICY, date(2025, 12, 31))
    steps = arithmetic(indicator, assessment, DEFAULT_POLICY, baseline_year=2024)
    shown = ("rilevato", "rettifica", "fonte", "nota", "motivo_scostamento")
    assert [step for step in steps if step.key in shown] == [
        Step("rilevato", "Rilevato al 31 dicembre 2025", "23"),
        Step("rettifica", "Rettifica del 20 febbraio 2026", "da 25 a 22: contati due volte"),
        Step("rettifica", "Rettifica del 1° marzo 2026", "da 22 a 23: uno mancava"),
        Step("fonte", "Fonte", "registro"),
        Step("nota", "Nota", "provvisorio"),
        Step("motivo_scostamento", "Motivo dello scostamento", "sede chiusa"),
    ]
