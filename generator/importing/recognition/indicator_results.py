"""Results of an indicator: those that its measurements have, by day; others are doubts."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from generator.importing.recognition.number_sizes import may_be_misread
from generator.importing.recognition.own_field_names import named_values
from generator.importing.recognition.readings import Measure, PartReadings, Readings
from generator.importing.recognition.safe_texts import safe
from generator.importing.recognition.unit_choice import reads
from generator.importing.recognition.value_fields import NOT_AVAILABLE, ValueContent
from generator.importing.yaml_text import Node
from generator.plan import units
from generator.plan.units import Unit
from generator.plan.values import Day, comparable


class ResultWriter(Struct):
    """A writer of results. `values` are the fields of the indicator, `office_ids` the offices by name."""

    values: ValueContent
    readings: Readings
    office_ids: Mapping[str, str]

    def write(self, *, has_parts: bool, has_steps: bool) -> dict[date, Node]:
        """The results by day; `has_parts`: structures have their own, `has_steps`: values are steps."""
        readings = self.readings
        written: dict[date, Node] = {}
        days = sorted({day for part in readings.parts.values() for day in (*part.results, *part.degrees)})
        for day in days:
            found = {name: self._result(day, part) for name, part in readings.parts.items()}
            texts = {name: text for name, text in found.items() if text}
            notes = [
                (name, f"grado di raggiungimento nel documento: {part.degrees[day]}")
                for name, part in readings.parts.items()
                if day in part.degrees
            ]
            notes += [
                (name, f"nel documento: {one.shown}")
                for name, part in readings.parts.items()
                if (one := part.results.get(day))
                and (one.value.words or (one.value.is_absent and one.shown.casefold() != NOT_AVAILABLE))
            ]
            if not texts:
                continue
            if has_steps:
                for name, text in texts.items():
                    readings.remark(
                        _place_of(readings, name, day),
                        f"il risultato «{text}» del {day:%d/%m/%Y} non è per fasi: non è stato importato",
                    )
                continue
            row: dict[str, Node] = {}
            if has_parts:
                row["per_ufficio"] = {self.office_ids[name]: text for name, text in texts.items() if name}
            else:
                row["valore"] = next(iter(texts.values()))
            if note := named_values((name, "", text) for name, text in notes):
                row["nota"] = safe(note[:1].upper() + note[1:])
            written[day] = row["valore"] if [*row] == ["valore"] else row
        return written

    def _result(self, day: date, part: PartReadings) -> str:
        """The text of a result; empty if there is none."""
        readings, measure = self.readings, part.results.get(day)
        if measure is None:
            return ""
        value = measure.value
        if value.is_absent:
            return NOT_AVAILABLE
        unit = _unit_of_year(day.year, self.values)
        text = " ".join(measure.shown.split()) if unit == units.TEXT else value.text
        problem = value.reference or value.steps or value.interim or (value.is_text and unit != units.TEXT)
        if problem or not reads(text, unit):
            readings.remark(
                measure.place,
                f"il risultato «{measure.shown}» non è un valore in «{unit.label}»: non è stato importato",
            )
            return ""
        references = [one.value.text for one in (*part.targets.values(), *part.baselines.values())]
        target = part.targets.get(day.year)
        if target and not target.value.is_absent and _is_of_other_kind(text, target.value.text, unit):
            said = f"il risultato «{measure.shown}» non si confronta con il traguardo: non è stato importato"
            readings.remark(measure.place, said)
            return ""
        if may_be_misread(text, references):
            said = f"il risultato «{measure.shown}» si può leggere in due modi: non è stato importato"
            readings.remark(measure.place, said)
            return ""
        if _is_after(text, unit, day):
            readings.remark(
                measure.place,
                f"il risultato «{measure.shown}» viene dopo il {day:%d/%m/%Y}: non è stato importato",
            )
            return ""
        if value.condition or value.due:
            readings.remark(measure.place, f"il risultato è «{measure.shown}»")
        return text


def _unit_of_year(year: int, values: ValueContent) -> Unit:
    """The unit of a result: that of the target of its year, which may have its own."""
    rows = values.fields.get("target")
    row = rows.get(str(year)) if isinstance(rows, Mapping) else None
    if isinstance(row, Mapping) and isinstance(row.get("unita"), str):
        return units.read_unit(str(row["unita"]))
    return values.unit.unit


def _is_of_other_kind(text: str, target: str, unit: Unit) -> bool:
    """Whether a result is of another kind than the target, as a percentage is of a number."""
    wanted = units.read_range(target, unit) or (
        units.read_value(target, unit) if reads(target, unit) else None
    )
    return wanted is not None and not comparable(units.read_value(text, unit), wanted)


def _is_after(text: str, unit: Unit, day: date) -> bool:
    """Whether a result is a day after that of its measurement."""
    value = units.read_value(text, unit)
    return isinstance(value, Day) and value.day > day


def _place_of(readings: Readings, name: str, day: date) -> str:
    measure: Measure | None = readings.parts[name].results.get(day)
    return measure.place if measure else ""
