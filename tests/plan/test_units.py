"""Units of measure in the spellings of plans."""

import pytest

from generator.plan.units import SPELLINGS, UNIT_LIST, Unit, read_unit


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


def test_the_list_of_units_as_messages_show_it() -> None:
    assert UNIT_LIST == "n., %, €, data, sì/no, h, gg"


def test_spellings_are_in_lower_case() -> None:
    assert all(spelling == spelling.casefold() for spelling in SPELLINGS)
