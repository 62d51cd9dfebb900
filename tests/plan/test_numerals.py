"""Numbers as Italian documents write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.errors import EnglishNumber, NotANumber
from generator.plan.numerals import MAX_DIGITS, read_numeral, show_numeral

READ = [
    # text, amount, whether a thousand would be grouped
    ("0", "0", True),
    ("7", "7", True),
    ("999", "999", True),
    ("1150", "1150", False),
    ("1.150", "1150", True),
    ("11.383.804", "11383804", True),
    ("359.584,97", "359584.97", True),
    ("48.567,0", "48567.0", True),
    ("9,85", "9.85", True),
    ("0,400", "0.400", True),
    ("1,013", "1.013", True),
    ("4,20", "4.20", True),
    ("-21,77", "-21.77", True),
    ("-3", "-3", True),
    ("-1.150", "-1150", True),
    ("100,00", "100.00", True),
]

ENGLISH = ["1.5", "0.400", ".5", "1,000.5", "1,000,000", "-1.5", "1.0000", "1234.567", "12.34"]
NOTHING = [
    "",
    "-",
    ",5",
    "5,",
    "5.",
    "007",
    "01",
    "1.00.000",
    "12.34.567",
    "1.000.00",
    "1 000",
    "1'000",
    "+5",
    "--5",
    "1e3",
    "Infinity",
    "NaN",
    "٣",
    "1٣",
    "½",
    "²",
    "n.d.",
    "sette",
    "9" * (MAX_DIGITS + 1),
    "0," + "1" * MAX_DIGITS,
]


@pytest.mark.parametrize(("text", "amount", "grouped"), READ)
def test_reads(text: str, amount: str, grouped: bool) -> None:
    numeral = read_numeral(text)
    assert str(numeral.amount) == amount
    assert numeral.grouped is grouped
    assert show_numeral(numeral.amount, grouped=grouped) == text


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_refused_as_such(text: str) -> None:
    with pytest.raises(EnglishNumber):
        read_numeral(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        read_numeral(text)


def test_a_typographic_minus_is_read_and_shown_as_a_hyphen() -> None:
    numeral = read_numeral("−21,77")
    assert numeral.amount == Decimal("-21.77")
    assert show_numeral(numeral.amount) == "-21,77"


@pytest.mark.parametrize(("text", "shown"), [("-0", "0"), ("-0,00", "0,00"), ("−0", "0"), ("-0,01", "-0,01")])
def test_a_zero_has_no_sign(text: str, shown: str) -> None:
    assert show_numeral(read_numeral(text).amount) == shown


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
def test_only_finite_numbers_are_shown(amount: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        show_numeral(Decimal(amount))


AMOUNTS = st.builds(
    lambda digits, places, negative: Decimal(digits).scaleb(-places) * (-1 if negative else 1),
    st.integers(0, 10**27),
    st.integers(0, 8),
    st.booleans(),
)


@given(AMOUNTS, st.booleans())
def test_what_is_shown_reads_back(amount: Decimal, grouped: bool) -> None:
    numeral = read_numeral(show_numeral(amount, grouped=grouped))
    assert numeral.amount == amount
    assert numeral.amount.as_tuple().exponent == amount.as_tuple().exponent


def test_all_the_digits_that_are_read_are_shown() -> None:
    text = "9" * 20 + "," + "1" * 10
    assert show_numeral(read_numeral(text).amount, grouped=False) == text


@given(st.text(max_size=30))
def test_any_text_reads_and_shows_itself_or_is_refused(text: str) -> None:
    try:
        numeral = read_numeral(text)
    except (NotANumber, EnglishNumber):
        return
    assert show_numeral(numeral.amount, grouped=numeral.grouped) == text.replace("−", "-")
