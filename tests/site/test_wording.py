"""How pages say things."""

from decimal import Decimal

import pytest

from generator.plan import units
from generator.plan.conditions import Condition
from generator.plan.units import read_range, read_value, scale_of
from generator.plan.values import NotAvailable, Number, Value
from generator.site.views.labels import count_of, summary, target_in_words

TARGETS: list[tuple[Value | None, Condition | None, str]] = [
    (Number(Decimal(4)), Condition.AT_LEAST, "almeno 4"),
    (read_value("5,0", units.DAYS), Condition.AT_MOST, "al massimo 5,0"),
    (read_value("100%", units.PERCENT), Condition.EQUAL, "pari a 100%"),
    (read_value("31/01/2025", units.DATE), Condition.BY, "entro 31/01/2025"),
    (read_value("90%", units.PERCENT), None, "90%"),
    (read_value("si", units.YES_NO), Condition.EQUAL, "si"),
    (read_range("80% e 90%", units.PERCENT), Condition.BETWEEN, "tra 80% e 90%"),
    (read_value("85%", units.PERCENT), Condition.MORE_THAN, "più di 85%"),
    (read_value("24,00", units.HOURS), Condition.LESS_THAN, "meno di 24,00"),
    (read_value("medio", scale_of(["basso", "medio"])), Condition.AT_LEAST, "almeno medio"),
    (read_value("medio", scale_of(["basso", "medio"])), Condition.EQUAL, "medio"),
    (read_value("protocollo firmato", units.TEXT), Condition.EQUAL, "protocollo firmato"),
    (NotAvailable(), Condition.AT_LEAST, "n.d."),
    (None, Condition.AT_LEAST, "—"),
]


@pytest.mark.parametrize(("target", "condition", "expected"), TARGETS)
def test_a_target_in_words(target: Value | None, condition: Condition | None, expected: str) -> None:
    assert target_in_words(target, condition) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 indicatori"), (1, "1 indicatore"), (2, "2 indicatori")]
)
def test_counts_agree_with_their_noun(number: int, expected: str) -> None:
    assert count_of(number, "indicatore", "indicatori") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("breve", "breve"),
        ("due\n\nparagrafi", "due paragrafi"),
        ("la transizione digitale, ecologica", "la transizione…"),
        ("la transizione, digitale e", "la transizione…"),
    ],
)
def test_a_summary_is_cut_at_a_word(text: str, expected: str) -> None:
    assert summary(text, limit=22) == expected
