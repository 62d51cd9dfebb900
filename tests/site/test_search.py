"""Search entries and the index of the whole site, in the form that Material's box reads."""

import json

import pytest

from generator.site.search import entry_line, index_of_lines, short_code


def test_entry_is_html_with_the_codes_that_find_it() -> None:
    location, line = entry_line("a/", "R&S <b>", "x < y", ["01_01_OS02", "OS02"])
    assert location == "a/"
    assert json.loads(line) == {
        "location": "a/",
        "title": "R&amp;S &lt;b&gt;",
        "text": "x &lt; y",
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
    docs = [{"location": "b/", "title": "Bandi", "text": "<p>La qualit&agrave;</p>"}]
    lines = [entry_line("a/#desk", "Desk", ""), entry_line("a/", "Àncora", "")]
    assert index_of_lines({"lang": ["it"]}, docs, lines) == (
        '{"config":{"lang":["it"]},"docs":['
        '{"location":"a/","title":"Àncora","text":""},'
        '{"location":"a/#desk","title":"Desk","text":""},'
        '{"boost":0.5,"location":"b/","title":"Bandi","text":"<p>La qualit&agrave;</p>"}]}'
    )
