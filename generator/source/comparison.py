"""What is set beside each other over a whole plan: its indicators, and the wordings of their formulas."""

from functools import cached_property

from msgspec import Struct

from generator.source.kinship import Family, Member, find_families
from generator.source.wording import Wording


class Comparison(Struct, frozen=True, dict=True):
    """All indicators that could be read, and all formulas; `first_year` is the year of the targets.

    A rule looks at the ones or at the others, never at both, so that each can be compared without the rest.
    """

    members: tuple[Member, ...]
    wordings: tuple[Wording, ...]
    first_year: int | None = None

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Indicators that are the same one in several objectives."""
        return find_families(self.members)
