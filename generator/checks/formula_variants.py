"""Wordings that are the same but for one word, and that word almost the same: a slip, or two spellings."""

import re
from collections.abc import Iterable, Iterator
from sys import intern

from msgspec import Struct

from generator.loading.diagnostics import SourceLocation

_WORD = re.compile(r"\w+")
_MIN_WORDS = 4
_MIN_LETTERS = 4

Words = tuple[str, ...]


class Wording(Struct, frozen=True):
    """The words of a text (`words_of`), where it stands, and the objective it belongs to."""

    words: str
    place: SourceLocation
    owner: str


class Variant(Struct, frozen=True):
    """A wording with one word other than a more frequent wording has."""

    odd: Wording
    word: str
    usual: Wording
    usual_word: str


def words_of(text: str) -> str:
    """The words of a text in lower case, with a space between them: what is compared of it."""
    return " ".join(_WORD.findall(text.casefold()))


def find_variants(wordings: Iterable[Wording]) -> Iterator[Variant]:
    """Each wording that has a more frequent twin, once, in the order given.

    Linear in the number of words: wordings are brought together by what is left of them when one
    word is taken away.
    """
    groups: dict[Words, list[Wording]] = {}
    for wording in wordings:
        # A plan has few words, and each many times: one of each will do.
        words = tuple(map(intern, wording.words.split()))
        if len(words) >= _MIN_WORDS:
            groups.setdefault(words, []).append(wording)
    rank = {words: (-len(group), order) for order, (words, group) in enumerate(groups.items())}
    twins: dict[Words, tuple[Words, int]] = {}
    for candidates, position in _without_one_word(groups):
        usual = min(candidates, key=rank.__getitem__)
        for words in candidates:
            if words is not usual and _almost(words[position], usual[position]):
                known = twins.get(words)
                if known is None or rank[usual] < rank[known[0]]:
                    twins[words] = (usual, position)
    for words, group in groups.items():
        if words in twins:
            usual, position = twins[words]
            yield from (Variant(odd, words[position], groups[usual][0], usual[position]) for odd in group)


def _without_one_word(groups: Iterable[Words]) -> Iterator[tuple[list[Words], int]]:
    """Groups of wordings that are the same but for the word at a position."""
    by_length: dict[int, list[tuple[Words, int]]] = {}
    for words in groups:
        # A word is taken away from a sum: what is left need not be gone through for each of them.
        by_length.setdefault(len(words), []).append((words, sum(map(hash, enumerate(words)))))
    for length, alike in by_length.items():
        # One position at a time: all of them at once would take ten times the memory.
        for position in range(length):
            first: dict[int, Words] = {}
            buckets: dict[int, list[Words]] = {}
            for words, total in alike:
                rest = total - hash((position, words[position]))
                if (other := first.setdefault(rest, words)) is not words:
                    buckets.setdefault(rest, [other]).append(words)
            yield from ((bucket, position) for bucket in buckets.values())


def _almost(one: str, other: str) -> bool:
    """Whether two words are forms of one word, or one is a slip for the other."""
    if min(len(one), len(other)) < _MIN_LETTERS or not (one.isalpha() and other.isalpha()):
        return False
    same = next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if same >= _MIN_LETTERS and same * 10 >= 6 * max(len(one), len(other)):
        return True
    shared = sum(min(one.count(letter), other.count(letter)) for letter in set(one) & set(other))
    if 200 * shared <= 85 * (len(one) + len(other)):
        # The ratio cannot be higher than if all these letters were in the same order.
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio() > 0.85
