"""From the text of a cell to a value, and back to the letter. The spellings are those of a real plan."""

from contextlib import suppress
from datetime import date
from decimal import Decimal as D  # noqa: N817 -- tables are read across, and short names help
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan import units
from generator.plan.errors import (
    EnglishNumber,
    ImpossibleDate,
    NotANumber,
    UnitMismatch,
    UnreadableValue,
    ValueProblem,
)
from generator.plan.italian.phrases import DAYS as DAYS_NOUN
from generator.plan.units import KNOWN_UNITS, Unit, read_range, read_value, scale_of
from generator.plan.value_parser import read_euro, read_not_available
from generator.plan.values import (
    Amount,
    Day,
    Hours,
    NotAvailable,
    Number,
    Percentage,
    Quantity,
    Range,
    Ratio,
    Text,
    Value,
    YesNo,
    show,
)

N, PERCENT, EURO = units.NUMBER, units.PERCENT, units.EURO
DATE, YES_NO, HOURS, DAYS = units.DATE, units.YES_NO, units.HOURS, units.DAYS

READ: list[tuple[str, Unit, Value]] = [
    # bare numbers
    ("0", N, Number(D(0))),
    ("1", N, Number(D(1))),
    ("286", N, Number(D(286))),
    ("1150", N, Number(D(1150))),
    ("1.150", N, Number(D(1150))),
    ("10.000", N, Number(D(10000))),
    ("11.383.804", N, Number(D(11383804))),
    ("48.567,0", N, Number(D("48567.0"))),
    ("0,546", N, Number(D("0.546"))),
    ("0,400", N, Number(D("0.400"))),
    ("1,013", N, Number(D("1.013"))),
    ("2,240", N, Number(D("2.240"))),
    ("-21,77", N, Number(D("-21.77"))),
    ("n. 1", N, Number(D(1))),
    ("n.\u00a01", N, Number(D(1))),
    # percentages, also where the unit says «n.»
    ("9,85%", PERCENT, Percentage(D("9.85"))),
    ("100%", PERCENT, Percentage(D(100))),
    ("100,00%", PERCENT, Percentage(D("100.00"))),
    ("-3,00%", PERCENT, Percentage(D("-3.00"))),
    ("0%", PERCENT, Percentage(D(0))),
    ("32,10%", PERCENT, Percentage(D("32.10"))),
    ("1", PERCENT, Percentage(D(1))),
    ("80 %", PERCENT, Percentage(D(80))),
    # the spaces that word processors put before a sign
    ("48,5\u202f%", PERCENT, Percentage(D("48.5"))),
    ("48,5\u00a0%", N, Percentage(D("48.5"))),
    ("48,5\u2009%", PERCENT, Percentage(D("48.5"))),
    ("9,85%", N, Percentage(D("9.85"))),
    # dates, also where the unit says «n.», also as a spreadsheet counts them
    ("31/01/2025", DATE, Day(date(2025, 1, 31))),
    ("31.12.2025", DATE, Day(date(2025, 12, 31))),
    ("31-12-2025", DATE, Day(date(2025, 12, 31))),
    ("1/2/2025", DATE, Day(date(2025, 2, 1))),
    ("01/2/2025", DATE, Day(date(2025, 2, 1))),
    ("2025-01-31", DATE, Day(date(2025, 1, 31))),
    ("29/02/2024", DATE, Day(date(2024, 2, 29))),
    ("45900", DATE, Day(date(2025, 8, 31))),
    ("30/11/2025", N, Day(date(2025, 11, 30))),
    # yes and no
    ("sì", YES_NO, YesNo(True)),
    ("si", YES_NO, YesNo(True)),
    ("SI", YES_NO, YesNo(True)),
    ("Sì", YES_NO, YesNo(True)),
    ("si'", YES_NO, YesNo(True)),
    ("no", YES_NO, YesNo(False)),
    ("NO", YES_NO, YesNo(False)),
    # lengths of time
    ("3", HOURS, Hours(D(3))),
    ("08:00", HOURS, Hours(D(480), clock=True)),
    ("08:30", HOURS, Hours(D(510), clock=True)),
    ("120:20", HOURS, Hours(D(7220), clock=True)),
    ("4,20", DAYS, Quantity(D("4.20"), DAYS_NOUN)),
    ("-20,00", DAYS, Quantity(D("-20.00"), DAYS_NOUN)),
    # euro
    ("2,9", EURO, Amount(D("2.9"))),
    ("27.300,00 €", EURO, Amount(D("27300.00"))),
    ("359.584,97 €", EURO, Amount(D("359584.97"))),
    ("€ 2,9", EURO, Amount(D("2.9"))),
    ("5€", EURO, Amount(D(5))),
    ("5,90\u202f€", EURO, Amount(D("5.90"))),
    ("€\u00a05,90", EURO, Amount(D("5.90"))),
    ("5,90\u2007€", EURO, Amount(D("5.90"))),
    # so many out of so many
    ("286/10.000 imprese attive", N, Ratio(D(286), D(10000), "imprese attive")),
    ("80/10.000 imprese attive", N, Ratio(D(80), D(10000), "imprese attive")),
    # no number, whatever the unit
    *(
        (text, unit, NotAvailable())
        for text in ("n.d.", "n.d", "nd", "N.D.", "n. d.", "n.\u202fd.")
        for unit in KNOWN_UNITS
    ),
]

REFUSED: list[tuple[str, Unit, type[ValueProblem]]] = [
    ("1.5", N, EnglishNumber),
    ("1.5%", PERCENT, EnglishNumber),
    ("1,000.5", EURO, EnglishNumber),
    ("1.5", DATE, EnglishNumber),
    ("1.5", YES_NO, EnglishNumber),
    ("30/02/2025", DATE, ImpossibleDate),
    ("29/02/2025", DATE, ImpossibleDate),
    ("31.06.2025", DATE, ImpossibleDate),
    ("00/01/2025", DATE, ImpossibleDate),
    ("31/13/2025", DATE, ImpossibleDate),
    ("2025-02-30", DATE, ImpossibleDate),
    ("31/12/0205", DATE, ImpossibleDate),
    ("31/12/9999", DATE, ImpossibleDate),
    ("30/02/2025", N, ImpossibleDate),
    ("31/02/2025", EURO, ImpossibleDate),
    ("31/01.2025", DATE, UnreadableValue),
    ("31/01/25", DATE, UnreadableValue),
    ("gennaio", DATE, UnreadableValue),
    ("٣١/٠١/٢٠٢٥", DATE, UnreadableValue),
    ("forse", YES_NO, UnreadableValue),
    ("sì.", YES_NO, UnreadableValue),
    ("8:30", HOURS, UnreadableValue),
    ("08:60", HOURS, UnreadableValue),
    ("due ore", HOURS, UnreadableValue),
    ("", N, NotANumber),
    ("tre", N, NotANumber),
    ("%", PERCENT, NotANumber),
    ("9,85%%", PERCENT, NotANumber),
    ("€", EURO, NotANumber),
    ("€ 5 €", EURO, NotANumber),
    ("5/0 imprese", N, NotANumber),
    ("286/10.000 imprese – 290/10.000 imprese", N, NotANumber),
    ("1 000", N, NotANumber),
    ("n. ", N, NotANumber),
    ("\u201115,00", N, NotANumber),
    ("\u201315,00", N, NotANumber),
    ("48,5\u200b%", PERCENT, NotANumber),
    ("٣", N, NotANumber),
]

MISMATCHED = [
    # text, unit, what the text is
    ("si", N, "sì/no"),
    ("08:00", N, "numero di ore"),
    ("5 €", N, "importo in euro"),
    ("si", PERCENT, "sì/no"),
    ("31/01/2025", PERCENT, "data"),
    ("286/10.000 imprese", PERCENT, "rapporto"),
    ("2025", DATE, "numero"),
    ("9,85%", DATE, "percentuale"),
    ("08:00", DATE, "numero di ore"),
    ("sì", DATE, "sì/no"),
    ("1", YES_NO, "numero"),
    ("100%", YES_NO, "percentuale"),
    ("9,85%", DAYS, "percentuale"),
    ("31/01/2025", DAYS, "data"),
    ("9,85%", HOURS, "percentuale"),
    ("9,85%", EURO, "percentuale"),
    ("31/01/2025", EURO, "data"),
]


@pytest.mark.parametrize(("text", "unit", "value"), READ)
def test_reads_and_shows_to_the_letter(text: str, unit: Unit, value: Value) -> None:
    read = read_value(text, unit)
    assert read == value
    assert show(read) == text


@given(st.sampled_from(READ) | st.tuples(st.text(max_size=40), st.sampled_from(KNOWN_UNITS), st.none()))
def test_no_text_is_good_for_two_readers(case: tuple[str, Unit, Value | None]) -> None:
    text, unit, value = case
    good = []
    for reader in (*unit.definition.readers, read_not_available):
        with suppress(ValueProblem):
            good.append(reader(text))
    found = [one for one in good if one is not None]
    assert len(found) <= 1
    assert value is None or found == [value]


@pytest.mark.parametrize(("text", "unit", "problem"), REFUSED)
def test_refuses(text: str, unit: Unit, problem: type[ValueProblem]) -> None:
    with pytest.raises(ValueProblem) as caught:
        read_value(text, unit)
    assert type(caught.value) is problem


@pytest.mark.parametrize(("text", "unit", "kind"), MISMATCHED)
def test_names_the_kind_of_a_value_that_does_not_fit(text: str, unit: Unit, kind: str) -> None:
    with pytest.raises(UnitMismatch) as caught:
        read_value(text, unit)
    assert (caught.value.kind, caught.value.text) == (kind, text)


@pytest.mark.parametrize(
    ("text", "euro"),
    [
        ("27.300,00 €", D("27300.00")),
        ("€ 100", D(100)),
        ("risorse interne", None),
        ("100,00", None),
        ("circa 100 €", None),
    ],
)
def test_an_amount_names_its_currency(text: str, euro: D | None) -> None:
    amount = read_euro(text)
    assert (amount.euro if amount else None) == euro


OTHER_UNITS = [Unit("kWh"), Unit("punti su 5"), scale_of(["basso", "alto"])]


@given(st.text(max_size=40), st.sampled_from([*KNOWN_UNITS, *OTHER_UNITS]))
def test_any_text_is_read_to_the_letter_or_refused(text: str, unit: Unit) -> None:
    try:
        value = read_value(text, unit)
    except ValueProblem:
        return
    assert show(value) == (text if isinstance(value, Text) else text.replace("−", "-"))


AMOUNTS = st.builds(
    lambda digits, places: D(digits).scaleb(-places), st.integers(-(10**15), 10**15), st.integers(0, 6)
)
DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SPELLINGS = st.sampled_from(
    [s.join(p) for s in "/.-" for p in (("dd", "mm", "yyyy"), ("d", "m", "yyyy"))] + ["yyyy-mm-dd"]
)


@given(AMOUNTS, st.booleans())
def test_every_number_reads_back(amount: D, grouped: bool) -> None:
    for value, unit in (
        (Number(amount, grouped), N),
        (Number(amount, grouped, "n. "), N),
        (Percentage(amount, grouped), PERCENT),
        (Percentage(amount, grouped, ""), PERCENT),
        (Amount(amount, grouped), EURO),
        (Amount(amount, grouped, "€ ", ""), EURO),
        (Quantity(amount, DAYS_NOUN, grouped), DAYS),
        (Hours(amount, grouped), HOURS),
    ):
        back = read_value(show(value), unit)
        assert back == value
        assert show(back) == show(value)


@given(DATES, SPELLINGS)
def test_every_date_reads_back(day: date, spelling: str) -> None:
    back = read_value(show(Day(day, spelling)), DATE)
    assert back == Day(day)
    assert show(back) == show(Day(day, spelling))


@given(st.integers(10000, 99999))
def test_every_serial_date_reads_back(days: int) -> None:
    assert show(read_value(str(days), DATE)) == str(days)


@given(st.integers(0, 9999), st.integers(0, 59))
def test_every_clock_reads_back(hours: int, minutes: int) -> None:
    text = f"{hours:02}:{minutes:02}"
    assert show(read_value(text, HOURS)) == text


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("80% – 90%", PERCENT, "80", "90"),
        ("80%-90%", PERCENT, "80", "90"),
        ("80-90%", PERCENT, "80", "90"),
        ("80,00% e 90,00%", PERCENT, "80", "90"),
        ("19 – 21", N, "19", "21"),
        ("19—21", N, "19", "21"),
        ("-5 – -2", N, "-5", "-2"),
        ("-5--2", N, "-5", "-2"),
        ("-5 - 2", N, "-5", "2"),
        ("−5 e −2", N, "-5", "-2"),
        ("1.150 a 1.250", N, "1150", "1250"),
        ("5 € – 7 €", EURO, "5", "7"),
        ("08:00 – 09:30", HOURS, "8", "9.5"),
        ("17,50 – 19,00 mq", Unit("mq"), "17.5", "19"),
        ("90 – 80", N, "90", "80"),
    ],
)
def test_reads_a_range_to_the_letter(text: str, unit: Unit, low: str, high: str) -> None:
    found = read_range(text, unit)
    assert found is not None
    assert (found.low.exact_value(), found.high.exact_value()) == (Fraction(low), Fraction(high))
    assert found.text() == text.replace("−", "-")


@given(AMOUNTS, AMOUNTS, st.sampled_from([" – ", "-", " e ", "–"]))
def test_any_two_numbers_are_read_as_a_range(low: D, high: D, separator: str) -> None:
    written = Range(Number(low), Number(high), separator)
    found = read_range(show(written), N)
    assert found == written
    assert show(found) == show(written)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("80%", PERCENT),
        ("-5", N),
        ("01/01/2025 – 31/01/2025", DATE),
        ("2025-01-31", DATE),
        ("2025-01-31", N),
        ("sì – no", YES_NO),
        ("80% – 90", N),
        ("80% – tanto", PERCENT),
        ("1 – 2 – 3", N),
        ("1.5 – 2.5", N),
        ("tra 80% e 90%", PERCENT),
        ("n.d.", PERCENT),
        ("", PERCENT),
    ],
)
def test_no_range(text: str, unit: Unit) -> None:
    assert read_range(text, unit) is None
