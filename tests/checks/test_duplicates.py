"""When indicators of different objectives are the same one, and what is compared of their values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.duplicates import ComparableIndicator, figure_of, find_duplicate_groups, uncommon
from generator.checks.formula_variants import words_of
from generator.loading.diagnostics import SourceLocation
from generator.plan.units import Unit, read_value
from generator.plan.values import Number


@pytest.mark.parametrize(
    ("text", "unit", "figure", "mark"),
    [
        ("0", Unit.NUMBER, "0", None),
        ("0,00", Unit.NUMBER, "0", None),
        ("-0", Unit.NUMBER, "0", None),
        ("1,5", Unit.NUMBER, "1.5", None),
        ("1,50", Unit.NUMBER, "1.5", None),
        ("100", Unit.NUMBER, "100", None),
        ("1.000.000", Unit.NUMBER, "1000000", None),
        ("0,0500", Unit.NUMBER, "0.05", None),
        # three digits and more, without the zeros at either end
        ("101", Unit.NUMBER, "101", "101"),
        ("-1,23%", Unit.PERCENT, "-1.23", "-1.23"),
        ("1.050 €", Unit.EURO, "1050", "1050"),
        ("10,010", Unit.DAYS, "10.01", "10.01"),
        ("n.d.", Unit.NUMBER, None, None),
        # many indicators begin on the same day, or with the same answer
        ("sì", Unit.YES_NO, "1", None),
        ("31/12/2024", Unit.DATE, "739251", None),
    ],
)
def test_figures(text: str, unit: Unit, figure: str | None, mark: str | None) -> None:
    value = read_value(text, unit)
    assert (figure_of(value), uncommon(value)) == (figure, mark)


FIGURES = st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.integers().map(Decimal)


@given(FIGURES, FIGURES)
def test_figures_are_the_same_text_if_they_are_equal(one: Decimal, other: Decimal) -> None:
    assert (figure_of(Number(one)) == figure_of(Number(other))) == (one == other)
    with_zeros = f"{one:.9f}"
    assert figure_of(Number(one)) == figure_of(Number(Decimal(with_zeros)))


#: Objective, name, formula and uncommon baseline.
Row = tuple[str, str, str, str | None]

LONG_NAME = "Tempo medio di lavorazione delle pratiche"
SUM = "somma dei giorni di lavorazione / pratiche"


@pytest.mark.parametrize(
    ("rows", "families"),
    [
        # name and formula, without regard to capitals and signs
        ([("A", "Adesioni", "n. adesioni", None), ("B", "adesioni!", "N adesioni", None)], [[0, 1]]),
        ([("A", "Adesioni", "n. adesioni", None), ("B", "Adesioni", "% adesioni", None)], []),
        # never within one objective
        ([("A", "Adesioni", "", None), ("A", "Adesioni", "", None)], []),
        # a long name, and half of the words of the formulas
        ([("A", LONG_NAME, SUM, None), ("B", LONG_NAME, f"{SUM} concluse", None)], [[0, 1]]),
        ([("A", LONG_NAME, SUM, None), ("B", LONG_NAME, "indagine annuale presso imprese", None)], []),
        # an uncommon baseline, and half of all words
        ([("A", "Adesioni totali", "imprese", "5327"), ("B", "Adesioni", "imprese", "5327")], [[0, 1]]),
        ([("A", "Adesioni totali", "imprese", "5327"), ("B", "Adesioni", "imprese", "5328")], []),
        ([("A", "Adesioni totali", "imprese", "5327"), ("B", "Ricavi", "bilancio", "5327")], []),
        # the third belongs to the first that it is like
        ([("A", "Voci", "x", None), ("A", "Voci", "x", None), ("B", "Voci", "x", None)], [[0, 2]]),
    ],
)
def test_families(rows: list[Row], families: list[list[int]]) -> None:
    members = [member(number, *row) for number, row in enumerate(rows)]
    found = [[int(one.id) for one in family] for family in find_duplicate_groups(members)]
    assert found == families


def member(number: int, objective: str, name: str, formula: str, mark: str | None) -> ComparableIndicator:
    place = SourceLocation(f"{objective}.yml")
    words = (words_of(name), words_of(formula))
    return ComparableIndicator(
        objective, str(number), *words, "Volume", "n.", "n.", mark, mark, None, "", place, place, place
    )
