"""Units of measure in the spellings of plans."""

from fractions import Fraction

import pytest

from generator.plan.conditions import Condition
from generator.plan.italian.phrases import Noun
from generator.plan.units import SPELLINGS, UNIT_LIST, Unit, read_unit, read_value
from generator.plan.value_parser import quantity
from generator.plan.values import kind_of, show


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("n.", Unit.NUMBER),
        ("N.", Unit.NUMBER),
        ("%", Unit.PERCENT),
        ("€", Unit.EURO),
        ("data", Unit.DATE),
        ("entro", Unit.DATE),
        ("si/no", Unit.YES_NO),
        ("sì/no", Unit.YES_NO),
        ("SI/NO", Unit.YES_NO),
        ("h", Unit.HOURS),
        ("hh", Unit.HOURS),
        ("gg", Unit.DAYS),
        ("giorni", Unit.DAYS),
        ("kg", None),
        ("", None),
        ("n. ", None),
    ],
)
def test_reads(text: str, unit: Unit | None) -> None:
    assert read_unit(text) is unit


def test_every_unit_is_read_from_the_spelling_of_the_open_data() -> None:
    assert [read_unit(unit.value) for unit in Unit] == list(Unit)


def test_a_unit_that_counts_something_is_said_with_its_noun() -> None:
    value = quantity(Noun("chilometro", "chilometri"))("1.150,50")
    assert value is not None
    assert (show(value), kind_of(value)) == ("1.150,50", "numero di chilometri")
    assert value.as_target(Condition.AT_LEAST) == "almeno 1.150,50 chilometri"
    assert [value.number_in_words(Fraction(n)) for n in (1, 2)] == ["1 chilometro", "2 chilometri"]
    assert value.distance_in_words(Fraction(5, 2)) == "+2,5 chilometri"


def test_every_unit_declares_an_example_that_it_reads() -> None:
    for unit in Unit:
        examples = unit.definition.example.partition("come ")[2] or unit.definition.example
        for example in examples.split(" o "):
            assert show(read_value(example, unit)) == example


def test_the_list_of_units_as_messages_show_it() -> None:
    assert UNIT_LIST == "n., %, €, data, sì/no, h, gg"


def test_spellings_are_in_lower_case() -> None:
    assert all(spelling == spelling.casefold() for spelling in SPELLINGS)
