"""Wordings that are the same but for one word, and that word almost the same: a slip, or two spellings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from generator.source.findings import Place

_WORD = re.compile(r"\w+")
_MIN_WORDS = 4
_MIN_LETTERS = 4

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text, where it stands, and the objective it belongs to."""

    text: str
    place: Place
    owner: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A wording with one word other than a more frequent wording has."""

    odd: Wording
    word: str
    usual: Wording
    usual_word: str


def find_variants(wordings: Iterable[Wording]) -> Iterator[Variant]:
    """Each wording that has a more frequent twin, once, in the order given.

    Linear in the number of words: wordings are brought together by what is left of them when one
    word is taken away.
    """
    groups: dict[Words, list[Wording]] = {}
    for wording in wordings:
        words = tuple(_WORD.findall(wording.text.casefold()))
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
    for words, (usual, position) in twins.items():
        for odd in groups[words]:
            yield Variant(odd, words[position], groups[usual][0], usual[position])


def _without_one_word(groups: Iterable[Words]) -> Iterator[tuple[list[Words], int]]:
    """Groups of wordings that are the same but for the word at a position."""
    by_length: dict[int, list[tuple[Words, list[int], list[int]]]] = {}
    for words in groups:
        before = list(accumulate(words, lambda known, word: hash((known, word)), initial=0))
        after = list(accumulate(reversed(words), lambda known, word: hash((known, word)), initial=0))
        by_length.setdefault(len(words), []).append((words, before, after))
    for length, alike in by_length.items():
        # One position at a time: all of them at once would take ten times the memory.
        for position in range(length):
            buckets: dict[tuple[int, int], list[Words]] = {}
            for words, before, after in alike:
                key = (before[position], after[length - position - 1])
                buckets.setdefault(key, []).append(words)
            yield from ((bucket, position) for bucket in buckets.values() if len(bucket) > 1)


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
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio() > 0.85
