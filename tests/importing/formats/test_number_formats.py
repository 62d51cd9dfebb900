"""Stored numbers and days as workbooks show them in Italian."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.formats.support.number_formats import (
    exact,
    moment_text,
    number_text,
    text_in_format,
)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0.34, "0%", "34%"),
        (0.345, "0%", "35%"),
        (0.682, "0.0%", "68,2%"),
        (1, "0%", "100%"),
        (-0.05, "0%", "-5%"),
        (0.3, "0.00", "0,30"),
        (1 / 3, "0.00", "0,33"),
        (1 / 3, "General", "0,333333333"),
        (18.5, "0.0", "18,5"),
        (18.5, "0", "19"),
        (1250000, "#,##0.00", "1.250.000,00"),
        (1830, "#,##0", "1.830"),
        (1830, "General", "1830"),
        (1830, None, "1830"),
        (0.1 + 0.2, "General", "0,3"),
        (27.5, "General", "27,5"),
        (-6.8, "General", "-6,8"),
        (0, "General", "0"),
        (1250000, '#,##0.00\\ "€"', "1.250.000,00 €"),
        (12.5, "#,##0.00 [$€-410]", "12,50 €"),
        (12.5, "[$€-2] #,##0.00", "€ 12,50"),
        (-12.5, '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', "-12,50 €"),
        (0, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (30, '0" giorni"', "30 giorni"),
        (0.9, '"≥ "0%', "≥ 90%"),
        (5, "+0;-0;0", "+5"),
        (-5, "+0;-0;0", "-5"),
        (-5, "0;[Red](0)", "(5)"),
        (7, "000", "007"),
        (0.5, "#.##", "0,5"),
        (0.5, "0.0#", "0,5"),
        (0.255, "0.0#", "0,26"),
        (1234567, "#,##0,", "1.235"),
        (1500000, '0.0,," mln"', "1,5 mln"),
        (0.5, "# ?/?", "0,5"),
        (12345, "0.00E+00", "1,23E+04"),
        (1, '[=1]"sì";[=0]"no";General', "sì"),
        (0, '[=1]"sì";[=0]"no";General', "no"),
        (3, '[=1]"sì";[=0]"no";General', "3"),
        (2026, "0", "2026"),
        (5, ";;;", ""),
        (0.004, "0.00", "0,00"),
        (-0.004, "0.00", "0,00"),
        (3, '"Fase "0" di 4; poi"', "Fase 3 di 4; poi"),
    ],
)
def test_a_number_is_shown_in_its_format(number: float, code: str | None, text: str) -> None:
    assert number_text(exact(number), code) == text


@pytest.mark.parametrize(
    ("moment", "code", "text"),
    [
        (date(2026, 6, 30), "dd/mm/yyyy", "30/06/2026"),
        (datetime(2026, 6, 30), "yyyy-mm-dd", "30/06/2026"),
        (datetime(2026, 6, 30), "mm-dd-yy", "30/06/2026"),
        (datetime(2026, 6, 30, 14, 30), "dd/mm/yyyy hh:mm", "30/06/2026 14:30"),
        (datetime(2026, 6, 1), "mmm-yy", "giugno 2026"),
        (datetime(2026, 1, 1), "yyyy", "2026"),
        (datetime(2026, 1, 2), '"giorno "yyyy', "2026"),
        (time(9, 5), "hh:mm", "09:05"),
        (timedelta(hours=36, minutes=5), "[h]:mm", "36:05"),
    ],
)
def test_a_day_is_shown_as_italians_write_it(moment: date | time | timedelta, code: str, text: str) -> None:
    assert moment_text(moment, code) == text


def test_a_format_can_add_words_to_a_text() -> None:
    assert text_in_format("giugno", '"entro "@') == "entro giugno"
    assert text_in_format("giugno", "@") == "giugno"
    assert text_in_format("giugno", "0.00") == "giugno"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_the_digits_of_a_stored_number_are_those_that_were_typed(typed: object) -> None:
    shown = number_text(exact(float(str(typed))), "0.0000")
    assert Fraction(shown.replace(",", ".")) == Fraction(str(typed))


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet='0#?.,;%E+-"\\_*[$€]@ aG<=>1', max_size=12),
)
def test_no_format_stops_the_reader(number: float, code: str) -> None:
    number_text(exact(number), code)
    text_in_format("x", code)
    moment_text(date(2026, 1, 31), code)
