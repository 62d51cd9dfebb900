"""Conditions, as words and as the symbols of plan documents."""

import pytest

from generator.plan import units
from generator.plan.conditions import Condition, symbol
from generator.plan.units import Unit, read_condition

AT_LEAST, AT_MOST, EQUAL, BY, *_ = Condition


@pytest.mark.parametrize(
    ("text", "unit", "condition", "shown"),
    [
        ("almeno", units.NUMBER, AT_LEAST, ">="),
        ("al massimo", units.NUMBER, AT_MOST, "<="),
        ("pari a", units.YES_NO, EQUAL, "="),
        ("entro", units.DATE, BY, "<="),
        (">=", units.NUMBER, AT_LEAST, ">="),
        ("=>", units.NUMBER, AT_LEAST, "=>"),
        ("≥", units.NUMBER, AT_LEAST, "≥"),
        ("<=", units.NUMBER, AT_MOST, "<="),
        ("=<", units.NUMBER, AT_MOST, "=<"),
        ("≤", units.NUMBER, AT_MOST, "≤"),
        ("=", units.NUMBER, EQUAL, "="),
        ("<=", units.DATE, BY, "<="),
        ("≤", units.DATE, BY, "≤"),
        (">=", units.DATE, AT_LEAST, ">="),
        ("<=", None, AT_MOST, "<="),
        ("minimo", units.NUMBER, None, "minimo"),
        ("Almeno", units.NUMBER, None, "Almeno"),
        ("più di", units.NUMBER, Condition.MORE_THAN, ">"),
        ("meno di", units.NUMBER, Condition.LESS_THAN, "<"),
        ("tra", units.NUMBER, Condition.BETWEEN, "tra"),
        (">", units.NUMBER, Condition.MORE_THAN, ">"),
        ("<", units.DATE, Condition.LESS_THAN, "<"),
        ("maggiore di", units.NUMBER, None, "maggiore di"),
    ],
)
def test_reads_words_and_symbols(
    text: str, unit: Unit | None, condition: Condition | None, shown: str
) -> None:
    assert read_condition(text, unit) is condition
    assert symbol(text) == shown
