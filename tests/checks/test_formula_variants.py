"""Formulas that differ slightly in one word."""

import time

import pytest

from generator.checks.formula_variants import FormulaText, find_variants, words_of
from generator.loading.diagnostics import SourceLocation


def variants(*texts: str) -> list[tuple[str, str]]:
    """(word here, word there) of each formula that is a variant of a more frequent one."""
    formulas = [
        FormulaText(words_of(text), SourceLocation("f.yml", line), f"OS{line:02}")
        for line, text in enumerate(texts, 1)
    ]
    return [(variant.word, variant.usual_word) for variant in find_variants(formulas)]


BUDGET = "risorse utilizzate / risorse {} a budget"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([BUDGET.format("stanziate"), BUDGET.format("stanziati")], [("stanziati", "stanziate")]),
        # the most frequent is the usual one, wherever it stands
        (
            [BUDGET.format("stanziati"), BUDGET.format("stanziate"), BUDGET.format("stanziate")],
            [("stanziati", "stanziate")],
        ),
        # every odd one is found, once
        (
            [
                BUDGET.format(word)
                for word in ("stanziate", "stanziate", "stanziati", "stanziato", "stanziati")
            ],
            [("stanziati", "stanziate"), ("stanziati", "stanziate"), ("stanziato", "stanziate")],
        ),
        # capitals and signs do not count
        ([BUDGET.format("stanziate"), "Risorse utilizzate/risorse stanziate a budget"], []),
        # a typing error
        (
            ["pratiche evase con strumenti automatici", "pratiche evase con sterumenti automatici"],
            [("sterumenti", "strumenti")],
        ),
        # the same letters, in another order
        (["numero medio di pratiche remota", "numero medio di pratiche tomare"], []),
        # other things
        (["numero di domande ricevute", "numero di risposte ricevute"], []),
        (["ore di formazione interna", "ore di formazione esterna"], []),
        (["media degli anni 2023", "media degli anni 2024"], []),
        (["numero di sedi", "numero di sede"], []),
        (["uno due tre quattro cinque", "uno due tre quattro"], []),
    ],
)
def test_finds(texts: list[str], found: list[tuple[str, str]]) -> None:
    assert variants(*texts) == found


def test_thousands_of_formulas_with_the_same_rest_take_no_time() -> None:
    """To compare each with each, 64 million times, would take minutes."""
    texts = [f"numero di pratiche di tipo {number} evase nei termini previsti" for number in range(8000)]
    started = time.process_time()
    assert variants(*texts) == []
    assert time.process_time() - started < 5
