"""Search entries written so that Material's search, which only knows whole words and prefixes, finds Italian.

The index has fields that are searched and never shown: ``varianti`` and ``varianti_titolo``, the words of the
text and of the title as they may be typed otherwise (without accents, in the plural or the singular), and
``codici``, whole and short codes.
"""

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from operator import itemgetter
from typing import Any

# As in site_config.yml: what Material takes for a word. A test keeps the two in step.
SEPARATOR = r"""(?:[\s\-–—,:;!?=\[\]()«»"“”/\\.'’`%€+·…|<>*]|&(?:amp|lt|gt);)+"""
WORDS = re.compile(SEPARATOR)
TAGS = re.compile(r"<[^>]+>")
HAS_DIGIT = re.compile(r"\d")
SHORTEST = 4
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# A word that is in an objective and in the name of a content page is more often asked for the objective.
CONTENT_BOOST = 0.5

# Articles and prepositions: words that Material's stop list drops, so their other forms are of no use.
UNINFLECTED = frozenset(
    {"alla", "alle", "allo", "anche", "come", "dalla", "dalle", "dallo", "degli", "della", "delle", "dello"}
    | {"dove", "negli", "nella", "nelle", "nello", "ogni", "oltre", "però", "quale", "quali", "sono"}
    | {"sopra", "sotto", "sugli", "sulla", "sulle", "sullo"}
)

# Endings of Italian words and those they turn into, singular and plural, masculine and feminine; the longest
# that fits is taken. Some of what comes out is no word: nobody will search for it.
ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("che", ("ca", "co", "ci")),
    ("ghe", ("ga", "go", "gi")),
    ("chi", ("co", "ca", "che")),
    ("ghi", ("go", "ga", "ghe")),
    ("ca", ("che", "ci", "co")),
    ("ga", ("ghe", "ghi", "go")),
    ("co", ("ci", "chi", "ca", "che")),
    ("go", ("ghi", "gi", "ga", "ghe")),
    ("cia", ("ce", "cie", "cio")),
    ("gia", ("ge", "gie", "gio")),
    ("io", ("i", "ia", "ie")),
    ("ia", ("ie", "io")),
    ("ie", ("ia", "io")),
    ("i", ("o", "e", "a", "io")),
    ("a", ("e", "i", "o")),
    ("e", ("a", "i", "o")),
    ("o", ("i", "a", "e")),
)
ENDINGS_LONGEST_FIRST = tuple(sorted(ENDINGS, key=lambda ending: -len(ending[0])))


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What the search knows of a page, or of a point of it (``location`` with an anchor).

    ``title`` and ``text`` are HTML, since Material shows them as such; ``location`` is relative to the site's
    root.
    """

    location: str
    title: str
    text: str
    title_variants: str = ""
    variants: str = ""
    codes: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the entry as the index holds it, without what is empty."""
        hidden = {"varianti_titolo": self.title_variants, "varianti": self.variants, "codici": self.codes}
        shown = {"location": self.location, "title": self.title, "text": self.text}
        return shown | {field: words for field, words in hidden.items() if words}


@lru_cache(65_536)
def fold(word: str) -> str:
    """Return a word in lower case and without accents: what a hurried hand types."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def inflections(word: str) -> Iterator[str]:
    """Yield the other forms of a folded word: imprese → impresa, impresi, impreso."""
    for ending, others in ENDINGS_LONGEST_FIRST:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield from (word.removesuffix(ending) + other for other in others)
            return


def variants(text: str) -> str:
    """Return the variants of all words of a plain text, sorted, each once.

    A form that begins a word of the text is left out: the search completes what is typed.
    """
    words = {word.lower() for word in WORDS.split(text) if word}
    found: set[str] = set()
    for word in words:
        found.update(_forms(word))
    known = sorted(words)
    return " ".join(sorted(form for form in found - words if not _begins_one(form, known)))


@lru_cache(65_536)
def _forms(word: str) -> tuple[str, ...]:
    """The ways in which a word in lower case may be typed otherwise; a plan says the same words often."""
    folded = fold(word)
    # A word that ends in an accent (qualità) has one form only.
    inflected = word not in UNINFLECTED and len(word) >= SHORTEST and word[-1] in "aeio"
    if not inflected or HAS_DIGIT.search(word):
        return (folded,)
    return (folded, *inflections(folded))


def _begins_one(form: str, words: Sequence[str]) -> bool:
    """Tell whether ``form`` is how one of the sorted ``words`` begins."""
    place = bisect_left(words, form)
    return place < len(words) and words[place].startswith(form)


def search_entry(location: str, title: str, text: str, codes: Iterable[str] = ()) -> SearchEntry:
    """Make an entry from plain text; ``codes`` are found before anything else."""
    return SearchEntry(
        location=location,
        title=escape(title, quote=False),
        text=escape(text, quote=False),
        title_variants=variants(title),
        variants=variants(text),
        codes=" ".join(codes),
    )


def search_index(
    config: Mapping[str, Any], docs: Iterable[Mapping[str, Any]], entries: Iterable[SearchEntry]
) -> str:
    """Return search_index.json: the content pages' ``docs``, given their variants, and the ``entries``.

    Sorted by location, so that a page comes before its points, as Material needs.
    """
    return index_of_lines(config, docs, [(entry.location, _compact(entry.as_json())) for entry in entries])


def entry_line(location: str, title: str, text: str, codes: Iterable[str] = ()) -> tuple[str, str]:
    """An entry made from plain text, as the index will hold it, with the location to sort it by."""
    return location, _compact(search_entry(location, title, text, codes).as_json())


def index_of_lines(
    config: Mapping[str, Any], docs: Iterable[Mapping[str, Any]], lines: Iterable[tuple[str, str]]
) -> str:
    """Return search_index.json from entries that are JSON already: (location, entry)."""
    everything = [(str(doc["location"]), _compact(_with_variants(doc))) for doc in docs]
    everything += lines
    everything.sort(key=itemgetter(0))
    entries = ",".join(line for _, line in everything)
    return f'{{"config":{_compact(config)},"docs":[{entries}]}}'


def _compact(value: Mapping[str, Any]) -> str:
    return _ENCODER.encode(value)


def _with_variants(doc: Mapping[str, Any]) -> dict[str, Any]:
    title, text = (unescape(TAGS.sub(" ", doc[field])) for field in ("title", "text"))
    entry = SearchEntry(doc["location"], doc["title"], doc["text"], variants(title), variants(text))
    return {"boost": CONTENT_BOOST, **doc, **entry.as_json()}
