"""What is set beside each other over a whole plan: its indicators, and the wordings of their formulas."""

from functools import cached_property

from msgspec import Struct

from generator.checks.duplicates import ComparableIndicator, DuplicateGroup, find_duplicate_groups
from generator.checks.formula_variants import Wording


class CrossRuleContext(Struct, frozen=True, dict=True):
    """All indicators that could be read, and all formulas; `first_year` is the year of the targets.

    A rule looks at the ones or at the others, never at both, so that each can be compared without the rest.
    """

    members: tuple[ComparableIndicator, ...]
    wordings: tuple[Wording, ...]
    first_year: int | None = None

    @cached_property
    def families(self) -> tuple[DuplicateGroup, ...]:
        """Indicators that are the same one in several objectives."""
        return find_duplicate_groups(self.members)
