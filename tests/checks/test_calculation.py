"""Calculations: what an expression means, within the rounding of the written values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.calculation import CalculationProblem, Range, parse_calculation

VALUES = {"atti": Range(Decimal(100), Decimal(100)), "fte": Range(Decimal(2), Decimal(4))}


def rounded(text: str) -> Range:
    return Range.rounded(Decimal(text))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("atti", "100", "100"),
        ("atti + fte", "102", "104"),
        ("atti - fte", "96", "98"),
        ("atti − fte", "96", "98"),
        ("atti × fte", "200", "400"),
        ("atti * fte", "200", "400"),
        ("atti ÷ fte", "25", "50"),
        ("atti / fte", "25", "50"),
        ("atti ÷ fte × 100", "2500", "5000"),
        ("(atti + 20) ÷ 2", "60", "60"),
        ("atti + 20 ÷ 2", "110", "110"),
        ("100 - 10 - 1", "89", "89"),
        ("100 ÷ 10 ÷ 2", "5", "5"),
        ("0,5 × atti", "50", "50"),
        ("((atti))", "100", "100"),
        ("fte - fte", "-2", "2"),
    ],
)
def test_evaluates(text: str, low: str, high: str) -> None:
    assert parse_calculation(text).evaluate(VALUES) == Range(Decimal(low), Decimal(high))


def test_names_are_those_in_the_expression_once_each() -> None:
    assert parse_calculation("a-b + c ÷ a-b × 2").names == ("a-b", "c")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "manca l'ultimo id"),
        ("atti +", "manca l'ultimo id"),
        ("+ atti", "prima di «+» manca un id"),
        ("atti fte", "«fte» non va qui"),
        ("(atti", "manca una parentesi chiusa"),
        ("atti)", "«)» non va qui"),
        ("atti ^ 2", "«^ 2» non è un id, un numero o un segno"),
        ("Atti", "«Atti» non è un id, un numero o un segno"),
        ("1.5 × atti", "«.5 × atti» non è un id, un numero o un segno"),
        ("(" * 11 + "a" + ")" * 11, "ha più di 10 parentesi una dentro l'altra"),
        ("a + " * 80 + "a", "è più lungo di 300 caratteri"),
        ("__import__('os')", "«__import__('os')» non è un id, un numero o un segno"),
    ],
)
def test_refuses(text: str, message: str) -> None:
    with pytest.raises(CalculationProblem) as caught:
        parse_calculation(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("atti ÷ fte", {"atti": rounded("5"), "fte": rounded("0")}),
        ("atti ÷ fte", {"atti": rounded("5"), "fte": rounded("0,0".replace(",", "."))}),
        ("atti ÷ (fte - fte)", {"atti": rounded("5"), "fte": rounded("3")}),
    ],
)
def test_never_divides_by_what_may_be_zero(text: str, values: dict[str, Range]) -> None:
    assert parse_calculation(text).evaluate(values) is None


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [("12", "11.5", "12.5"), ("1.80", "1.795", "1.805"), ("-3", "-3.5", "-2.5"), ("0", "-0.5", "0.5")],
)
def test_a_written_number_stands_for_what_rounds_to_it(number: str, low: str, high: str) -> None:
    assert rounded(number) == Range(Decimal(low), Decimal(high))


@given(st.integers(1, 10**6), st.integers(1, 10**4), st.integers(0, 3))
def test_a_ratio_that_was_rounded_follows_from_its_parts(count: int, people: int, places: int) -> None:
    exact = Decimal(count) / Decimal(people)
    written = exact.quantize(Decimal(1).scaleb(-places))
    result = parse_calculation("a ÷ b").evaluate({"a": rounded(str(count)), "b": rounded(str(people))})
    assert result is not None
    assert result.overlaps(Range.rounded(written))


@given(st.text(alphabet="ab-+×÷() 12,", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        calculation = parse_calculation(text)
    except CalculationProblem:
        return
    calculation.evaluate({name: rounded("3") for name in calculation.names})
