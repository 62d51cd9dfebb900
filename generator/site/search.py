"""The search index, `search_index.json`: an entry for every page and for parts of pages.

The format is that of Material, whose search box reads it, with one more field: `codici`, the codes of the
page. Matching and ranking are done in the browser (theme/assets/js/ricerca.js): the index holds plain texts.
"""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from operator import itemgetter
from typing import Any

from generator.site.page import Page

#: Path of the index in the site.
SEARCH_INDEX = "search/search_index.json"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
#: Below 1, so that an objective ranks above a content page that has the same word.
CONTENT_BOOST = 0.5
#: Below 1, so that of the same objective in two plans the one in force comes first.
FORMER_BOOST = 0.9

#: The last part of a code if it has a letter, or else the letters before it and itself.
_SHORT_CODE = re.compile(r"[^A-Za-z0-9]((?=[0-9]*[A-Za-z])[A-Za-z0-9]{2,}|[A-Za-z]+[^A-Za-z0-9]+[0-9]+)$")


def short_code(code: str) -> str:
    """The end of a code that people search for: `OS02` of `01_01_OS02`, `DID_01` of `PAS25_DID_01`.

    It has a letter, since a number alone would find half of the plan. Empty if there is none.
    """
    found = _SHORT_CODE.search(code)
    return found[1] if found else ""


def entries_of(page: Page) -> tuple[tuple[str, str], ...]:
    """The entries of a page and of its parts, as (location, JSON)."""
    boost = 1 if page.period is None or page.period.is_current else FORMER_BOOST
    return tuple(entry_line(one.address, one.title, one.text, one.codes, boost) for one in page.search)


def entry_line(
    location: str, title: str, text: str, codes: Iterable[str] = (), boost: float = 1
) -> tuple[str, str]:
    """An entry as (location, JSON). The texts given are plain; those of the entry are HTML, as in Material's.

    `location` is relative to the root of the site, with an anchor for a part of a page; a match in `codes`
    ranks first.
    """
    joined = " ".join(codes)
    # Encoded text by text, which is faster than encoding an object.
    return location, "".join(
        (
            f'{{"location":{_ENCODER.encode(location)}',
            f',"title":{_ENCODER.encode(escape(title, quote=False))}',
            f',"text":{_ENCODER.encode(escape(text, quote=False))}',
            f',"boost":{boost}' if boost != 1 else "",
            f',"codici":{_ENCODER.encode(joined)}}}' if joined else "}",
        )
    )


def index_of_lines(
    config: Mapping[str, Any], docs: Iterable[Mapping[str, Any]], lines: Iterable[tuple[str, str]]
) -> str:
    """The content of search_index.json, from the `docs` of content pages and encoded entries.

    Sorted by location: the search needs a page before its parts.
    """
    entries = [(str(doc["location"]), _ENCODER.encode({"boost": CONTENT_BOOST, **doc})) for doc in docs]
    entries += lines
    entries.sort(key=itemgetter(0))
    joined = ",".join(line for _, line in entries)
    return f'{{"config":{_ENCODER.encode(config)},"docs":[{joined}]}}'
