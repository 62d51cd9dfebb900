"""Indicators come out of their bytes as they went in, to the last letter of a spelling."""

from decimal import Decimal

import pytest

from generator.checks.packing import pack, unpack
from generator.plan.conditions import Condition
from generator.plan.model import Indicator
from generator.plan.policy import Trajectory
from generator.plan.units import Unit, read_value
from generator.plan.values import Percentage, Value


def an_indicator(baseline: Value | None, unit: Unit) -> Indicator:
    return Indicator(
        id="desk",
        name="Desk",
        formula="n. desk",
        type="Volume",
        unit=unit,
        unit_text="n.",
        condition=Condition.AT_LEAST,
        condition_text=">=",
        baseline=baseline,
        targets={2025: read_value("n.d.", unit)},
        weight=Percentage(Decimal("9.10"), sign=" %"),
        editorial_notes=("una", "due"),
        trajectory=Trajectory.LINEAR,
        tolerance=baseline,
        not_assessable={2026: "perché"},
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("n. 1150", Unit.NUMBER),
        ("286/10.000 imprese attive", Unit.NUMBER),
        ("9,850 %", Unit.PERCENT),
        ("€ 1.000,00", Unit.EURO),
        ("31.12.2024", Unit.DATE),
        ("45900", Unit.DATE),
        ("SI", Unit.YES_NO),
        ("08:30", Unit.HOURS),
        ("-4,20", Unit.DAYS),
        ("N.D.", Unit.DAYS),
    ],
)
def test_a_value_keeps_its_spelling(text: str, unit: Unit) -> None:
    before = an_indicator(read_value(text, unit), unit)
    assert repr(unpack(pack([before]))) == repr((before,))


def test_none_at_all() -> None:
    assert unpack(pack([])) == ()
