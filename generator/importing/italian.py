"""Words of the Italian language that more than one step needs to tell apart."""

import re


def word_set(text: str) -> frozenset[str]:
    """The words of a table written as running text."""
    return frozenset(text.split())


#: Articles, prepositions and conjunctions: they end no sentence and no name, and say nothing alone.
FUNCTION_WORDS = word_set(
    """
    a ad ai agli al alla alle allo all anche con coi col da dai dagli dal dalla dalle dallo dall dei degli del
    della delle dello dell di d e ed fra gli i il in l la le lo nei negli nel nella nelle nello nell o od per
    su sui sugli sul sulla sulle sullo sull tra un una uno
    """
)

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation; an elided article is a word."""
    return _WORD.findall(text.casefold())


def content_words(text: str) -> list[str]:
    """The words that carry meaning: two names with the same ones are the same name."""
    return [word for word in words(text) if word not in FUNCTION_WORDS]


def is_cut_off(text: str) -> bool:
    """Whether a text stops at a word that cannot end a sentence, as when the page cuts it."""
    found = _WORD.findall(text)
    return len(found) > 1 and text.rstrip().endswith(found[-1]) and found[-1] in FUNCTION_WORDS
