"""Which indicators are the same one, said in different objectives, and where they disagree.

They are kin if they belong to two objectives and share name and formula; or half of their words, and
besides a name that is long enough to mean one thing only, or an uncommon baseline.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.loading.diagnostics import SourceLocation
from generator.plan.values import Value, numeric_value

_LONG_NAME = 5
#: A baseline of three digits or more is seldom shared by chance.
_UNCOMMON_DIGITS = 3
#: With more kin of the same baseline than this no comparison would tell anything.
_MAX_RIVALS = 8


class ComparableIndicator(Struct, frozen=True):
    """What is compared of an indicator, and where each part of it stands.

    `indicator` and `formula` are the words of its name and of its formula (`words_of`). `baseline` and
    `target` are the figures (`figure_of`) of the baseline and of the plan's first year, `None` where there
    are none; `mark` is the baseline, if it is uncommon.
    """

    objective: str
    id: str
    indicator: str
    formula: str
    type: str
    unit: str
    unit_text: str
    baseline: str | None
    mark: str | None
    target: str | None
    target_text: str
    type_place: SourceLocation
    unit_place: SourceLocation
    target_place: SourceLocation

    @property
    def name(self) -> str:
        """As messages refer to it."""
        return f"{self.objective} («{self.id}»)"


DuplicateGroup = list[ComparableIndicator]


def figure_of(value: Value | None) -> str | None:
    """The figure of a value as a text, the same for all that are equal: of 1,50 and of 1,5."""
    figure = numeric_value(value) if value is not None else None
    return None if figure is None else _shortest(figure)


def uncommon(value: Value | None) -> str | None:
    """The figure of a baseline, if hardly another indicator has it by chance."""
    figure = figure_of(value) if value is not None and value.IS_QUANTITY else None
    if figure is None or len(figure.lstrip("-").replace(".", "").strip("0")) < _UNCOMMON_DIGITS:
        return None
    return figure


def _shortest(figure: Decimal) -> str:
    text = f"{figure:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def find_duplicate_groups(members: Iterable[ComparableIndicator]) -> tuple[DuplicateGroup, ...]:
    """Groups of two or more indicators that are the same, in the order of their files."""
    search = _Search()
    for member in members:
        search.place(member)
    return tuple(family for family in search.families if len(family) > 1)


def disagreements(
    families: Iterable[DuplicateGroup],
    key: Callable[[ComparableIndicator], Hashable],
    within: Callable[[ComparableIndicator], Hashable] = lambda _: True,
) -> Iterator[tuple[ComparableIndicator, ComparableIndicator]]:
    """Members whose key is not their family's most frequent one, each with a member that has that.

    Only those with the same `within` are compared; `None`, as key or as `within`, takes no part.
    """
    for family in families:
        for group in _split(family, within).values():
            keys = [key(member) for member in group]
            counts = Counter(one for one in keys if one is not None)
            if len(counts) > 1:
                usual_key = counts.most_common(1)[0][0]
                usual = group[keys.index(usual_key)]
                for member, its_key in zip(group, keys, strict=True):
                    if its_key is not None and its_key != usual_key:
                        yield member, usual


def _split(
    family: DuplicateGroup, within: Callable[[ComparableIndicator], Hashable]
) -> dict[Hashable, DuplicateGroup]:
    groups: dict[Hashable, DuplicateGroup] = {}
    for member in family:
        group = within(member)
        if group is not None:
            groups.setdefault(group, []).append(member)
    return groups


class _Search:
    def __init__(self) -> None:
        self.families: list[DuplicateGroup] = []
        self._by_wording: dict[tuple[str, str], DuplicateGroup] = {}
        self._by_name: dict[str, DuplicateGroup] = {}
        self._by_baseline: dict[str, list[DuplicateGroup]] = {}

    def place(self, member: ComparableIndicator) -> None:
        """Put an indicator into the family that it belongs to, or into a new one."""
        wording = (member.indicator, member.formula)
        rivals = self._by_baseline.setdefault(member.mark, []) if member.mark is not None else []
        family = self._by_wording.get(wording)
        if family is None or not _is_elsewhere(family, member):
            family = self._likely(member, rivals)
        if family is None:
            family = []
            self.families.append(family)
        family.append(member)
        self._by_wording.setdefault(wording, family)
        self._by_name.setdefault(member.indicator, family)
        if len(rivals) < _MAX_RIVALS and all(family is not rival for rival in rivals):
            rivals.append(family)

    def _likely(self, member: ComparableIndicator, rivals: Sequence[DuplicateGroup]) -> DuplicateGroup | None:
        """The first family with the same long name, or the same uncommon baseline, that is alike."""
        namesake = self._by_name.get(member.indicator)
        if namesake and len(member.indicator.split()) >= _LONG_NAME:
            rivals = (namesake, *rivals)
        words = _long_words(f"{member.indicator} {member.formula}") if rivals else set()
        for rival in rivals:
            if _is_elsewhere(rival, member) and _alike(rival[0], member, words):
                return rival
        return None


def _is_elsewhere(family: DuplicateGroup, member: ComparableIndicator) -> bool:
    """Whether the first member of a family is of another objective."""
    return family[0].objective != member.objective


def _alike(member: ComparableIndicator, other: ComparableIndicator, others_words: set[str]) -> bool:
    """Whether two indicators have half of their words in common; if the names agree, of their formulas'."""
    if member.indicator == other.indicator:
        words, others_words = _long_words(member.formula), _long_words(other.formula)
    else:
        words = _long_words(f"{member.indicator} {member.formula}")
    return 2 * len(words & others_words) >= min(len(words), len(others_words))


def _long_words(words: str) -> set[str]:
    return {word for word in words.split() if len(word) > 3}
