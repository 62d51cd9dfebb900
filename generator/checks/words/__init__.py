"""Lists of Italian words for the rules, one YAML file each.

`linking_words`: prepositions, articles and conjunctions, with which no sentence ends. `first_names`: those
common in Italy, in lower case. `free_mail_domains`: of providers of free mail. `office_words`: words in the
mail addresses of offices, not of people.
"""

from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of the file `<name>.yml`."""
    # Scalars as text: in YAML `no` is false.
    words = yaml.load((_FOLDER / f"{name}.yml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 -- makes text only
    return frozenset(words)
