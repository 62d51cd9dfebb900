"""The fast necessary conditions of the rules about personal data hold for all that the rules look for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.rules import e501_tax_code, e502_iban, e504_mobile_number


@pytest.mark.parametrize(
    ("looked_for", "first"),
    [
        (e501_tax_code._TAX_CODE, e501_tax_code._END),
        (e502_iban._IBAN, e502_iban._CORE),
        (e504_mobile_number._MOBILE, e504_mobile_number._DIGITS),
    ],
    ids=["E501", "E502", "E504"],
)
def test_what_is_looked_for_first_is_in_all(looked_for: re.Pattern[str], first: re.Pattern[str]) -> None:
    @given(st.from_regex(looked_for))
    def is_there(text: str) -> None:
        assert first.search(text)

    is_there()
