"""Source map: the location in the files of each part of the plan."""

from msgspec import Struct, field

from generator.loading.diagnostics import SourceLocation
from generator.loading.validation import ValidatedMapping

#: A path into the plan: objective code, indicator id, field, year; shorter for larger parts.
Path = tuple[str, ...]

#: The tables whose rows are parts of the plan: a value for each year, or for a day.
_TABLES = ("stato", "target", "traguardi_intermedi")


def part_id(indicator: str, part: str) -> str:
    """What stands for the id of an indicator in the path of one of its parts."""
    return f"{indicator}/{part}"


class SourceMap(Struct):
    """Locations by path, filled while the plan is read; the plan itself knows nothing of files.

    The mapping of an objective or an indicator is stored whole: the locations of its fields are looked up
    when asked for.
    """

    _locations: dict[Path, SourceLocation] = field(default_factory=dict)
    _mappings: dict[Path, ValidatedMapping] = field(default_factory=dict)

    def put(self, location: SourceLocation, *path: str) -> None:
        """Add the location of a part."""
        self._locations[path] = location

    def put_mapping(self, mapping: ValidatedMapping, *path: str) -> None:
        """Add the location of a mapping, of its fields and of the rows of its tables."""
        self._locations[path] = mapping.location
        self._mappings[path] = mapping

    def of(self, *path: str) -> SourceLocation:
        """The location of a part, or else of the nearest larger part that is known."""
        for length in range(len(path), 0, -1):
            if location := self._find(path[:length]):
                return location
        return self._locations[()]

    def _find(self, path: Path) -> SourceLocation | None:
        if location := self._locations.get(path):
            return location
        if mapping := self._mappings.get(path[:-1]):
            return _location_of_field(mapping, path[-1])
        if (mapping := self._mappings.get(path[:-2])) and path[-2] in _TABLES:
            rows = mapping.table_values(path[-2])
            return next((value.location for year, value in rows if year.text == path[-1]), None)
        return None


def _location_of_field(mapping: ValidatedMapping, name: str) -> SourceLocation | None:
    """The location of a text field's value, or else of the field's key."""
    scalar = mapping.texts.get(name) or mapping.keys.get(name)
    return scalar.location if scalar else None
