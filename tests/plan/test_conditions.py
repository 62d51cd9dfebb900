"""Conditions, as words and as the symbols of plan documents."""

import pytest

from generator.plan.conditions import Condition, symbol
from generator.plan.units import Unit, read_condition

AT_LEAST, AT_MOST, EQUAL, BY = Condition


@pytest.mark.parametrize(
    ("text", "unit", "condition", "shown"),
    [
        ("almeno", Unit.NUMBER, AT_LEAST, ">="),
        ("al massimo", Unit.NUMBER, AT_MOST, "<="),
        ("pari a", Unit.YES_NO, EQUAL, "="),
        ("entro", Unit.DATE, BY, "<="),
        (">=", Unit.NUMBER, AT_LEAST, ">="),
        ("=>", Unit.NUMBER, AT_LEAST, "=>"),
        ("≥", Unit.NUMBER, AT_LEAST, "≥"),
        ("<=", Unit.NUMBER, AT_MOST, "<="),
        ("=<", Unit.NUMBER, AT_MOST, "=<"),
        ("≤", Unit.NUMBER, AT_MOST, "≤"),
        ("=", Unit.NUMBER, EQUAL, "="),
        ("<=", Unit.DATE, BY, "<="),
        ("≤", Unit.DATE, BY, "≤"),
        (">=", Unit.DATE, AT_LEAST, ">="),
        ("<=", None, AT_MOST, "<="),
        ("minimo", Unit.NUMBER, None, "minimo"),
        ("Almeno", Unit.NUMBER, None, "Almeno"),
        (">", Unit.NUMBER, None, ">"),
    ],
)
def test_reads_words_and_symbols(
    text: str, unit: Unit | None, condition: Condition | None, shown: str
) -> None:
    assert read_condition(text, unit) is condition
    assert symbol(text) == shown
