"""Which indicators are the same one, said in different objectives, and where they disagree.

They are kin if they belong to two objectives and share name and formula; or half of their words, and
besides a name that is long enough to mean one thing only, or an uncommon baseline.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.plan.values import Day, Value, YesNo, magnitude
from generator.source.findings import Place

_WORD = re.compile(r"\w+")
_LONG_NAME = 5
#: A baseline of three digits or more is seldom shared by chance.
_UNCOMMON_DIGITS = 3
#: With more kin of the same baseline than this no comparison would tell anything.
_MAX_RIVALS = 8


@dataclass(frozen=True, slots=True)
class Member:
    """What is compared of an indicator, and where each part of it stands.

    `baseline` and `target` are the figures of the baseline and of the plan's first year, `None` where
    there are none; `mark` is the baseline, if it is uncommon.
    """

    objective: str
    id: str
    indicator: str
    formula: str
    type: str
    unit: str
    unit_text: str
    baseline: Decimal | None
    mark: Decimal | None
    target: Decimal | None
    target_text: str
    type_place: Place
    unit_place: Place
    target_place: Place

    @property
    def name(self) -> str:
        """As messages refer to it."""
        return f"{self.objective} («{self.id}»)"


Family = list[Member]
Words = tuple[str, ...]


def uncommon(value: Value | None) -> Decimal | None:
    """The figure of a baseline, if hardly another indicator has it by chance."""
    if value is None or isinstance(value, (Day, YesNo)):
        return None
    figure = magnitude(value)
    if figure is None or len(figure.normalize().as_tuple().digits) < _UNCOMMON_DIGITS:
        return None
    return figure


def find_families(members: Iterable[Member]) -> tuple[Family, ...]:
    """Groups of two or more indicators that are the same, in the order of their files."""
    search = _Search()
    for member in members:
        search.place(member)
    return tuple(family for family in search.families if len(family) > 1)


def disagreements(
    families: Iterable[Family],
    key: Callable[[Member], Hashable],
    within: Callable[[Member], Hashable] = lambda _: True,
) -> Iterator[tuple[Member, Member]]:
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


def _split(family: Family, within: Callable[[Member], Hashable]) -> dict[Hashable, Family]:
    groups: dict[Hashable, Family] = {}
    for member in family:
        group = within(member)
        if group is not None:
            groups.setdefault(group, []).append(member)
    return groups


class _Search:
    def __init__(self) -> None:
        self.families: list[Family] = []
        self._by_wording: dict[tuple[Words, Words], Family] = {}
        self._by_name: dict[Words, Family] = {}
        self._by_baseline: dict[Decimal, list[Family]] = {}

    def place(self, member: Member) -> None:
        """Put an indicator into the family that it belongs to, or into a new one."""
        name, formula = _words(member.indicator), _words(member.formula)
        family = _elsewhere([self._by_wording.get((name, formula), [])], member)
        baseline = member.mark
        rivals = self._by_baseline.setdefault(baseline, []) if baseline is not None else []
        if family is None:
            namesakes = [self._by_name.get(name, [])] if len(name) >= _LONG_NAME else []
            likely = (rival for rival in (*namesakes, *rivals) if rival and _alike(rival[0], name, formula))
            family = _elsewhere(likely, member)
        if family is None:
            family = []
            self.families.append(family)
        family.append(member)
        self._by_wording.setdefault((name, formula), family)
        self._by_name.setdefault(name, family)
        if len(rivals) < _MAX_RIVALS and all(family is not rival for rival in rivals):
            rivals.append(family)


def _elsewhere(families: Iterable[Family], member: Member) -> Family | None:
    """The first family whose first member is of another objective."""
    return next((family for family in families if family and family[0].objective != member.objective), None)


def _alike(member: Member, name: Words, formula: Words) -> bool:
    """Whether an indicator has half of its words in common with a name and formula."""
    its_name, its_formula = _words(member.indicator), _words(member.formula)
    if its_name == name:
        # Nothing is left to compare but the formulas.
        its_name = name = ()
    one, other = _content(its_name + its_formula), _content(name + formula)
    return 2 * len(one & other) >= min(len(one), len(other))


def _content(words: Words) -> set[str]:
    return {word for word in words if len(word) > 3}


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold()))
