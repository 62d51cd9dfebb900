"""What the plan promises in plain Italian: every kind of value under every condition."""

from datetime import date
from typing import Any

import pytest

from generator.plan.italian.phrases import long_date, with_article
from generator.plan.italian.sentences import promise, result
from tests.plan.examples import make_indicator, make_measurements, read_table

PROMISES = read_table("sentence_cases.yml")

# unit, target, measured, day, sentence
RESULTS = [
    ("n.", "4", "3", date(2025, 6, 30), "Al 30 giugno 2025 erano 3."),
    ("n.", "4", "1", date(2025, 10, 8), "All'8 ottobre 2025 era 1."),
    ("%", "80%", "81,5%", date(2025, 3, 1), "Al 1° marzo 2025 era l'81,5%."),
    ("n.", "8,0", "7", date(2025, 12, 31), "Al 31 dicembre 2025 il valore era 7."),
    ("data", "31/12/2025", "non ancora", date(2025, 6, 30), "Al 30 giugno 2025 non era ancora avvenuto."),
    (
        "data",
        "31/01/2025",
        "30/01/2025",
        date(2025, 6, 11),
        "All'11 giugno 2025 la data era il 30 gennaio 2025.",
    ),
    ("n.", "4", "n.d.", date(2025, 6, 30), "Al 30 giugno 2025 il valore non era disponibile."),
    ("n.", "4", "nv", date(2025, 6, 30), "Al 30 giugno 2025 il valore non era disponibile."),
]

# what is read aloud with a vowel first, and what is not
ARTICLES = [
    ("1%", "l'1%"),
    ("1,5%", "l'1,5%"),
    ("8%", "l'8%"),
    ("11%", "l'11%"),
    ("80%", "l'80%"),
    ("88,8%", "l'88,8%"),
    ("800%", "l'800%"),
    ("8.000%", "l'8.000%"),
    ("11.000%", "l'11.000%"),
    ("0%", "lo 0%"),
    ("0,1%", "lo 0,1%"),
    ("10%", "il 10%"),
    ("18%", "il 18%"),
    ("100%", "il 100%"),
    ("110%", "il 110%"),
    ("111%", "il 111%"),
    ("1.000%", "il 1.000%"),
    ("1100%", "il 1100%"),
    ("-8%", "il -8%"),
]


@pytest.mark.parametrize("case", PROMISES, ids=lambda case: " ".join(case["indicatore"]))
def test_a_promise(case: dict[str, Any]) -> None:
    indicator = make_indicator(*case["indicatore"])
    assert promise(indicator, 2025, baseline_year=2024) == case["frase"]


@pytest.mark.parametrize(("unit", "target", "measured", "day", "sentence"), RESULTS)
def test_a_result(unit: str, target: str, measured: str, day: date, sentence: str) -> None:
    indicator = make_indicator(unit, "almeno", "", target)
    (measurement,) = make_measurements(indicator, measured, day)
    assert result(indicator, measurement) == sentence


@pytest.mark.parametrize(("number", "expected"), ARTICLES)
def test_the_article_of_a_number(number: str, expected: str) -> None:
    assert with_article(number) == expected


def test_the_prepositions() -> None:
    assert [with_article("80%", p) for p in ("a", "di", "da")] == ["all'80%", "dell'80%", "dall'80%"]
    assert [with_article("0%", p) for p in ("a", "di", "da")] == ["allo 0%", "dello 0%", "dallo 0%"]
    assert [with_article("70%", p) for p in ("a", "di", "da")] == ["al 70%", "del 70%", "dal 70%"]


def test_a_date_in_full() -> None:
    assert [long_date(date(2025, 8, day)) for day in (1, 2, 31)] == [
        "1° agosto 2025",
        "2 agosto 2025",
        "31 agosto 2025",
    ]
