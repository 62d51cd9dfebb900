"""Formula variants: formulas that differ slightly in one word, a typing error or another spelling."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from sys import intern

from msgspec import Struct

from generator.loading.diagnostics import SourceLocation

_WORD = re.compile(r"\w+")
_MIN_WORDS = 4
_MIN_LETTERS = 4
#: Similarity of two words (`SequenceMatcher.ratio`) above which one is a typing error for the other.
_MIN_RATIO = 0.85

Words = tuple[str, ...]


class FormulaText(Struct, frozen=True):
    """The words of a formula (`words_of`), its location, and the code of its objective."""

    words: str
    location: SourceLocation
    objective: str


class Variant(Struct, frozen=True):
    """A formula with one word other than a more frequent formula."""

    odd: FormulaText
    word: str
    usual: FormulaText
    usual_word: str


def words_of(text: str) -> str:
    """The words of a text in lower case, separated by one space."""
    return " ".join(_WORD.findall(text.casefold()))


def find_variants(formulas: Iterable[FormulaText]) -> Iterator[Variant]:
    """Each formula that is a variant of a more frequent one, once, in the order given.

    Linear in the number of words: formulas are grouped by what is left when one word is removed.
    """
    groups: dict[Words, list[FormulaText]] = {}
    for formula in formulas:
        # Interned: a plan uses few words many times, and one copy of each saves memory.
        words = tuple(map(intern, formula.words.split()))
        if len(words) >= _MIN_WORDS:
            groups.setdefault(words, []).append(formula)
    rank = {words: (-len(group), order) for order, (words, group) in enumerate(groups.items())}
    usual_of: dict[Words, tuple[Words, int]] = {}
    for candidates, position in _without_one_word(groups):
        usual = min(candidates, key=rank.__getitem__)
        for words in candidates:
            if words is not usual and _are_similar(words[position], usual[position]):
                known = usual_of.get(words)
                if known is None or rank[usual] < rank[known[0]]:
                    usual_of[words] = (usual, position)
    for words, group in groups.items():
        if words in usual_of:
            usual, position = usual_of[words]
            yield from (Variant(odd, words[position], groups[usual][0], usual[position]) for odd in group)


def _without_one_word(groups: Iterable[Words]) -> Iterator[tuple[list[Words], int]]:
    """Formulas that are equal but for the word at a position."""
    by_length: dict[int, list[tuple[Words, int]]] = {}
    for words in groups:
        # The key is a sum of hashes, so that one word can be removed from it without hashing the others.
        by_length.setdefault(len(words), []).append((words, sum(map(hash, enumerate(words)))))
    for length, formulas in by_length.items():
        # One position at a time, to hold only the buckets of that position in memory.
        for position in range(length):
            first: dict[int, Words] = {}
            buckets: dict[int, list[Words]] = {}
            for words, total in formulas:
                rest = total - hash((position, words[position]))
                if (other := first.setdefault(rest, words)) is not words:
                    buckets.setdefault(rest, [other]).append(words)
            yield from ((bucket, position) for bucket in buckets.values())


def _are_similar(one: str, other: str) -> bool:
    """Whether two words are forms of one word, or one is a typing error for the other."""
    if min(len(one), len(other)) < _MIN_LETTERS or not (one.isalpha() and other.isalpha()):
        return False
    same = next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if same >= _MIN_LETTERS and same * 10 >= 6 * max(len(one), len(other)):
        return True
    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() > _MIN_RATIO and matcher.ratio() > _MIN_RATIO
