"""What the text of a cell says, in the words of the acts; worked out by hand. The year is 2026."""

from datetime import date

import pytest

from generator.importing.recognition.cell_value import CellValue
from generator.importing.recognition.cell_values import read_cell
from generator.plan.conditions import Condition
from generator.plan.relative import YEAR_BEFORE

LEAST, MOST, MORE, LESS = Condition.AT_LEAST, Condition.AT_MOST, Condition.MORE_THAN, Condition.LESS_THAN
EQUAL, BY, BETWEEN = Condition.EQUAL, Condition.BY, Condition.BETWEEN


@pytest.mark.parametrize(
    ("text", "condition", "value"),
    [
        ("34%", None, "34%"),
        ("1.250.000,00", None, "1.250.000,00"),
        ("€ 1.200,00", None, "1.200,00 €"),
        ("Non meno di 1.500.000 euro", LEAST, "1.500.000 €"),
        ("≥ 50%", LEAST, "50%"),
        (">=75%", LEAST, "75%"),
        ("≤ -2", MOST, "-2"),
        ("= 12", EQUAL, "12"),
        ("< 20%", LESS, "20%"),
        ("maggiore o uguale a 65,00%", LEAST, "65,00%"),
        ("maggiore di 85,00%", MORE, "85,00%"),
        ("minore di 24,00", LESS, "24,00"),
        ("max 12", MOST, "12"),
        ("non oltre 60 minuti", MOST, "60"),
        ("tra 19 e 21", BETWEEN, "19 e 21"),
        ("tra 40% e 60%", BETWEEN, "40% e 60%"),
        ("compreso fra 80,00% e 90,00%", BETWEEN, "80,00% e 90,00%"),
        ("50-60%", BETWEEN, "50% e 60%"),
        ("entro il 30/06/2026", BY, "30/06/2026"),
        ("entro giugno", BY, "30/06/2026"),
        ("15/03/2023", None, "15/03/2023"),
        ("Almeno il 35% dei siti controllati.", LEAST, "35%"),
        ("12 servizi prenotabili", None, "12"),
        ("3,95/5", None, "3,95/5"),
        ("≥ 4,00/5", LEAST, "4,00/5"),
        ("62/10.000 imprese attive", None, "62/10.000 imprese attive"),
        ("On", None, "On"),
        ("71,3% (*)", None, "71,3%"),
    ],
)
def test_a_value_and_its_condition(text: str, condition: Condition | None, value: str) -> None:
    found = read_cell(text, 2026, 2025)
    assert (found.condition, found.text, found.is_text) == (condition, value, False)


@pytest.mark.parametrize("text", ["-", "–", "n.d.", "N/A", "n.r.", "=", "", "  ", "ND", "#N/D"])
def test_a_missing_value_is_none(text: str) -> None:
    assert read_cell(text, 2026, 2025).text == ""


@pytest.mark.parametrize(
    ("text", "value", "reference"),
    [
        ("+10% sul 2026", "+10%", "2026"),
        ("Incremento di almeno 40 comuni rispetto alla baseline", "+40", "2025"),
        ("Riduzione del 20% rispetto alla baseline", "-20%", "2025"),
        ("Ulteriori 25 enti rispetto al 2026", "+25", "2026"),
        ("riduzione del 10% rispetto all'anno precedente", "-10%", YEAR_BEFORE),
        ("Il doppio rispetto al 2026", "+100%", "2026"),
        ("Miglioramento di 5 punti percentuali rispetto al 2026", "+5 punti", "2026"),
    ],
)
def test_a_difference_and_what_it_is_from(text: str, value: str, reference: str) -> None:
    found = read_cell(text, 2027, 2025)
    assert (found.text, found.reference) == (value, reference)


def test_values_of_days_within_the_year() -> None:
    found = read_cell("1 al 30/06; 2 al 31/12", 2026, 2025)
    assert found == CellValue("2", interim=((date(2026, 6, 30), "1"),))


def test_steps_of_one_cell() -> None:
    named = read_cell("fase 1 entro il 30/06/2026; fase 2 entro il 31/12/2026", 2026, 2025)
    assert named.steps == (("fase 1", "30/06/2026"), ("fase 2", "31/12/2026"))
    assert read_cell("95%\n80%\n≤ 2%", 2026, 2025).steps == (("", "95%"), ("", "80%"), ("", "≤ 2%"))


def test_a_value_with_its_day() -> None:
    found = read_cell("100% al 31.12.2026", 2026, 2025)
    assert (found.text, found.due) == ("100%", date(2026, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Avviso pubblicato nel bollettino",
        "1,5 milioni di euro",
        "+10%",
        "Almeno 100 enti che pubblicano e almeno 200 che riusano",
    ],
)
def test_what_is_no_single_value_stays_a_text(text: str) -> None:
    found = read_cell(text, 2026, 2025)
    assert (found.is_text, found.text) == (True, text)
    assert bool(found.doubts) == any(character.isdigit() for character in text)


@pytest.mark.parametrize(
    ("text", "value", "is_doubted"),
    [
        ("≥ 90% e ≤ 95%", "90% e 95%", False),
        (">=2 e <=4", "2 e 4", False),
        # It may also be a change.
        ("da 10 a 12", "10 e 12", True),
        ("dal 10% al 15%", "10% e 15%", True),
    ],
)
def test_two_bounds_are_a_range(text: str, value: str, is_doubted: bool) -> None:
    found = read_cell(text, 2026, 2025)
    assert (found.text, found.condition, bool(found.doubts)) == (value, Condition.BETWEEN, is_doubted)


@pytest.mark.parametrize(
    ("text", "value", "condition"),
    [
        ("> = 3", "3", Condition.AT_LEAST),
        (">/= 3", "3", Condition.AT_LEAST),
        ("minore/uguale 3", "3", Condition.AT_MOST),
        ("maggiore uguale 80%", "80%", Condition.AT_LEAST),
    ],
)
def test_or_equal_has_many_spellings(text: str, value: str, condition: Condition) -> None:
    found = read_cell(text, 2026, 2025)
    assert (found.text, found.condition, found.doubts) == (value, condition, ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # A number before a month is a day of it.
        ("30 giugno", "30/06/2026"),
        ("1° luglio 2027", "01/07/2027"),
        ("31/12/26", "31/12/2026"),
        ("entro il III trimestre", "30/09/2026"),
        ("entro il II quadrimestre 2027", "31/08/2027"),
        ("entro Q2 2026", "30/06/2026"),
    ],
)
def test_days_in_words_and_in_short(text: str, value: str) -> None:
    found = read_cell(text, 2026, 2025)
    assert (found.text, found.is_text) == (value, False)
