"""Content of an indicator: its entry in the file of an objective, and its results."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field

from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.document_context import DocumentContext
from generator.importing.recognition.indicator_results import ResultWriter
from generator.importing.recognition.name_split import NameSplit, SplitEvidence, split_bold, split_plain
from generator.importing.recognition.office_names import Offices
from generator.importing.recognition.own_field_names import OwnFieldNames, named_values
from generator.importing.recognition.readings import Readings
from generator.importing.recognition.records import GUESSED, Field, Record
from generator.importing.recognition.roles import Role
from generator.importing.recognition.row_doubts import name_doubts, value_doubts
from generator.importing.recognition.safe_texts import prose, safe
from generator.importing.recognition.steps import step_content
from generator.importing.recognition.structures import structure_role
from generator.importing.recognition.tree import IndicatorDraft
from generator.importing.recognition.value_doubts import remark_missing_signs
from generator.importing.recognition.value_fields import (
    NOT_AVAILABLE,
    ValueContent,
    joined,
    part_contents,
    value_content,
)
from generator.importing.recognition.value_reader import read_values
from generator.importing.yaml_text import Node

#: Roles of fields that the body declares, because the plan has no place for them.
_OWN_ROLES = (Role.OTHER, Role.UNKNOWN, Role.DEPARTMENT)
_WORDS = "Parole del documento"


class IndicatorContent(Struct):
    """The fields of an indicator, and its results by day: a value or a mapping."""

    fields: dict[str, Node]
    readings: Readings
    results: dict[date, Node] = field(default_factory=dict)
    weight: str = ""
    weight_place: str = ""


class IndicatorWriter(Struct):
    """A writer of indicators; `offices` are those of the document."""

    context: DocumentContext
    offices: Offices
    own: OwnFieldNames

    def write(self, draft: IndicatorDraft, shared_offices: Sequence[str]) -> IndicatorContent:
        """The content of an indicator; `shared_offices` are those of its objective."""
        readings = read_values(draft, self.context)
        readings.remarks = [*draft.remarks, *readings.remarks]
        remark_missing_signs(readings)
        name, formula = self._name(draft, readings)
        steps, name = step_content(name, readings, self.context.years.years)
        years = self.context.years.years
        written = joined(
            one.cell.line
            for record in draft.records
            if (one := record.first(Role.UNIT)) and not is_absent(one.text)
        )
        values = value_content(
            written,
            readings,
            years,
            has_steps=steps is not None,
            signs_percent=self.context.signs_percent,
        )
        self._remark_row(draft, f"{name} {formula}".strip(), written, readings)
        self._remark_guesses(draft, readings)
        fields: dict[str, Node] = {"nome": safe(name)}
        if formula:
            fields["formula"] = prose(formula)
        for key, of_text in (
            ("fonte", Role.SOURCE),
            ("verifica", Role.VERIFICATION),
            ("tipologia", Role.TYPE),
        ):
            text = joined(_texts(draft, of_text))
            if text:
                fields[key] = prose(text) if key != "tipologia" else safe(" ".join(text.split()))
        role = structure_role(draft)
        names = [name for name in readings.parts if name]
        fields |= values.fields
        self._write_direction(draft, fields, values, readings)
        content = IndicatorContent(fields, readings)
        if steps is not None:
            fields["fasi"] = steps
        parts = self._write_parts(role, names, values, readings, fields, has_steps=steps is not None)
        if not parts:
            offices = names or [one for record in draft.records for one in self._offices_of(record)]
            own = self.offices.ids(offices)
            if own and (names or own != self.offices.ids(shared_offices)):
                fields["uffici"] = own
        results = ResultWriter(values, readings, self.offices.register.ids)
        content.results |= results.write(has_parts=parts, has_steps=steps is not None)
        self._write_own(draft, values, fields, role)
        self._write_weight(draft, content)
        return content

    def _remark_guesses(self, draft: IndicatorDraft, readings: Readings) -> None:
        for record in draft.records:
            for one in record.fields:
                if one.scope == GUESSED:
                    readings.remark(one.cell.place, one.text)
                if one.cell.problem:
                    readings.remark(
                        one.cell.place, f"in «{one.heading.text}» c'è un problema: {one.cell.problem}"
                    )
                if one.cell.note:
                    readings.remark(one.cell.place, f"un commento dice: «{' '.join(one.cell.note.split())}»")

    def _remark_row(self, draft: IndicatorDraft, text: str, unit: str, readings: Readings) -> None:
        """Add the doubts about the texts and the values of an indicator of one row."""
        record = draft.records[0]
        place = next((one.cell.place for one in record.all(Role.NAME)), "")
        texts = name_doubts(" ".join(text.split()))
        if len(draft.records) == 1:
            texts += value_doubts(record, readings, unit, self.context)
        for one in texts:
            readings.remark(place, one)
        for remark in draft.repeats:
            readings.remark(remark.place, remark.text)

    def _name(self, draft: IndicatorDraft, readings: Readings) -> tuple[str, str]:
        """Name and formula: of two columns, or of one cell."""
        one = draft.records[0].first(Role.NAME)
        formula = joined(_texts(draft, Role.FORMULA))
        name = draft.name
        if one is not None and not formula and not draft.records[0].all(Role.FORMULA):
            split = self._split(one, readings)
            if split is not None:
                return split.name, split.formula
        if not name:
            place = one.cell.place if one else ""
            readings.remark(place, "l'indicatore non ha un nome")
            name = formula.split("\n")[0] or "Indicatore senza nome"
        return name, formula

    def _offices_of(self, record: Record) -> tuple[str, ...]:
        return tuple(name for one in record.all(Role.OFFICE) for name in self.offices.names.split(one.text))

    def _split(self, one: Field, readings: Readings) -> NameSplit | None:
        """Name and formula of one cell; `None` where it is all name."""
        names = self.context.names
        split = split_bold(one.cell.raw)
        if split is not None or not names.are_marked:
            return split if split and split.formula else None
        if not names.are_glued:
            text = "il nome e la formula non sono distinti come altrove: il testo fa tutto da nome"
            readings.remark(one.cell.place, text)
            return None
        split = split_plain(one.cell.line, names.known)
        if split.evidence is SplitEvidence.WHOLE:
            readings.remark(
                one.cell.place, "il testo dell'indicatore è uno solo: fa da nome, e la formula manca"
            )
        else:
            if split.evidence is SplitEvidence.WEAK:
                text = "non è chiaro dove finisca il nome dell'indicatore e cominci la formula"
                readings.remark(one.cell.place, text)
            text = f"senza grassetto: nome «{split.name}», formula «{split.formula}»"
            readings.remark(one.cell.place, text, is_noted=False)
        readings.divided = one.cell.place
        return split if split.formula else None

    def _write_direction(
        self, draft: IndicatorDraft, fields: dict[str, Node], values: ValueContent, readings: Readings
    ) -> None:
        for record in draft.records:
            one = record.first(Role.DIRECTION)
            if one is None or is_absent(one.text):
                continue
            word = one.text.casefold()
            up, down = (
                re.search(r"cresc|aument|↑|alto|migliora|\+|max", word),
                re.search(r"decresc|diminu|↓|basso|ridu|min|^-$", word),
            )
            if "condizione" in fields or (bool(up) == bool(down) and not down):
                readings.remark(one.cell.place, f"il verso è «{one.cell.line}»")
            elif values.unit.unit.definition.is_quantity:
                fields["verso"] = "diminuisce" if down else "aumenta"
            return

    def _write_parts(
        self,
        role: Role | None,
        names: Sequence[str],
        values: ValueContent,
        readings: Readings,
        fields: dict[str, Node],
        *,
        has_steps: bool,
    ) -> bool:
        """Write the targets by office; false where the indicator has none."""
        if role is None or len(names) < 2 or has_steps:
            return False
        if "" in readings.parts:
            readings.remark("", "una riga dell'indicatore non ha una struttura, e le altre sì")
        rows: dict[str, Node] = {}
        for name, part in part_contents(values, readings, self.context.years.years).items():
            if not name:
                continue
            if not part.get("target") and "target" not in fields:
                part["target"] = {str(self.context.years.first): NOT_AVAILABLE}
                if not any(one.value.is_absent for one in readings.parts[name].targets.values()):
                    readings.remark("", f"manca il traguardo di «{name}»: è stato scritto «n.d.»")
            office = self.offices.register.ids[name]
            if office in rows:
                readings.remark(
                    "", f"«{name}» e un'altra struttura hanno lo stesso nome: vale la prima ({part})"
                )
            rows.setdefault(office, part)
        fields["per_ufficio"] = rows
        return True

    def _write_own(
        self, draft: IndicatorDraft, values: ValueContent, fields: dict[str, Node], role: Role | None
    ) -> None:
        own: dict[str, Node] = {}
        if draft.code:
            own[self.own.id_of("indicatore", "Codice dell'indicatore")] = safe(draft.code)
        columns: dict[str, list[tuple[str, str, str]]] = {}
        for record in draft.records:
            for one in record.fields:
                is_own = one.role in _OWN_ROLES and one.scope != GUESSED and not one.heading.level
                if is_own and not one.cell.hidden and not is_absent(one.text):
                    label = " ".join(one.heading.text.split()).rstrip(":") or f"Colonna {one.cell.column + 1}"
                    columns.setdefault(label, []).append((*_details(record, role), one.text))
        for label, found in columns.items():
            if text := named_values(found):
                own[self.own.id_of("indicatore", label)] = prose(text)
        if values.words:
            words: dict[str, Node] = {str(year): safe(text) for year, text in sorted(values.words.items())}
            own[self.own.id_of("indicatore", _WORDS, per_year=True)] = words
        if texts := values.baseline_words:
            spoken = [text if len(texts) == 1 else f"{year}: {text}" for year, text in sorted(texts.items())]
            own[self.own.id_of("indicatore", f"{_WORDS} sul valore di partenza")] = safe("; ".join(spoken))
        if own:
            fields["campi"] = own

    def _write_weight(self, draft: IndicatorDraft, content: IndicatorContent) -> None:
        found = [
            one for record in draft.records if (one := record.first(Role.WEIGHT)) and not is_absent(one.text)
        ]
        if not found:
            return
        texts = list(dict.fromkeys(one.cell.line for one in found))
        content.weight, content.weight_place = texts[0], found[0].cell.place
        if "%" in found[0].heading.text and "%" not in texts[0]:
            content.weight += "%"
        if len(texts) > 1:
            content.readings.remark(found[0].cell.place, f"l'indicatore ha più pesi: {', '.join(texts)}")


def _texts(draft: IndicatorDraft, role: Role) -> list[str]:
    return [
        one.text
        for record in draft.records
        for one in record.all(role)
        if one.text and not is_absent(one.text)
    ]


def _details(record: Record, role: Role | None) -> tuple[str, str]:
    """What tells a record from the others of its indicator: the structure, and the period."""
    structure = record.first(role) if role else None
    period = record.first(Role.PERIOD)
    return structure.cell.line if structure else "", period.cell.line if period else ""
