"""Search entries: accents, plurals, codes, and an index that Material can read."""

import json
import re
from pathlib import Path

import pytest
import yaml

from generator.site.search import SEPARATOR, fold, inflections, search_entry, search_index, variants

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Qualità", "qualita"), ("perché", "perche"), ("OS02", "os02"), ("È", "e"), ("città", "citta")],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("imprese", "impresa"),
        ("impresa", "imprese"),
        ("obiettivo", "obiettivi"),
        ("obiettivi", "obiettivo"),
        ("azione", "azioni"),
        ("azioni", "azione"),
        ("energetica", "energetiche"),
        ("energetiche", "energetica"),
        ("pubblico", "pubblici"),
        ("incarichi", "incarico"),
        ("incarico", "incarichi"),
        ("luoghi", "luogo"),
        ("uffici", "ufficio"),
        ("ufficio", "uffici"),
        ("provincia", "province"),
        ("digitale", "digitali"),
    ],
)
def test_singular_and_plural_lead_to_each_other(word: str, other: str) -> None:
    assert other in set(inflections(word))


@pytest.mark.parametrize(
    ("text", "found", "not_found"),
    [
        ("la qualità", "qualita", "qualite"),
        ("l'arbitrato", "arbitrati", "l'arbitrato"),
        ("le imprese", "impresa", "imprese"),
        ("01_01_OS02", "", "01_01_os02"),
        ("delle quote", "quota", "della"),
        ("R&S per le PMI", "", "pmi"),
    ],
)
def test_variants_are_the_forms_that_are_not_in_the_text(text: str, found: str, not_found: str) -> None:
    forms = variants(text).split()
    assert not_found not in forms
    assert found in forms or not found


def test_form_that_begins_a_word_of_the_text_is_left_to_the_search() -> None:
    assert "esercizi" not in variants("esercizio").split()


def test_entry_is_html_and_its_variants_are_not() -> None:
    entry = search_entry("a/", "R&S <b>", "x < y", ["01_01_OS02", "OS02"])
    assert entry.as_json() == {
        "location": "a/",
        "title": "R&amp;S &lt;b&gt;",
        "text": "x &lt; y",
        "codici": "01_01_OS02 OS02",
    }


def test_index_is_sorted_compact_and_gives_content_pages_their_variants() -> None:
    docs = [{"location": "b/", "title": "Bandi", "text": "<p>La qualit&agrave; &amp; altro</p>"}]
    entries = [search_entry("a/#desk", "Desk", ""), search_entry("a/", "Àncora", "")]
    text = search_index({"lang": ["it"]}, docs, entries)
    index = json.loads(text)
    assert [doc["location"] for doc in index["docs"]] == ["a/", "a/#desk", "b/"]
    assert index["docs"][2]["varianti"].split()[:3] == ["altra", "altre", "altri"]
    assert "qualita" in index["docs"][2]["varianti"].split()
    assert index["docs"][0]["varianti_titolo"].split()[0] == "ancora"
    assert ": " not in text.partition('"docs"')[0]


def test_python_and_the_browser_split_words_alike() -> None:
    config = yaml.safe_load((ROOT / "site_config.yml").read_text(encoding="utf-8"))
    (search,) = [plugin["material/search"] for plugin in config["plugins"]]
    assert search["separator"] == SEPARATOR
    assert {"varianti", "varianti_titolo", "codici"} <= search["fields"].keys()
    assert re.split(SEPARATOR, "dell'art. 12, «01_01_OS02»&amp;") == ["dell", "art", "12", "01_01_OS02", ""]
