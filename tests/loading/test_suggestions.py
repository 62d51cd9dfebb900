"""The nearest known word of a message, and the list of known words."""

import pytest

from generator.loading.diagnostics import enumeration, suggestion

MANY = [f"ufficio-{number}" for number in range(5_000)]


@pytest.mark.parametrize(
    ("written", "known", "hint"),
    [
        ("titlo", ["codice", "titolo"], "forse «titolo»?"),
        ("TITLO", ["codice", "Titolo"], "forse «Titolo»?"),
        ("xyz", ["codice", "titolo"], ""),
        ("titlo", [], ""),
        # Of thousands, those beside it in the alphabet.
        ("ufficio-1234x", MANY, "forse «ufficio-1234»?"),
        ("uffici-1234", MANY, "forse «ufficio-1»?"),
        # What has no end is no misspelt word.
        ("titol" + "o" * 200, ["titolo" + "o" * 190], ""),
    ],
)
def test_the_nearest_word(written: str, known: list[str], hint: str) -> None:
    assert suggestion(written, known) == hint


def test_a_long_list_is_cut() -> None:
    assert enumeration(["a", "b"]) == "a, b"
    assert enumeration([str(number) for number in range(51)]).endswith("48, 49, …")
