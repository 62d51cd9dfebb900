"""How the search takes words: its own functions, called in Chromium."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

WORKER = Path(__file__).parents[2] / "theme" / "assets" / "js" / "ricerca.js"
Call = Callable[..., object]


@pytest.fixture(scope="module")
def call(chromium: Browser) -> Iterator[Call]:
    """Call a function of the worker by its name."""
    context = chromium.new_context()
    page = context.new_page()
    page.add_script_tag(path=WORKER)
    yield lambda name, *values: page.evaluate(f"(values) => {name}(...values)", list(values))
    context.close()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("La qualità", ["qualita"]),
        ("QUALITA'", ["qualita"]),
        ("l'arbitrato", ["arbitrato"]),
        ("l’arbitrato dell‘ente", ["arbitrato", "ente"]),
        ("dove si chiede la firma", ["chiede", "firma"]),
        ("01_01_OS02", ["01_01_os02"]),
        ("stress lavoro-correlato", ["stress", "lavoro", "correlato"]),
        # Words that say nothing are all that was typed: the search completes them.
        ("di", ["di"]),
        ("che + (a) * ~", ["che", "a"]),
        (" … ", []),
        (" ".join(f"parola{number}" for number in range(40)), [f"parola{number}" for number in range(16)]),
    ],
)
def test_words_of_a_question(call: Call, text: str, words: list[str]) -> None:
    assert call("question", text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("impresa", "imprese"),
        ("obiettivo", "obiettivi"),
        ("azione", "azioni"),
        ("energetica", "energetiche"),
        ("pubblico", "pubblici"),
        ("incarico", "incarichi"),
        ("luogo", "luoghi"),
        ("ufficio", "uffici"),
        ("provincia", "province"),
        ("digitale", "digitali"),
        ("olio", "oli"),
    ],
)
def test_singular_and_plural_have_one_stem(call: Call, one: str, other: str) -> None:
    assert call("stem", one) == call("stem", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("costo", "costare"), ("ente", "entrata"), ("conto", "contratto"), ("os01", "os02")],
)
def test_different_words_have_different_stems(call: Call, one: str, other: str) -> None:
    assert call("stem", one) != call("stem", other)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("turimso", "turismo", True),
        ("enrgetica", "energetica", True),
        ("metrologiaa", "metrologia", True),
        ("mediazione", "mediaziome", True),
        ("mediazione", "mediasiome", False),
        ("protesti", "protocolli", False),
        ("bando", "obnad", False),
    ],
)
def test_a_slip_is_one_letter(call: Call, one: str, other: str, slip: bool) -> None:
    assert call("isSlip", one, other) is slip
    assert call("isSlip", other, one) is slip


@pytest.mark.parametrize(
    ("typed", "in_order"),
    [
        # The word, another form of it, one of its family or that it begins; the last does not answer.
        ("energetica", ["energetica", "energetiche", "energia"]),
        ("alluvione", ["alluvione", "alluvioni", "alluvionali", "alleanza"]),
        ("impres", ["impresa", "impresario", "imprenditoria"]),
        ("conciliare", ["conciliare", "conciliazione", "concorso"]),
    ],
)
def test_the_nearer_a_word_the_better_it_answers(call: Call, typed: str, in_order: list[str]) -> None:
    stem = call("stem", typed)
    found = [call("likeness", typed, stem, word, call("stem", word)) for word in in_order]
    assert found == sorted(found, key=float, reverse=True)
    assert len(set(found)) == len(found)
    assert found[-1] == 0
