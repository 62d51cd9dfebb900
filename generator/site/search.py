"""search_index.json: what the search knows of every page, and of points of it.

The file has the form of Material's own, so that Material's box can read it, with a field more: ``codici``,
the codes by which a page is known. How words are found and put in order is decided in the browser
(theme/assets/js/ricerca.js): the index holds texts as they are.
"""

import json
from collections.abc import Iterable, Mapping
from html import escape
from operator import itemgetter
from typing import Any

#: Where the index lies in the site.
SEARCH_INDEX = "search/search_index.json"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# A word that is in an objective and in the name of a content page is more often asked for the objective.
CONTENT_BOOST = 0.5


def entry_line(location: str, title: str, text: str, codes: Iterable[str] = ()) -> tuple[str, str]:
    """An entry made from plain text, as the index will hold it, and the location to sort it by.

    ``location`` is relative to the site's root, with an anchor if it is of a point; ``codes`` are found
    before anything else. Material's index is HTML, so this is too.
    """
    known_by = " ".join(codes)
    # Text by text, since an encoder takes longer to begin with an object than to write it.
    return location, "".join(
        (
            f'{{"location":{_ENCODER.encode(location)}',
            f',"title":{_ENCODER.encode(escape(title, quote=False))}',
            f',"text":{_ENCODER.encode(escape(text, quote=False))}',
            f',"codici":{_ENCODER.encode(known_by)}}}' if known_by else "}",
        )
    )


def index_of_lines(
    config: Mapping[str, Any], docs: Iterable[Mapping[str, Any]], lines: Iterable[tuple[str, str]]
) -> str:
    """Return search_index.json: the content pages' ``docs``, and entries that are JSON already.

    Sorted by location, so that a page comes before its points, as the search needs.
    """
    everything = [(str(doc["location"]), _ENCODER.encode({"boost": CONTENT_BOOST, **doc})) for doc in docs]
    everything += lines
    everything.sort(key=itemgetter(0))
    entries = ",".join(line for _, line in everything)
    return f'{{"config":{_ENCODER.encode(config)},"docs":[{entries}]}}'
