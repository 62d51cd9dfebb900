"""Where each part of the plan was written, so that a rule about the plan can point into a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.source.findings import Place

#: A path into the plan: objective code, indicator id, field, year; shorter for larger parts.
Path = tuple[str, ...]


@dataclass(slots=True)
class Places:
    """Remembers places while the plan is read. The plan itself knows nothing of files."""

    _places: dict[Path, Place] = field(default_factory=dict)

    def put(self, place: Place, *path: str) -> None:
        """Remember where a part stands."""
        self._places[path] = place

    def of(self, *path: str) -> Place:
        """Where a part stands, or else the nearest larger part that is known."""
        for length in range(len(path), 0, -1):
            if place := self._places.get(path[:length]):
                return place
        return self._places[()]

    def as_mapping(self) -> Mapping[Path, Place]:
        """All places by path."""
        return self._places
