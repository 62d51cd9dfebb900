"""Readings of an indicator: its targets, baselines and results, by structure and by year or day."""

from datetime import date

from msgspec import Struct, field

from generator.importing.recognition.cell_value import CellValue
from generator.importing.recognition.tree import Remark


class Measure(Struct, frozen=True):
    """A value with its place and the text of its cell."""

    value: CellValue
    place: str
    shown: str


class PartReadings(Struct):
    """The values of an indicator, or of one of its structures. `degrees` are the body's own, by day."""

    targets: dict[int, Measure] = field(default_factory=dict)
    baselines: dict[int, Measure] = field(default_factory=dict)
    results: dict[date, Measure] = field(default_factory=dict)
    degrees: dict[date, str] = field(default_factory=dict)
    derived_days: set[date] = field(default_factory=set)


class Readings(Struct):
    """All values of an indicator, by structure; that of an indicator without is called with no name.

    `divided` is the place of a cell that was divided into name and formula without a mark, `place` that of
    its name.
    """

    parts: dict[str, PartReadings] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    divided: str = ""
    place: str = ""

    def remark(self, place: str, text: str, *, is_noted: bool = True) -> None:
        """Add a doubt, once; without a place it is about the indicator."""
        remark = Remark(place or self.place, text, is_noted)
        if remark not in self.remarks:
            self.remarks.append(remark)


def _meaning(value: CellValue) -> tuple[object, ...]:
    return value.text, value.condition, value.reference, value.due, value.interim, value.steps


def same_meaning(one: Measure, other: Measure) -> bool:
    """Whether two cells say the same."""
    return _meaning(one.value) == _meaning(other.value)
