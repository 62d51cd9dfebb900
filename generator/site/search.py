"""The search index, `search_index.json`: an entry for every page and for parts of pages.

Matching and ranking are done in the browser (theme/assets/js/ricerca.js): the index holds plain texts.
"""

import json
import re
from collections.abc import Iterable
from operator import itemgetter

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
    """An entry as (location, JSON): `location`, `title`, `text`, `boost` unless it is 1, `codici` if any.

    All texts are plain. `location` is relative to the root of the site, with an anchor for a part of a page;
    a match in `codes` ranks first.
    """
    joined = " ".join(codes)
    # Encoded text by text, which is faster than encoding an object.
    return location, "".join(
        (
            f'{{"location":{_ENCODER.encode(location)}',
            f',"title":{_ENCODER.encode(title)}',
            f',"text":{_ENCODER.encode(text)}',
            f',"boost":{boost}' if boost != 1 else "",
            f',"codici":{_ENCODER.encode(joined)}}}' if joined else "}",
        )
    )


def index_of_lines(lines: Iterable[tuple[str, str]]) -> str:
    """The content of search_index.json, from encoded entries.

    Sorted by location: the search needs a page before its parts.
    """
    joined = ",".join(line for _, line in sorted(lines, key=itemgetter(0)))
    return f'{{"docs":[{joined}]}}'
