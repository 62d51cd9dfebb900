"""Reader of the values of an indicator: the cells of its records, with their signs, days and units."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.recognition.cell_value import CellValue
from generator.importing.recognition.cell_values import is_absent, read_cell
from generator.importing.recognition.condition_texts import condition_of
from generator.importing.recognition.days import end_of_quarter, find_deadline
from generator.importing.recognition.document_context import DocumentContext
from generator.importing.recognition.headings import is_sign
from generator.importing.recognition.numerals import Spelling, in_italian
from generator.importing.recognition.plan_years import result_day, year_of
from generator.importing.recognition.readings import Measure, PartReadings, Readings, same_meaning
from generator.importing.recognition.records import HEADER_SIGN, Field, Record, table_of
from generator.importing.recognition.roles import Role
from generator.importing.recognition.structures import part_name, structure_role
from generator.importing.recognition.target_fields import ambiguity, by_year, is_interim
from generator.importing.recognition.tree import IndicatorDraft
from generator.plan.conditions import Condition

K = TypeVar("K", int, date)

#: Spellings of «n.d.» and «n.a.».
_NOT_AVAILABLE = re.compile(r"n[./]? ?[da][./]?")
#: A number without a unit.
_BARE = re.compile(r"-?[\d.,]+")


def read_values(draft: IndicatorDraft, context: DocumentContext) -> Readings:
    """The values of all records of an indicator."""
    title = draft.records[0].first(Role.NAME)
    found = Readings(place=title.cell.place if title else "")
    role = structure_role(draft)
    names = [part_name(record, role) for record in draft.records]
    known = list(dict.fromkeys(name for name in names if name))
    for record, name in zip(draft.records, names, strict=True):
        # With one structure alone, a row that names none is of that one.
        part = found.parts.setdefault(known[0] if len(known) == 1 else name, PartReadings())
        _Reader(record, part, found, context).read()
    return found


class _Reader(Struct):
    """A reader of one record into the readings of a part."""

    record: Record
    part: PartReadings
    found: Readings
    context: DocumentContext

    def read(self) -> None:
        wrong = [
            one
            for one in self.record.all(Role.YEAR)
            if one.text and year_of(one.heading, self.record, self.context.years)[0] == 0
        ]
        if wrong and not any(one.heading.year for one in self.record.all(Role.TARGET)):
            cell = wrong[0].cell
            shown = "; ".join(
                f"{one.heading.text}: {one.cell.line}" for one in self.record.fields if one.text
            )
            self.found.remark(
                cell.place, f"l'anno è «{cell.line}», e la riga non è stata importata ({shown})"
            )
            return
        self._read_targets()
        self._read_baselines()
        self._read_results()

    def _value(self, one: Field, year: int) -> CellValue:
        """The value of a cell, with its numbers the Italian way."""
        spelling = self.context.spellings.get(one.scope, Spelling.ITALIAN)
        text, doubt = in_italian(one.text, spelling) if one.cell.value is None else (one.text, "")
        value = self._in_unit_of_heading(read_cell(text, year, self.context.years.first - 1), one)
        if one.cell.value is None or not value.doubts:
            doubts = (*value.doubts, *((doubt,) if doubt else ()))
            return replace(value, doubts=doubts)
        return value

    def _in_unit_of_heading(self, value: CellValue, one: Field) -> CellValue:
        """A bare number under a heading with `%` or `€`, where no column has the units."""
        sign = next((sign for sign in "%€" if sign in one.heading.text), "")
        unit = self.record.first(Role.UNIT)
        if not sign or (unit and not is_absent(unit.text)) or not _BARE.fullmatch(value.text):
            return value
        return replace(value, text=f"{value.text}{sign if sign == '%' else ' €'}")

    def _read_targets(self) -> None:
        qualitative = self.record.first(Role.QUALITATIVE)
        targets = self.record.all(Role.TARGET)
        if qualitative and not is_absent(qualitative.text):
            targets = self._qualitative(qualitative, targets)
        interim: list[tuple[date, Field, CellValue]] = []
        for one in by_year(targets):
            year, is_said = year_of(one.heading, self.record, self.context.years)
            if not year or not one.text:
                continue
            if not is_said:
                self.found.remark(
                    one.cell.place, f"il traguardo non dice il suo anno: è stato scritto nel {year}"
                )
            value = self._value(one, year)
            self._remarks(value, one)
            value = self._with_sign(value, one)
            if doubt := ambiguity(value, one, self.context.years):
                self.found.remark(one.cell.place, doubt)
            value = self._with_due(value, year)
            if one.heading.day and is_interim(one, targets):
                interim.append((one.heading.day, one, value))
            else:
                self._put(self.part.targets, year, Measure(value, one.cell.place, one.text))
        if targets and table_of(targets[0]) in self.context.signed_once:
            self._spread_sign()
        for day, one, value in interim:
            self._add_interim(day, one, value)

    def _spread_sign(self) -> None:
        """Give the sign of the first target to those of the other years."""
        ordered = sorted(self.part.targets.items())
        condition = ordered[0][1].value.condition if ordered else None
        if condition is None:
            return
        for year, one in ordered[1:]:
            value = one.value
            if value.text and not (value.condition or value.is_text or value.reference):
                self.part.targets[year] = replace(one, value=replace(value, condition=condition))
                text = f"il segno davanti a «{ordered[0][1].shown}» vale anche per gli altri anni"
                self.found.remark(ordered[0][1].place, text, is_noted=not self.context.signs_rows)

    def _add_interim(self, day: date, one: Field, value: CellValue) -> None:
        """Add the target of a day to that of its year."""
        measure = self.part.targets.get(day.year)
        if value.is_absent or not (value.text or value.steps):
            return
        is_single = measure is not None and bool(measure.value.text) and bool(value.text)
        if (
            measure is None
            or not is_single
            or value.is_text
            or value.reference
            or (value.condition not in (None, measure.value.condition))
        ):
            text = f"il traguardo intermedio «{one.text}» del {day:%d/%m/%Y} non si può scrivere"
            self.found.remark(one.cell.place, text)
            return
        days = {**dict(measure.value.interim), day: value.text}
        self.part.targets[day.year] = replace(
            measure, value=replace(measure.value, interim=tuple(sorted(days.items())))
        )

    def _qualitative(self, qualitative: Field, targets: Sequence[Field]) -> tuple[Field, ...]:
        """A target in words takes the place of a number that means nothing."""
        numbers = [one for one in targets if one.text and not is_absent(one.text)]
        if all(_is_zero(one.text) for one in numbers):
            for one in (*numbers, *self.record.all(Role.BASELINE)):
                if one.text and not is_absent(one.text):
                    text = f"«{one.text}» non vuol dire niente per un traguardo in parole: è stato tolto"
                    self.found.remark(one.cell.place, text)
            heading = targets[0].heading if targets else qualitative.heading
            return (replace(qualitative, heading=replace(heading, role=Role.QUALITATIVE)),)
        text = f"oltre al valore c'è un traguardo in parole: «{qualitative.cell.line}»"
        self.found.remark(qualitative.cell.place, text)
        return tuple(targets)

    def _with_sign(self, value: CellValue, one: Field) -> CellValue:
        """The value with the condition that stands in a column of its own."""
        if one.role is Role.QUALITATIVE:
            return replace(
                value, text=one.cell.line, is_text=True, is_absent=False, condition=None, steps=(), words=""
            )
        sign = self._sign_of(one)
        if sign is None or value.is_absent or not value.text or value.reference:
            return value
        condition = condition_of(sign.text)
        if condition is None:
            self.found.remark(sign.cell.place, f"«{sign.text}» non è una condizione")
            return value
        if value.condition and value.condition is not condition:
            text = f"la condizione è «{sign.text}», e nel traguardo c'è «{one.text}»"
            self.found.remark(one.cell.place, text)
            return value
        if sign.scope == HEADER_SIGN:
            text = f"il segno «{sign.text}» sta solo nell'intestazione della tabella"
            self.found.remark(one.cell.place, text)
        if condition is Condition.BETWEEN and value.condition is not Condition.BETWEEN:
            return value
        shown = sign.text if sign.text in self.context.unusual_signs else ""
        return value if value.is_text else replace(value, condition=condition, sign=shown)

    def _sign_of(self, one: Field) -> Field | None:
        """The field of the sign of a target: that of its row nearest to it, or else that of the header."""
        signs = [field for field in self.record.all(Role.CONDITION) if field.text]
        own = [field for field in signs if field.scope != HEADER_SIGN]
        if own:
            return min(own, key=lambda field: (abs(field.cell.column - one.cell.column), field.cell.column))
        return signs[0] if signs else None

    def _with_due(self, value: CellValue, year: int) -> CellValue:
        """The value with the day of a column of its own: of a quarter, or of a deadline."""
        quarter = self.record.first(Role.QUARTER)
        due = self.record.first(Role.DUE)
        if value.is_absent or value.due:
            return value
        if quarter and not is_absent(quarter.text):
            day = end_of_quarter(quarter.text, year)
            if day is None:
                self.found.remark(quarter.cell.place, f"«{quarter.text}» non è un trimestre")
            return replace(value, due=day)
        if due and not is_absent(due.text):
            deadline = find_deadline(f"entro {due.cell.line}", year)
            day = end_of_quarter(due.text, year) if deadline is None else deadline.day
            if day is None or day.year != year:
                self.found.remark(due.cell.place, f"la scadenza «{due.cell.line}» non si legge")
                return value
            return replace(value, due=day)
        return value

    def _read_baselines(self) -> None:
        is_qualitative = any(
            measure.value.is_text and measure.shown for measure in self.part.targets.values()
        )
        qualitative = self.record.first(Role.QUALITATIVE)
        for one in by_year(self.record.all(Role.BASELINE)):
            if not one.text or (is_qualitative and qualitative and _is_zero(one.text)):
                continue
            year, is_said = year_of(one.heading, self.record, self.context.years, before=True)
            value = self._value(one, year)
            self._remarks(value, one)
            if not is_said and value.text:
                text = f"il valore di partenza non dice il suo anno: è stato scritto nel {year}"
                self.found.remark(one.cell.place, text)
            if year >= self.context.years.first:
                if value.text:
                    text = (
                        f"il valore di partenza «{one.text}» è del {year}, un anno del piano: non è importato"
                    )
                    self.found.remark(one.cell.place, text)
                continue
            self._put(self.part.baselines, year, Measure(value, one.cell.place, one.text))

    def _read_results(self) -> None:
        for one in self.record.all(Role.RESULT):
            day, is_said = result_day(one, self.record, self.context.years, self.context.periods)
            if not one.text:
                continue
            if day is not None and day.year < self.context.years.first and (day.month, day.day) == (12, 31):
                # What was achieved before the plan is where it begins.
                measure = Measure(self._value(one, day.year), one.cell.place, one.text)
                self._remarks(measure.value, one)
                self._put(self.part.baselines, day.year, measure)
            elif day is None or day.year not in self.context.years.years:
                text = f"il risultato «{one.text}» non è di un giorno del piano: non è stato importato"
                self.found.remark(one.cell.place, text)
            else:
                self._read_result(one, day, is_said=is_said)
        self._read_degrees()

    def _read_result(self, one: Field, day: date, *, is_said: bool) -> None:
        """Read a result of a day of the plan."""
        if self.context.today and day > self.context.today:
            text = f"il risultato «{one.text}» sarebbe del {day:%d/%m/%Y}, nel futuro: non è importato"
            self.found.remark(one.cell.place, text)
            return
        if not is_said:
            self.part.derived_days.add(day)
        value = self._value(one, day.year)
        if one.scope in self.context.not_reported and value.text in ("-1", "-1,0", "-1,00"):
            text = f"«{one.text}» vuol dire «non rilevato», e non è un risultato"
            self.found.remark(one.cell.place, text)
            value = CellValue(is_absent=True, is_declared=True)
        elif value.text in ("-1", "-1,0", "-1,00"):
            self.found.remark(one.cell.place, f"«{one.text}» può anche voler dire «non rilevato»")
        self._remarks(value, one)
        self._put(self.part.results, day, Measure(value, one.cell.place, one.text))

    def _read_degrees(self) -> None:
        """Read the body's own degrees, of the day of their result."""
        for one in self.record.all(Role.DEGREE):
            day, _ = result_day(one, self.record, self.context.years, self.context.periods)
            results = list(self.part.results)
            if not one.heading.day and not self.record.first(Role.PERIOD) and len(results) == 1:
                day = results[0]
            if day and one.text:
                self.part.degrees.setdefault(day, one.cell.line)

    def _remarks(self, value: CellValue, one: Field) -> None:
        for doubt in value.doubts:
            self.found.remark(one.cell.place, doubt)
        if value.mark:
            note = self.context.footnotes.get(value.mark.strip("()"), "")
            said = f": «{note}»" if note else ""
            self.found.remark(
                one.cell.place, f"accanto a «{value.text}» c'è il segno di nota «{value.mark}»{said}"
            )
        if (
            value.is_declared
            and is_absent(one.text)
            and not _NOT_AVAILABLE.fullmatch(one.cell.line.casefold())
        ):
            self.found.remark(one.cell.place, f"«{one.cell.line}» è stato letto come «n.d.»")
        if value.is_absent and not value.is_declared and is_sign(one.text):
            self.found.remark(one.cell.place, f"«{one.text}» è stato letto come un dato che manca")

    def _put(self, values: dict[K, Measure], key: K, measure: Measure) -> None:
        """Put a value where there is none; another one there is a doubt."""
        before = values.get(key)
        if before is None or (before.value.is_absent and not measure.value.is_absent):
            values[key] = measure
        elif not same_meaning(before, measure):
            text = f"qui c'è «{measure.shown}», e altrove «{before.shown}» ({before.place}): vale il primo"
            self.found.remark(measure.place, text)


def _is_zero(text: str) -> bool:
    return text.strip() in ("0", "0,0", "0.0", "0,00", "0.00", "0%", "") or is_absent(text)
