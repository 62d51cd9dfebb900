"""Duplicate indicators: the same indicator in several objectives, and where its values disagree.

Two indicators of different objectives are duplicates if name and formula are the same; or if they share half
of their words and, besides, a name long enough to be unambiguous or a distinctive baseline.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.loading.diagnostics import SourceLocation
from generator.plan.values import Value, bounds_of, numeric_value

#: Number of words from which a name is unambiguous.
_LONG_NAME = 5
#: Number of significant digits from which a baseline is distinctive.
_DISTINCTIVE_DIGITS = 3
#: Maximum number of groups with the same baseline that an indicator is compared with.
_MAX_CANDIDATES = 8


class ComparableIndicator(Struct, frozen=True):
    """The parts of an indicator that are compared, with their locations.

    `name_words` and `formula_words` are the words of its name and formula (`words_of`). `baseline` and
    `target` are the numeric keys (`numeric_key`) of the baseline and of the target of the plan's first year,
    `None` where there is none; `distinctive_baseline` is the baseline if it is distinctive.
    """

    objective: str
    id: str
    name_words: str
    formula_words: str
    type: str
    unit: str
    unit_text: str
    baseline: str | None
    distinctive_baseline: str | None
    target: str | None
    target_text: str
    type_location: SourceLocation
    unit_location: SourceLocation
    target_location: SourceLocation

    @property
    def label(self) -> str:
        """Objective and id, as messages name it."""
        return f"{self.objective} («{self.id}»)"


DuplicateGroup = list[ComparableIndicator]


def numeric_key(value: Value | None) -> str | None:
    """A text that is the same for all equal values: `1.5` for 1,50 and for 1,5."""
    if value is None:
        return None
    numbers = [numeric_value(bound) for bound in bounds_of(value)]
    return " – ".join(_shortest(number) for number in numbers if number is not None) or None


def distinctive_baseline(value: Value | None) -> str | None:
    """The numeric key of a baseline that two indicators seldom share by chance; else `None`."""
    key = numeric_key(value) if value is not None and value.IS_QUANTITY else None
    if key is None or len(key.lstrip("-").replace(".", "").strip("0")) < _DISTINCTIVE_DIGITS:
        return None
    return key


def _shortest(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def find_duplicate_groups(indicators: Iterable[ComparableIndicator]) -> tuple[DuplicateGroup, ...]:
    """Groups of two or more duplicates, in the order of their files."""
    grouping = _Grouping()
    for indicator in indicators:
        grouping.add(indicator)
    return tuple(group for group in grouping.groups if len(group) > 1)


def disagreements(
    groups: Iterable[DuplicateGroup],
    key: Callable[[ComparableIndicator], Hashable],
    within: Callable[[ComparableIndicator], Hashable] = lambda _: True,
) -> Iterator[tuple[ComparableIndicator, ComparableIndicator]]:
    """Indicators whose key is not the most frequent one of their group, each with one that has that key.

    Only indicators with the same `within` are compared; those whose key or `within` is `None` are left out.
    """
    for group in groups:
        for part in _split(group, within).values():
            keys = [key(indicator) for indicator in part]
            counts = Counter(one for one in keys if one is not None)
            if len(counts) > 1:
                usual_key = counts.most_common(1)[0][0]
                usual = part[keys.index(usual_key)]
                for indicator, its_key in zip(part, keys, strict=True):
                    if its_key is not None and its_key != usual_key:
                        yield indicator, usual


def _split(
    group: DuplicateGroup, within: Callable[[ComparableIndicator], Hashable]
) -> dict[Hashable, DuplicateGroup]:
    parts: dict[Hashable, DuplicateGroup] = {}
    for indicator in group:
        part = within(indicator)
        if part is not None:
            parts.setdefault(part, []).append(indicator)
    return parts


class _Grouping:
    """Groups of duplicates while indicators are added, with indexes of them."""

    def __init__(self) -> None:
        self.groups: list[DuplicateGroup] = []
        self._by_words: dict[tuple[str, str], DuplicateGroup] = {}
        self._by_name: dict[str, DuplicateGroup] = {}
        self._by_baseline: dict[str, list[DuplicateGroup]] = {}

    def add(self, indicator: ComparableIndicator) -> None:
        """Add an indicator to the group of its duplicates, or to a new one."""
        words = (indicator.name_words, indicator.formula_words)
        baseline = indicator.distinctive_baseline
        candidates = self._by_baseline.setdefault(baseline, []) if baseline is not None else []
        group = self._by_words.get(words)
        if group is None or not _is_of_another_objective(group, indicator):
            group = self._similar_group(indicator, candidates)
        if group is None:
            group = []
            self.groups.append(group)
        group.append(indicator)
        self._by_words.setdefault(words, group)
        self._by_name.setdefault(indicator.name_words, group)
        if len(candidates) < _MAX_CANDIDATES and all(group is not candidate for candidate in candidates):
            candidates.append(group)

    def _similar_group(
        self, indicator: ComparableIndicator, candidates: Sequence[DuplicateGroup]
    ) -> DuplicateGroup | None:
        """The first similar group with the same long name or the same distinctive baseline."""
        namesake = self._by_name.get(indicator.name_words)
        if namesake and len(indicator.name_words.split()) >= _LONG_NAME:
            candidates = (namesake, *candidates)
        for candidate in candidates:
            if _is_of_another_objective(candidate, indicator) and _are_similar(candidate[0], indicator):
                return candidate
        return None


def _is_of_another_objective(group: DuplicateGroup, indicator: ComparableIndicator) -> bool:
    return group[0].objective != indicator.objective


def _are_similar(one: ComparableIndicator, other: ComparableIndicator) -> bool:
    """Whether two indicators share half of their words; with equal names, of those of their formulas."""
    if one.name_words == other.name_words:
        words, other_words = _long_words(one.formula_words), _long_words(other.formula_words)
    else:
        words = _long_words(f"{one.name_words} {one.formula_words}")
        other_words = _long_words(f"{other.name_words} {other.formula_words}")
    return 2 * len(words & other_words) >= min(len(words), len(other_words))


def _long_words(words: str) -> set[str]:
    return {word for word in words.split() if len(word) > 3}
