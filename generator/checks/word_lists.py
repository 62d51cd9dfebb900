"""Lists of Italian words for the rules, kept as data in `words/` and read when first needed."""

from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "words"


@cache
def linking_words() -> frozenset[str]:
    """Prepositions, articles and conjunctions, with which no sentence ends."""
    return _read("linking_words.yml")


@cache
def first_names() -> frozenset[str]:
    """First names common in Italy, in lower case."""
    return _read("first_names.yml")


@cache
def free_mail_domains() -> frozenset[str]:
    """Domains of free mail providers."""
    return _read("free_mail_domains.yml")


@cache
def office_words() -> frozenset[str]:
    """Words that occur in the mail addresses of offices and not of people."""
    return _read("office_words.yml")


def _read(name: str) -> frozenset[str]:
    # As text, or `no` would be false.
    words = yaml.load((_FOLDER / name).read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 -- makes text only
    return frozenset(words)
