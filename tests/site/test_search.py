"""Search entries and the index of the whole site, in the form that ricerca.js reads."""

import json

import pytest

from generator.site.frame.search_texts import search_texts
from generator.site.search import entry_line, index_of_lines, short_code


def test_entry_is_plain_text_with_the_codes_that_find_it() -> None:
    location, line = entry_line("a/", "R&S <b>", "x < y", ["01_01_OS02", "OS02"])
    assert location == "a/"
    assert json.loads(line) == {
        "location": "a/",
        "title": "R&S <b>",
        "text": "x < y",
        "codici": "01_01_OS02 OS02",
    }


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("01_01_OS02", "OS02"),
        ("PAS25_DID_01", "DID_01"),
        ("DIP-A/03", "A/03"),
        ("2026_PER_04", "PER_04"),
        ("DIR-AFFARI", "AFFARI"),
        ("P1C1/I1.1", ""),
        ("P1C1/I1", "I1"),
        # The whole code, which is found anyway.
        ("OB.1.2", ""),
        ("118", ""),
        # A letter alone.
        ("VP01.1.a", ""),
    ],
)
def test_the_end_of_a_code_finds_it(code: str, short: str) -> None:
    assert short_code(code) == short


def test_entry_without_codes_has_no_field_for_them() -> None:
    assert entry_line("a/#desk", "Desk", "") == (
        "a/#desk",
        '{"location":"a/#desk","title":"Desk","text":""}',
    )


def test_index_is_sorted_and_compact_and_a_page_comes_before_its_points() -> None:
    lines = [
        entry_line("b/", "Bandi", "La qualità", boost=0.5),
        entry_line("a/#desk", "Desk", ""),
        entry_line("a/", "Àncora", ""),
    ]
    assert index_of_lines(lines) == (
        '{"docs":['
        '{"location":"a/","title":"Àncora","text":""},'
        '{"location":"a/#desk","title":"Desk","text":""},'
        '{"location":"b/","title":"Bandi","text":"La qualità","boost":0.5}]}'
    )


PAGE = """\
<p>Prima di <em>ogni</em> titolo.</p>
<h2 id="spese">Spese &amp; costi</h2>
<p>Le spese<br>dell'anno: <code>a &lt; b</code>.</p><ul><li>uno</li><li>due</li></ul>
<h3>Senza ancora</h3>
<table><tr><th>Anno</th><td>2025</td></tr></table>
"""


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (
            PAGE,
            [
                ("at/", "Titolo", "Prima di ogni titolo."),
                (
                    "at/#spese",
                    "Spese & costi",
                    "Le spese dell'anno: a < b. uno due Senza ancora Anno 2025",
                ),
            ],
        ),
        ("<h1>Un <em>altro</em> titolo</h1><p>x</p>", [("at/", "Un altro titolo", "x")]),
        # The words that describe a page stand for those that it does not have.
        ("", [("at/", "Titolo", "Descrizione")]),
        ('<h2 id="a">A</h2>', [("at/", "Titolo", ""), ("at/#a", "A", "")]),
    ],
)
def test_a_content_page_is_found_by_its_text_and_by_its_headings(
    html: str, wanted: list[tuple[str, str, str]]
) -> None:
    found = search_texts(html, "at/", "Titolo", "Descrizione")
    assert [(one.address, one.title, one.text) for one in found] == wanted
