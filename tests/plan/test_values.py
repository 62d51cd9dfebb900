"""Values mean the same however they are spelled, and are set against each other only where it makes sense."""

from datetime import date
from decimal import Decimal

import pytest

from generator.plan.italian.phrases import DAYS, Noun
from generator.plan.values import (
    Amount,
    Day,
    Hours,
    NotAvailable,
    Number,
    Percentage,
    Quantity,
    Ratio,
    Value,
    YesNo,
    comparable,
    kind_of,
    numeric_value,
    show,
)

ONE = Decimal(1)
KILOMETRES = Noun("chilometro", "chilometri")

SAME = [
    (Number(Decimal(1150), grouped=False), Number(Decimal("1150.0"))),
    (Percentage(Decimal(80)), Percentage(Decimal("80.00"), sign=" %")),
    (Day(date(2025, 8, 31)), Day(date(2025, 8, 31), "serial")),
    (YesNo(True, "SI"), YesNo(True, "sì")),
    (Hours(Decimal(8)), Hours(Decimal(480), clock=True)),
    (NotAvailable(), NotAvailable("nd")),
    (Amount(Decimal(5)), Amount(Decimal(5), prefix="€ ", sign="")),
]
DIFFERENT = [
    (Number(ONE), Percentage(ONE)),
    (Quantity(ONE, DAYS), Hours(ONE)),
    (YesNo(True), YesNo(False)),
    (Ratio(ONE, ONE, "imprese"), Ratio(ONE, ONE, "abitanti")),
    (Quantity(ONE, DAYS), Quantity(ONE, KILOMETRES)),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spelling_does_not_change_what_is_meant(one: Value, other: Value) -> None:
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_kinds_and_numbers_differ(one: Value, other: Value) -> None:
    assert one != other


@pytest.mark.parametrize(
    ("value", "kind", "number", "text"),
    [
        (Number(Decimal(1150)), "numero", Decimal(1150), "1.150"),
        (Percentage(Decimal("9.85")), "percentuale", Decimal("9.85"), "9,85%"),
        (Amount(Decimal("2.9")), "importo in euro", Decimal("2.9"), "2,9 €"),
        (Quantity(Decimal(-3), DAYS), "numero di giorni", Decimal(-3), "-3"),
        (Hours(Decimal(510), clock=True), "numero di ore", Decimal("8.5"), "08:30"),
        (Ratio(Decimal(286), Decimal(10000), "imprese"), "rapporto", Decimal(286), "286/10.000 imprese"),
        (Day(date(2025, 1, 31)), "data", Decimal(date(2025, 1, 31).toordinal()), "31/01/2025"),
        (Day(date(2025, 1, 31), "d.m.yyyy"), "data", Decimal(date(2025, 1, 31).toordinal()), "31.1.2025"),
        (YesNo(True), "sì/no", Decimal(1), "sì"),
        (YesNo(False), "sì/no", Decimal(0), "no"),
        (NotAvailable(), "n.d.", None, "n.d."),
    ],
)
def test_kind_number_and_text(value: Value, kind: str, number: Decimal | None, text: str) -> None:
    assert (kind_of(value), numeric_value(value), show(value)) == (kind, number, text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Number(ONE), Number(Decimal(2)), True),
        (Number(ONE), Percentage(ONE), False),
        (NotAvailable(), NotAvailable(), False),
        (Number(ONE), NotAvailable(), False),
        (Ratio(ONE, ONE, "imprese"), Ratio(Decimal(2), ONE, "imprese"), True),
        (Ratio(ONE, ONE, "imprese"), Ratio(ONE, Decimal(2), "imprese"), False),
        (Ratio(ONE, ONE, "imprese"), Ratio(ONE, ONE, "abitanti"), False),
        (Ratio(ONE, ONE, "imprese"), Number(ONE), False),
        (Quantity(ONE, DAYS), Quantity(Decimal(2), DAYS), True),
        (Quantity(ONE, DAYS), Quantity(ONE, KILOMETRES), False),
    ],
)
def test_only_like_is_compared_with_like(one: Value, other: Value, expected: bool) -> None:
    assert comparable(one, other) is expected
    assert comparable(other, one) is expected
