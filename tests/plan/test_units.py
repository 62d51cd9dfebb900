"""Units of measure in the spellings of plans."""

from decimal import Decimal
from fractions import Fraction

import pytest

from generator.plan import units
from generator.plan.conditions import Condition
from generator.plan.errors import EnglishNumber, NotANumber, UnitMismatch, ValueProblem
from generator.plan.italian.phrases import Noun
from generator.plan.units import (
    KNOWN_UNITS,
    SPELLINGS,
    UNIT_LIST,
    Unit,
    is_own_unit,
    misspelt_unit,
    read_unit,
    read_value,
    unit_of_text,
)
from generator.plan.value_parser import quantity
from generator.plan.values import kind_of, show


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("n.", units.NUMBER),
        ("N.", units.NUMBER),
        ("%", units.PERCENT),
        ("€", units.EURO),
        ("data", units.DATE),
        ("entro", units.DATE),
        ("si/no", units.YES_NO),
        ("sì/no", units.YES_NO),
        ("SI/NO", units.YES_NO),
        ("h", units.HOURS),
        ("hh", units.HOURS),
        ("gg", units.DAYS),
        ("giorni", units.DAYS),
        ("Percentuale", units.PERCENT),
        ("Numero", units.NUMBER),
        ("Quantitativo", units.NUMBER),
        ("On/Off", units.YES_NO),
        ("kg", Unit("kg")),
        ("kWh/mq", Unit("kWh/mq")),
        ("punti su 5", Unit("punti su 5")),
    ],
)
def test_reads(text: str, unit: Unit) -> None:
    assert read_unit(text) == unit


def test_every_unit_is_read_from_the_spelling_of_the_open_data() -> None:
    assert [read_unit(unit.symbol) for unit in KNOWN_UNITS] == list(KNOWN_UNITS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("giorno", "giorni"),
        ("Giorno", "giorni"),
        ("euri", "€"),
        ("eur", "€"),
        ("perc", "%"),
        ("per cento", "%"),
        ("percentuali", "percentuale"),
        ("nr.", "n."),
        ("numeri", "numero"),
        ("ora", "h"),
        ("date", "data"),
        ("si-no", "sì/no"),
        ("on/of", "on/off"),
    ],
)
def test_finds_a_misspelt_unit(written: str, meant: str) -> None:
    assert misspelt_unit(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        *(
            "kWh",
            "kg",
            "mq",
            "m",
            "km",
            "°C",
            "FTE",
            "minuti",
            "punti su 5",
            "anni",
            "mesi",
            "settimane",
            "€/mq",
        ),
        *("migliaia di euro", "ore/uomo", "giorni lavorativi", "giornate", "imprese", "litri", "t", "voti"),
        *("n.", "%", "euro", "Ore", "data", "sì/no", "GG"),
    ],
)
def test_an_honest_unit_is_not_misspelt(text: str) -> None:
    assert misspelt_unit(text) == ""


@pytest.mark.parametrize(
    ("text", "is_unit"),
    [
        ("kWh", True),
        ("°C", True),
        ("$", True),
        ("punti da 1 a 5", True),
        ("12", False),
        ("1/5", False),
        ("-", False),
        ("il numero di imprese che hanno risposto al bando", False),
    ],
)
def test_a_unit_is_a_few_words(text: str, is_unit: bool) -> None:
    assert is_own_unit(text) == is_unit


@pytest.mark.parametrize(
    ("unit", "text", "amount", "words"),
    [
        ("kWh/mq", "88,7", "88.7", "88,7 kWh/mq"),
        ("kWh", "1.150 kWh", "1150", "1.150 kWh"),
        ("kWh", "1.150\u00a0kWh", "1150", "1.150 kWh"),
        ("mq", "12mq", "12", "12 mq"),
        ("€/mq", "5,50 €/mq", "5.50", "5,50 €/mq"),
        ("°C", "-4", "-4", "-4 °C"),
        ("punti su 5", "3,95/5", "3.95", "3,95 punti su 5"),
        ("punti su 5", "3,95", "3.95", "3,95 punti su 5"),
        ("FTE", "1,4", "1.4", "1,4 FTE"),
        ("minuti", "1", "1", "1 minuto"),
        ("minuti", "1,5", "1.5", "1,5 minuti"),
        ("punti su 5", "1/5", "1", "1 punto su 5"),
    ],
)
def test_a_value_in_a_unit_of_the_plan_is_a_number_of_it(
    unit: str, text: str, amount: str, words: str
) -> None:
    value = read_value(text, Unit(unit))
    assert (value.numeric_value(), value.in_words(), show(value)) == (Decimal(amount), words, text)


@pytest.mark.parametrize(
    ("unit", "text", "problem"),
    [
        ("kWh", "80%", UnitMismatch),
        ("kWh", "31/12/2025", UnitMismatch),
        ("kWh", "1.5", EnglishNumber),
        ("kWh", "molti", NotANumber),
        ("kWh", "12 mq", NotANumber),
        ("punti su 5", "3,95/10", NotANumber),
    ],
)
def test_refuses_what_is_no_number_of_it(unit: str, text: str, problem: type[ValueProblem]) -> None:
    with pytest.raises(problem):
        read_value(text, Unit(unit))


def test_the_unit_written_after_the_number_does_not_change_the_value() -> None:
    assert read_value("3,95/5", Unit("punti su 5")) == read_value("3,95", Unit("punti su 5"))
    assert read_value("3,95", Unit("punti su 5")) != read_value("3,95", Unit("punti su 10"))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("9,85%", units.PERCENT),
        ("31/01/2025", units.DATE),
        ("Off", units.YES_NO),
        ("08:30", units.HOURS),
        ("27.300 €", units.EURO),
        ("7", units.NUMBER),
        ("286/10.000 imprese", units.NUMBER),
        ("n.d.", None),
        ("", None),
        ("molti", None),
    ],
)
def test_the_unit_that_a_value_tells(text: str, unit: Unit | None) -> None:
    assert unit_of_text(text) == unit


def test_on_and_off_are_said_as_written() -> None:
    value = read_value("Off", units.YES_NO)
    assert (value.numeric_value(), show(value), value.in_words()) == (0, "Off", "«Off»")


def test_a_unit_that_counts_something_is_said_with_its_noun() -> None:
    value = quantity(Noun("chilometro", "chilometri"))("1.150,50")
    assert value is not None
    assert (show(value), kind_of(value)) == ("1.150,50", "numero di chilometri")
    assert value.as_target(Condition.AT_LEAST) == "almeno 1.150,50 chilometri"
    assert [value.number_in_words(Fraction(n)) for n in (1, 2)] == ["1 chilometro", "2 chilometri"]
    assert value.distance_in_words(Fraction(5, 2)) == "+2,5 chilometri"


def test_every_unit_declares_an_example_that_it_reads() -> None:
    for unit in KNOWN_UNITS:
        examples = unit.definition.example.partition("come ")[2] or unit.definition.example
        for example in examples.split(" o "):
            assert show(read_value(example, unit)) == example


def test_the_list_of_units_as_messages_show_it() -> None:
    assert UNIT_LIST == "n., %, €, data, sì/no, h, gg, testo"


def test_spellings_are_in_lower_case() -> None:
    assert all(spelling == spelling.casefold() for spelling in SPELLINGS)
