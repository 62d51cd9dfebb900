"""Parts of files: what one objective adds to files that are about all of them.

A part depends on its objective only, so that a file can be put together from parts that were made before,
by other processes or in an earlier run.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from msgspec import Struct, field

from generator.plan.model import Objective

#: Before and after parts that stand alone.
NOTHING = (b"", b"")


class Parts(Protocol):
    """Finds the parts of files."""

    def joined(
        self,
        file: str,
        objectives: Iterable[Objective],
        separator: bytes = b"",
        around: tuple[bytes, bytes] = NOTHING,
    ) -> bytes:
        """The parts of a file, one after the other; objectives that add nothing to it are passed over.

        `around` is what comes before and after them: to add it later would copy all of it once more.
        """


class FreshParts(Struct, frozen=True):
    """Makes all parts of an objective with `make` when the first of them is asked for, and keeps them."""

    make: Callable[[Objective], Mapping[str, bytes]]
    _made: dict[str, Mapping[str, bytes]] = field(default_factory=dict)

    def joined(
        self,
        file: str,
        objectives: Iterable[Objective],
        separator: bytes = b"",
        around: tuple[bytes, bytes] = NOTHING,
    ) -> bytes:
        """The parts of a file."""
        parts = separator.join(filter(None, (self._of(objective).get(file) for objective in objectives)))
        return parts.join(around)

    def _of(self, objective: Objective) -> Mapping[str, bytes]:
        if objective.code not in self._made:
            self._made[objective.code] = self.make(objective)
        return self._made[objective.code]


#: Of a dataset that no file is made of.
NO_PARTS = FreshParts(lambda _: {})
