"""Fields of an indicator that hold values: unit, condition, baselines, targets, those of its structures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from generator.importing.recognition.cell_value import CellValue
from generator.importing.recognition.readings import Measure, PartReadings, Readings, same_meaning
from generator.importing.recognition.safe_texts import safe
from generator.importing.recognition.unit_choice import UnitChoice, choose_unit, reads, time_beside
from generator.importing.recognition.value_doubts import remark_shares, set_misread_apart
from generator.importing.recognition.value_units import condition_in, difference_problem, is_in_unit, unit_in
from generator.importing.yaml_text import Node
from generator.plan import units
from generator.plan.conditions import Condition
from generator.plan.units import Unit

NOT_AVAILABLE = "n.d."


class ValueContent(Struct):
    """The fields of an indicator that hold values, as far as they are known.

    `words` are texts of targets that say more than their values, by year.
    """

    unit: UnitChoice
    fields: dict[str, Node] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    baseline_words: dict[int, str] = field(default_factory=dict)


def value_content(
    written_unit: str,
    readings: Readings,
    years: Sequence[int],
    *,
    has_steps: bool,
    signs_percent: bool = False,
) -> ValueContent:
    """Unit, condition, baselines and targets of an indicator; doubts are added to its readings."""
    set_misread_apart(readings)
    values = [
        measure.value
        for part in readings.parts.values()
        for measures in (part.targets, part.baselines)
        for measure in measures.values()
    ]
    results = [one.value for part in readings.parts.values() for one in part.results.values()]
    choice = choose_unit(written_unit, values or results)
    place = _place(readings)
    if choice.doubt:
        readings.remark(place, choice.doubt)
    if not written_unit and len({beside for value in values if (beside := time_beside(value))}) > 1:
        readings.remark(place, "i valori sono in unità di tempo diverse")
    if choice.unit == units.PERCENT and not signs_percent:
        remark_shares(readings)
    content = ValueContent(choice)
    writer = _Writer(content, readings, tuple(years))
    shared = _shared(readings.parts)
    if choice.text:
        content.fields["unita"] = choice.text
    if choice.scale:
        content.fields["scala"] = list(choice.scale)
    writer.write_whole(shared, has_steps=has_steps, has_parts=len(readings.parts) > 1)
    return content


def _place(readings: Readings) -> str:
    places = (one.place for part in readings.parts.values() for one in part.targets.values())
    return next(places, "")


def _shared(parts: Mapping[str, PartReadings]) -> PartReadings:
    """The values that all structures have in common."""
    found = list(parts.values())
    if len(found) == 1:
        return found[0]
    shared = PartReadings()
    for name in ("targets", "baselines"):
        groups: list[dict[int, Measure]] = [getattr(part, name) for part in found]
        for key, measure in groups[0].items():
            if all(key in group and same_meaning(group[key], measure) for group in groups):
                getattr(shared, name)[key] = measure
    return shared


class _Writer(Struct):
    """A writer of values into the fields of an indicator."""

    content: ValueContent
    readings: Readings
    years: tuple[int, ...]

    def write_whole(self, whole: PartReadings, *, has_steps: bool, has_parts: bool) -> None:
        """Write the values of the indicator itself."""
        fields = self.content.fields
        if common := self._common_condition():
            fields["condizione"] = common.value
        targets = {
            year: one
            for year, one in whole.targets.items()
            if year in self.years and not (has_steps and one.value.steps)
        }
        for year in sorted(set(whole.targets) - set(self.years)):
            one = whole.targets[year]
            self.readings.remark(
                one.place, f"il traguardo «{one.shown}» è del {year}, che non è un anno del piano"
            )
        is_complete = not has_parts or bool(targets)
        self._write_common(fields, whole, targets, needed=is_complete and not has_steps)

    def _write_common(
        self, fields: dict[str, Node], whole: PartReadings, targets: Mapping[int, Measure], *, needed: bool
    ) -> None:
        condition = self._common_condition() if not targets else self._condition(targets)
        if condition:
            signs = {one.value.sign for one in targets.values() if one.value.text}
            fields["condizione"] = (signs.pop() if len(signs) == 1 else "") or condition.value
        if baselines := self._baselines(whole.baselines):
            fields["stato"] = baselines
        interim: dict[str, Node] = {}
        rows: dict[str, Node] = {}
        for year, measure in sorted(targets.items()):
            row = self._target(year, measure, condition)
            if row is not None:
                rows[str(year)] = row
            interim |= self._interim(year, measure)
        if interim:
            fields["traguardi_intermedi"] = interim
        if needed:
            rows = self._with_first(rows, targets)
        if rows:
            fields["target"] = rows

    def _with_first(self, rows: dict[str, Node], targets: Mapping[int, Measure]) -> dict[str, Node]:
        """A plan promises something for its first year: `n.d.` where the document does not."""
        first = str(self.years[0])
        if first in rows or any(isinstance(row, Mapping) and "entro" in row for row in rows.values()):
            return rows
        if not any(one.shown for one in targets.values()) or int(first) not in targets:
            self.readings.remark(
                _place(self.readings), f"manca il traguardo del {first}: è stato scritto «n.d.»"
            )
        return {first: NOT_AVAILABLE, **rows}

    def write_part(
        self, part: PartReadings, shared: PartReadings, whole: Mapping[str, Node]
    ) -> dict[str, Node]:
        """The fields of a structure: what is not that of the indicator."""
        fields: dict[str, Node] = {}
        targets = {
            year: one
            for year, one in part.targets.items()
            if year in self.years and year not in shared.targets
        }
        condition = self._condition(targets)
        if condition and condition.value != whole.get("condizione"):
            fields["condizione"] = condition.value
        rows = {
            str(year): row
            for year, one in sorted(targets.items())
            if (row := self._target(year, one, condition)) is not None
        }
        if rows:
            fields["target"] = rows
        own = {year: one for year, one in part.baselines.items() if year not in shared.baselines}
        if baselines := self._baselines(own):
            fields["stato"] = baselines
        return fields

    def _common_condition(self) -> Condition | None:
        """The condition that all structures have; `None` where they differ."""
        found = {
            self._condition(part.targets)
            for part in self.readings.parts.values()
            if any(one.value.text for one in part.targets.values())
        }
        return found.pop() if len(found) == 1 else None

    def _condition(self, targets: Mapping[int, Measure]) -> Condition | None:
        """The condition that all targets with a value have; `None` where they differ or have none.

        Targets in words, or of another unit, have no part in it; then conditions are written year by year.
        """
        values = [one.value for one in targets.values() if one.value.text]
        if any(one.value.steps for one in targets.values()):
            return None
        if any(not is_in_unit(value, self.content.unit.unit) for value in values):
            return None
        if any(one.value.reference and self._difference_problem(one.value, y) for y, one in targets.items()):
            return None
        found = {condition_in(value, self.content.unit.unit) for value in values}
        if len(found) == 1:
            condition = found.pop()
            if condition is Condition.BETWEEN and any(value.reference for value in values):
                return None
            return condition
        return None

    def _target(self, year: int, measure: Measure, common: Condition | None) -> "Node | None":
        """The entry of a year's target."""
        value = measure.value
        if value.is_absent or not value.text:
            if value.steps:
                return self._as_words(measure, "si divide in parti che non si sanno scrivere")
            return NOT_AVAILABLE if value.is_declared else None
        if value.reference and (problem := self._difference_problem(value, year)):
            return self._as_words(measure, problem)
        if value.words:
            self.content.words[year] = value.words
        unit = unit_in(value, self.content.unit.unit)
        row: dict[str, Node] = {"valore": value.text}
        if value.reference:
            row["rispetto_a"] = value.reference
        if unit == units.TEXT and not value.is_text:
            return self._as_words(measure, f"non è un valore in «{self.content.unit.unit.label}»")
        if unit != self.content.unit.unit:
            row["unita"] = unit.symbol
        self._write_condition(row, measure, common)
        self._write_due(row, measure, unit, year)
        return row["valore"] if len(row) == 1 else row

    def _write_due(self, row: dict[str, Node], measure: Measure, unit: Unit, year: int) -> None:
        """Write the day of a target, unless the target is that day."""
        due = measure.value.due
        if due is None or (unit == units.DATE and f"{due:%d%m%Y}" in re.sub(r"\D", "", measure.value.text)):
            return
        if unit == units.DATE or due.year != year:
            self.readings.remark(measure.place, f"accanto a «{measure.shown}» c'è il giorno {due:%d/%m/%Y}")
        else:
            row["entro"] = f"{due:%d/%m/%Y}"

    def _as_words(self, measure: Measure, problem: str) -> Node:
        """The target in words that cannot be a value, with a doubt."""
        text = " ".join(measure.shown.split())
        self.readings.remark(measure.place, f"«{text}» {problem}: resta un testo")
        return {"valore": safe(text), "unita": units.TEXT.symbol}

    def _write_condition(self, row: dict[str, Node], measure: Measure, common: Condition | None) -> None:
        """Write the condition of a year, unless it is that of all years."""
        value = measure.value
        condition = condition_in(value, self.content.unit.unit)
        if condition and condition is not common:
            row["condizione"] = condition.value
        if condition is None and value.condition is not None:
            text = f"«{value.condition.value}» non va con «{measure.shown}»: è stata tolta"
            self.readings.remark(measure.place, text)

    def _difference_problem(self, value: CellValue, year: int) -> str:
        unit = self.content.unit.unit
        is_percentage = unit == units.PERCENT or any(
            one.value.text.endswith("%") and reads(one.value.text, units.PERCENT) and not one.value.reference
            for part in self.readings.parts.values()
            for one in (*part.targets.values(), *part.baselines.values())
        )
        return difference_problem(value, year, unit, is_percentage=is_percentage)

    def _interim(self, year: int, measure: Measure) -> dict[str, Node]:
        value = measure.value
        found: dict[str, Node] = {}
        for day, text in value.interim:
            if (
                day.year == year
                and not value.is_text
                and reads(text, unit_in(value, self.content.unit.unit))
                and day < (value.due or date(year, 12, 31))
            ):
                found[day.isoformat()] = text
            else:
                self.readings.remark(
                    measure.place, f"il traguardo intermedio «{text}» del {day:%d/%m/%Y} non si può scrivere"
                )
        return found

    def _spelt(self, measure: Measure) -> str:
        """The text of a value; a number keeps the «n.» before it."""
        text = measure.value.text
        is_number = self.content.unit.unit == units.NUMBER
        return measure.shown if is_number and measure.shown == f"n. {text}" else text

    def _baselines(self, baselines: Mapping[int, Measure]) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for year, measure in sorted(baselines.items()):
            value = measure.value
            if value.is_absent or not measure.shown:
                if value.is_declared:
                    found[str(year)] = NOT_AVAILABLE
                continue
            problem = ""
            if (
                value.is_text
                or value.reference
                or value.steps
                or value.interim
                or value.condition is Condition.BETWEEN
            ):
                problem = "non è un valore"
            elif not reads(value.text, self.content.unit.unit):
                problem = f"non è un valore in «{self.content.unit.unit.label}»"
            if problem:
                self.readings.remark(
                    measure.place,
                    f"il valore di partenza del {year}, «{measure.shown}», {problem}: non è stato importato",
                )
                continue
            if value.words and not (value.condition or value.due):
                self.content.baseline_words[year] = value.words
            elif value.words or value.condition or value.due:
                self.readings.remark(measure.place, f"il valore di partenza del {year} è «{measure.shown}»")
            found[str(year)] = self._spelt(measure)
        return found


def part_contents(
    content: ValueContent, readings: Readings, years: Sequence[int]
) -> dict[str, dict[str, Node]]:
    """The fields of each structure, by its name."""
    shared = _shared(readings.parts)
    writer = _Writer(content, readings, tuple(years))
    return {name: writer.write_part(part, shared, content.fields) for name, part in readings.parts.items()}


def joined(texts: Iterable[str]) -> str:
    """Different texts of one field as one."""
    return "; ".join(dict.fromkeys(text for text in texts if text))
