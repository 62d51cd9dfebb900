"""Where each part of the plan was written, so that a rule about the plan can point into a file."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.loading.diagnostics import SourceLocation
from generator.loading.validation import ValidatedMapping

#: A path into the plan: objective code, indicator id, field, year; shorter for larger parts.
Path = tuple[str, ...]

#: The tables whose rows are parts of the plan: a value for each year.
_TABLES = ("stato", "target")


class SourceMap(Struct):
    """Remembers places while the plan is read. The plan itself knows nothing of files.

    Of a group of fields its record is remembered: few of their places are ever asked for.
    """

    _places: dict[Path, SourceLocation] = field(default_factory=dict)
    _records: dict[Path, ValidatedMapping] = field(default_factory=dict)

    def put(self, place: SourceLocation, *path: str) -> None:
        """Remember where a part stands."""
        self._places[path] = place

    def put_record(self, record: ValidatedMapping, *path: str) -> None:
        """Remember where a group of fields stands, and so each of its fields and of their values."""
        self._places[path] = record.place
        self._records[path] = record

    def of(self, *path: str) -> SourceLocation:
        """Where a part stands, or else the nearest larger part that is known."""
        for length in range(len(path), 0, -1):
            if place := self._find(path[:length]):
                return place
        return self._places[()]

    def as_mapping(self) -> Mapping[Path, SourceLocation]:
        """All places by path."""
        found: dict[Path, SourceLocation] = {}
        for path, record in self._records.items():
            found |= {(*path, *below): place for below, place in _within(record)}
        return found | self._places

    def _find(self, path: Path) -> SourceLocation | None:
        if place := self._places.get(path):
            return place
        if record := self._records.get(path[:-1]):
            return _place_of_field(record, path[-1])
        if (record := self._records.get(path[:-2])) and path[-2] in _TABLES:
            return next(
                (value.place for year, value in record.table(path[-2]) if year.text == path[-1]), None
            )
        return None


def _place_of_field(record: ValidatedMapping, name: str) -> SourceLocation | None:
    """Where the text of a field stands, or else its key."""
    scalar = record.texts.get(name) or record.keys.get(name)
    return scalar.place if scalar else None


def _within(record: ValidatedMapping) -> Iterator[tuple[Path, SourceLocation]]:
    for name, key in record.keys.items():
        yield (name,), record.texts.get(name, key).place
    for name in _TABLES:
        yield from (((name, year.text), value.place) for year, value in record.table(name))
