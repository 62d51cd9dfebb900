"""Lists of Italian words that rules need, kept as data beside the code and read when first asked for."""

from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "words"


@cache
def linking_words() -> frozenset[str]:
    """Prepositions, articles and conjunctions: no sentence ends with one."""
    return _read("linking_words.yml")


@cache
def first_names() -> frozenset[str]:
    """First names that are common in Italy, in lower case."""
    return _read("first_names.yml")


@cache
def free_mail_domains() -> frozenset[str]:
    """Domains where anyone can have a mailbox."""
    return _read("free_mail_domains.yml")


@cache
def office_words() -> frozenset[str]:
    """Words in the mail addresses of offices, never in those of people."""
    return _read("office_words.yml")


def _read(name: str) -> frozenset[str]:
    # As text, or `no` would be false.
    words = yaml.load((_FOLDER / name).read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 -- makes text only
    return frozenset(words)
