"""Duplicate indicators: which are found, and the numeric keys that are compared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.duplicates import (
    ComparableIndicator,
    distinctive_baseline,
    find_duplicate_groups,
    numeric_key,
)
from generator.checks.formula_variants import words_of
from generator.loading.diagnostics import SourceLocation
from generator.plan import units
from generator.plan.units import Unit, read_value
from generator.plan.values import Number


@pytest.mark.parametrize(
    ("text", "unit", "key", "distinctive"),
    [
        ("0", units.NUMBER, "0", None),
        ("0,00", units.NUMBER, "0", None),
        ("-0", units.NUMBER, "0", None),
        ("1,5", units.NUMBER, "1.5", None),
        ("1,50", units.NUMBER, "1.5", None),
        ("100", units.NUMBER, "100", None),
        ("1.000.000", units.NUMBER, "1000000", None),
        ("0,0500", units.NUMBER, "0.05", None),
        # three digits and more, without the zeros at either end
        ("101", units.NUMBER, "101", "101"),
        ("-1,23%", units.PERCENT, "-1.23", "-1.23"),
        ("1.050 €", units.EURO, "1050", "1050"),
        ("10,010", units.DAYS, "10.01", "10.01"),
        ("n.d.", units.NUMBER, None, None),
        # many indicators begin on the same day, or with the same answer
        ("sì", units.YES_NO, "1", None),
        ("31/12/2024", units.DATE, "739251", None),
    ],
)
def test_numeric_keys(text: str, unit: Unit, key: str | None, distinctive: str | None) -> None:
    value = read_value(text, unit)
    assert (numeric_key(value), distinctive_baseline(value)) == (key, distinctive)


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.integers().map(Decimal)


@given(NUMBERS, NUMBERS)
def test_numeric_keys_are_the_same_if_the_values_are_equal(one: Decimal, other: Decimal) -> None:
    assert (numeric_key(Number(one)) == numeric_key(Number(other))) == (one == other)
    with_zeros = f"{one:.9f}"
    assert numeric_key(Number(one)) == numeric_key(Number(Decimal(with_zeros)))


#: Objective, name, formula and distinctive baseline.
Row = tuple[str, str, str, str | None]

LONG_NAME = "Tempo medio di lavorazione delle pratiche"
SUM = "somma dei giorni di lavorazione / pratiche"


@pytest.mark.parametrize(
    ("rows", "groups"),
    [
        # name and formula, without regard to capitals and signs
        ([("A", "Adesioni", "n. adesioni", None), ("B", "adesioni!", "N adesioni", None)], [[0, 1]]),
        ([("A", "Adesioni", "n. adesioni", None), ("B", "Adesioni", "% adesioni", None)], []),
        # never within one objective
        ([("A", "Adesioni", "", None), ("A", "Adesioni", "", None)], []),
        # a long name, and half of the words of the formulas
        ([("A", LONG_NAME, SUM, None), ("B", LONG_NAME, f"{SUM} concluse", None)], [[0, 1]]),
        ([("A", LONG_NAME, SUM, None), ("B", LONG_NAME, "indagine annuale presso imprese", None)], []),
        # a distinctive baseline, and half of all words
        ([("A", "Adesioni totali", "imprese", "5327"), ("B", "Adesioni", "imprese", "5327")], [[0, 1]]),
        ([("A", "Adesioni totali", "imprese", "5327"), ("B", "Adesioni", "imprese", "5328")], []),
        ([("A", "Adesioni totali", "imprese", "5327"), ("B", "Ricavi", "bilancio", "5327")], []),
        # the third belongs to the first that it is like
        ([("A", "Voci", "x", None), ("A", "Voci", "x", None), ("B", "Voci", "x", None)], [[0, 2]]),
    ],
)
def test_duplicate_groups(rows: list[Row], groups: list[list[int]]) -> None:
    indicators = [indicator(number, *row) for number, row in enumerate(rows)]
    found = [[int(one.id) for one in group] for group in find_duplicate_groups(indicators)]
    assert found == groups


def indicator(
    number: int, objective: str, name: str, formula: str, baseline: str | None
) -> ComparableIndicator:
    location = SourceLocation(f"{objective}.yml")
    words = (words_of(name), words_of(formula))
    return ComparableIndicator(
        objective,
        str(number),
        *words,
        "Volume",
        "n.",
        "n.",
        baseline,
        baseline,
        None,
        "",
        location,
        location,
        location,
    )
