"""Content of a plan: its files, by name, and the doubts, from what was recognised in a document."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from generator.importing.imported_plan import Doubt, ImportingError
from generator.importing.recognition.area_names import area_codes
from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.code_form_choice import find_code_forms, kind_names
from generator.importing.recognition.document_context import document_context
from generator.importing.recognition.indicator_writer import IndicatorContent, IndicatorWriter
from generator.importing.recognition.objective_codes import assign_codes
from generator.importing.recognition.objective_writer import ObjectiveWriter
from generator.importing.recognition.office_names import (
    OfficeNames,
    Offices,
    office_register,
    offices_named_in,
)
from generator.importing.recognition.own_field_names import OwnFieldNames
from generator.importing.recognition.plan_registers import PlanRegisters, department_register
from generator.importing.recognition.plan_years import PlanYears, find_years
from generator.importing.recognition.records import Recognised
from generator.importing.recognition.roles import Role
from generator.importing.recognition.safe_texts import REMOVED, has_removed, safe, safe_node
from generator.importing.recognition.structures import part_name, structure_role
from generator.importing.recognition.tree import IndicatorDraft, ObjectiveDraft, Remark, build_tree
from generator.importing.recognition.weights import find_weighting, lacks_weights, write_weights
from generator.importing.slugs import indicator_ids, slug
from generator.importing.yaml_text import Node
from generator.plan.identifiers import slug_of
from generator.plan.weighting import Weighting

Contents = dict[str, Mapping[str, Node] | Sequence[Node]]

NO_OBJECTIVES = (
    "nei documenti non si riconosce alcun obiettivo: serve una tabella con la sua intestazione "
    "(indicatore, target), una scheda con le sue etichette, o un elenco di obiettivi e risultati; "
    "se le intestazioni hanno altre parole, dirlo con --colonne"
)
#: Doubts that say the same, from which on they are listed as one.
_MANY = 4
_WEIGHT_LABEL = "Peso nel documento"


class PlanContent(Struct, frozen=True):
    """The contents of the files of a plan, and the doubts in the order of the document."""

    files: Contents
    doubts: tuple[Doubt, ...]


def plan_content(
    recognised: Recognised, *, body: str, first_year: int, source: str, today: date | None = None
) -> PlanContent:
    """The files of a plan. `body` is the public body, `first_year` the first year if it was given.

    `source` names the document, for the results, which are not after `today`. Raises `ImportingError` where
    nothing tells a year.
    """
    years = find_years(recognised.records, recognised.years, first_year)
    if not years.years:
        raise ImportingError(
            "nel documento non c'è l'anno dei traguardi: scriverlo con «--anno», come --anno 2026"
        )
    drafts = build_tree(recognised.records)
    if not drafts:
        raise ImportingError(NO_OBJECTIVES)
    return _Plan(recognised, drafts, years, body, source, today).write()


class _Plan(Struct):
    recognised: Recognised
    drafts: list[ObjectiveDraft]
    years: PlanYears
    body: str
    source: str
    today: date | None

    def write(self) -> PlanContent:
        codes = assign_codes(self.drafts)
        names = offices_named_in(self._office_cells())
        offices = Offices(names, office_register(self._office_names(names)))
        own = OwnFieldNames()
        context = document_context(self.recognised, self.years, self.today)
        indicators = IndicatorWriter(context, offices, own)
        writer = ObjectiveWriter(
            codes,
            offices,
            own,
            PlanRegisters(),
            self._levels(),
            self.years.years,
            self._children(),
            area_codes(codes.values()),
            department_register(self._department_names()).ids,
        )
        found: list[tuple[ObjectiveDraft, list[IndicatorContent]]] = []
        for draft in self.drafts:
            shared = writer.offices_of(draft)
            found.append((draft, [indicators.write(one, shared) for one in draft.indicators]))
        weighting = find_weighting([contents for _, contents in found])
        files: Contents = {}
        doubts: list[Doubt] = []
        results: dict[date, dict[str, dict[str, Node]]] = {}
        lacking = [lacks_weights(contents, weighting) for _, contents in found if contents]
        is_separate = weighting is not Weighting.EQUAL and any(lacking)
        weight_field = own.id_of("indicatore", _WEIGHT_LABEL) if self._lacks_weights(found) else ""
        for draft, contents in found:
            code = codes[draft.key]
            draft.remarks += divided_rows(one.readings.divided for one in contents)
            wrong_sum = write_weights(contents, weighting, weight_field, is_separate=is_separate)
            ids = _ids(contents)
            fields = writer.write(draft, wrong_sum)
            if contents:
                fields["indicatori"] = [
                    {"id": name, **_with_notes(content)} for name, content in zip(ids, contents, strict=True)
                ]
            doubts += _doubts(draft.remarks, code)
            for name, content in zip(ids, contents, strict=True):
                doubts += _doubts(content.readings.remarks, code, name)
                for day, result in content.results.items():
                    results.setdefault(day, {}).setdefault(code, {})[name] = result
            files[f"obiettivi/{slug_of(code)}.yml"] = fields
        plan_doubts: list[Doubt] = []
        head = self._plan_file(weighting, own, writer, found, plan_doubts)
        registers = writer.registers.files(offices.register)
        for day, rows in sorted(results.items()):
            files[f"rilevazioni/{day.isoformat()}.yml"] = {"fonte": self.source, **rows}
            if any(
                day in part.derived_days
                for _, contents in found
                for one in contents
                for part in one.readings.parts.values()
            ):
                text = f"il giorno della rilevazione, {day:%d/%m/%Y}, è ricavato dall'anno o dal periodo"
                plan_doubts.append(Doubt(text, place="risultati", noted=False))
        ordered = _safe({"piano.yml": head, **registers, **files})
        for name, file in ordered.items():
            if has_removed(file):
                text = f"in {name} un dato che può essere di una persona è stato tolto: c'è «{REMOVED}»"
                plan_doubts.append(Doubt(text, noted=False))
        return PlanContent(ordered, (*plan_doubts, *_grouped(doubts), *self._leftovers(head)))

    def _children(self) -> dict[str, list[ObjectiveDraft]]:
        """The objectives below each, by its key."""
        children: dict[str, list[ObjectiveDraft]] = {}
        for draft in self.drafts:
            children.setdefault(draft.parent, []).append(draft)
        return children

    def _lacks_weights(self, found: Iterable[tuple[ObjectiveDraft, list[IndicatorContent]]]) -> bool:
        return any(any(one.weight for one in contents) for _, contents in found)

    def _office_cells(self) -> Iterable[str]:
        """The cells of offices, also of indicators."""
        for draft in self.drafts:
            records = [record for indicator in draft.indicators for record in indicator.records]
            for one in (*draft.fields, *(one for record in records for one in record.fields)):
                if one.role is Role.OFFICE and not is_absent(one.text):
                    yield one.text

    def _office_names(self, names: OfficeNames) -> Iterable[str]:
        for draft in self.drafts:
            for one in draft.fields:
                if one.role is Role.OFFICE:
                    yield from names.split(one.text)
            for indicator in draft.indicators:
                yield from _offices_of(indicator, names)

    def _department_names(self) -> Iterable[str]:
        for draft in self.drafts:
            for one in draft.fields:
                if one.role is Role.RESPONSIBLE_AREA and not is_absent(one.text):
                    yield safe(one.cell.line)

    def _levels(self) -> dict[str, str]:
        """The levels of the plan with their keys, where there are several."""
        names = list(dict.fromkeys(draft.level for draft in self.drafts))
        return {name: slug(name) for name in names} if len(names) > 1 else {}

    def _leftovers(self, head: Mapping[str, Node]) -> Iterable[Doubt]:
        seen: set[str] = set()
        for place, headings in self.recognised.layouts:
            for heading in headings:
                if heading.text and not heading.is_certain and heading.text not in seen:
                    seen.add(heading.text)
                    shown = " ".join(heading.text.split())
                    role = heading.role.value or Role.OTHER.value
                    text = f"«{shown}» è stato letto come «{role}»: si può cambiare con --colonne"
                    yield Doubt(text, place=place, noted=False)
        used = {draft.section for draft in self.drafts} if head.get("tipi") else set()
        for one in self.recognised.leftovers:
            if one.cell.line in used:
                continue
            yield Doubt(
                f"«{one.cell.line}» {one.reason}: non è stato importato", place=one.cell.place, noted=False
            )

    def _plan_file(
        self,
        weighting: Weighting,
        own: OwnFieldNames,
        writer: ObjectiveWriter,
        found: Sequence[tuple[ObjectiveDraft, list[IndicatorContent]]],
        doubts: list[Doubt],
    ) -> dict[str, Node]:
        years = self.years
        title = safe(self.recognised.title)
        body = self.body or self.recognised.body
        named = self.recognised.body
        if self.body and named and named.casefold() != self.body.casefold():
            doubts.append(Doubt(f"l'ente è «{named}»", place="titolo", noted=False))
        if not self.body and (self.recognised.is_body_guessed or not body):
            text = (
                f"il nome dell'ente è stato preso dal titolo: «{body}»"
                if body
                else "il documento non dice di quale ente è: scriverlo in piano.yml, o con «--ente»"
            )
            doubts.append(Doubt(text, place="titolo", noted=False))
        if years.is_guess:
            text = f"l'anno dei traguardi, {years.first}, è preso dal titolo del documento"
            doubts.append(Doubt(text, place="titolo", noted=False))
        span = str(years.first) if len(years.years) == 1 else f"{years.first}-{years.years[-1]}"
        head: dict[str, Node] = {
            "ente": {"nome": body or "Ente da indicare"},
            "titolo": title or f"Piano {span}",
        }
        if self.recognised.section:
            head["sezione"] = safe(self.recognised.section)
        head["anni"] = [str(year) for year in years.years]
        if year := _baseline_year(found):
            head["anno_base"] = year
        head["atto_approvazione"] = ""
        head |= self._kinds(writer)
        types = [one.fields.get("tipologia") for _, contents in found for one in contents]
        if types and all(types):
            head["tipologie"] = list(dict.fromkeys(str(one) for one in types))
        if weighting is Weighting.POINTS and self._all_weighed(found):
            head["pesi"] = weighting.value
        used = {
            name for _, contents in found for one in contents for name in _own_names(one.fields)
        } | writer.used_own
        declared = [one for one in own.declarations() if isinstance(one, Mapping) and one["id"] in used]
        if declared:
            head["campi"] = declared
        return head

    def _kinds(self, writer: ObjectiveWriter) -> dict[str, Node]:
        """The kinds of objectives: the levels of the plan, or what the codes tell."""
        if levels := writer.levels:
            return {"tipi": {key: name[:1].upper() + name[1:] for name, key in levels.items()}}
        registers = writer.registers
        forms = find_code_forms(
            [writer.codes[draft.key] for draft in self.drafts],
            {code for code, _ in registers.areas},
            [mission for mission, *_ in registers.programmes],
            [programme for _, _, programme, _ in registers.programmes if programme],
        )
        if not forms.declared:
            return {}
        parts = {writer.codes[draft.key]: draft.section for draft in self.drafts}
        return {"codici": forms.declared, "tipi": kind_names(forms.kinds, parts)}

    def _all_weighed(self, found: Iterable[tuple[ObjectiveDraft, list[IndicatorContent]]]) -> bool:
        return all("peso" in one.fields for _, contents in found for one in contents)


def divided_rows(places: Iterable[str]) -> list[Remark]:
    """What is said of rows whose name and formula were divided without a mark, run by run."""
    text = (
        "il nome e la formula degli indicatori non sono distinti dal grassetto: la separazione è redazionale"
    )
    runs: list[list[str]] = []
    last = None
    for place in filter(None, places):
        match = re.fullmatch(r"(.*?)riga (\d+)", place)
        line = (match[1], int(match[2])) if match else None
        if runs and line and last == (line[0], line[1] - 1):
            runs[-1].append(place)
        else:
            runs.append([place])
        last = line
    return [Remark(place_of_run(run), text) for run in runs]


def place_of_run(run: Sequence[str]) -> str:
    """`righe 12-15`, or the place of a single row."""
    if len(run) == 1:
        return run[0]
    return f"{run[0].replace('riga', 'righe')}-{run[-1].rpartition(' ')[2]}"


def _baseline_year(found: Iterable[tuple[ObjectiveDraft, list[IndicatorContent]]]) -> str:
    """The year of all baselines; empty where they are of several."""
    years: set[str] = set()
    for _, contents in found:
        for one in contents:
            baselines = one.fields.get("stato")
            years |= set(baselines) if isinstance(baselines, Mapping) else set()
    return years.pop() if len(years) == 1 else ""


def _safe(files: Contents) -> Contents:
    """The contents of the files with safe texts."""
    found: Contents = {}
    for name, content in files.items():
        if isinstance(content, Mapping):
            found[name] = {key: safe_node(value) for key, value in content.items()}
        else:
            found[name] = [safe_node(value) for value in content]
    return found


def _grouped(doubts: Sequence[Doubt]) -> list[Doubt]:
    """The doubts, those that say the same of many cells as one with all their places."""
    same: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        same.setdefault(doubt.text, []).append(doubt)
    found = []
    for text, group in same.items():
        if len(group) < _MANY:
            found += group
        else:
            places = ", ".join(dict.fromkeys(doubt.place for doubt in group))
            found.append(Doubt(text, noted=group[0].noted, place=places))
    return found


def _own_names(fields: Mapping[str, Node]) -> Iterable[str]:
    own = fields.get("campi")
    return own if isinstance(own, Mapping) else ()


def _ids(contents: Sequence[IndicatorContent]) -> list[str]:
    return indicator_ids(
        [
            (str(one.fields["nome"]), str(one.fields.get("formula", "")), str(one.fields.get("unita", "")))
            for one in contents
        ]
    )


def _with_notes(content: IndicatorContent) -> dict[str, Node]:
    notes = [_note(one) for one in content.readings.remarks if one.is_noted]
    return {**content.fields, **({"note_redazionali": notes} if notes else {})}


def _note(remark: Remark) -> str:
    return safe(Doubt(remark.text, place=remark.place).note)


def _doubts(remarks: Iterable[Remark], objective: str, indicator: str = "") -> list[Doubt]:
    return [Doubt(one.text, objective, indicator, noted=one.is_noted, place=one.place) for one in remarks]


def _offices_of(draft: IndicatorDraft, names: OfficeNames) -> Iterable[str]:
    is_structured = structure_role(draft) is Role.STRUCTURE
    for record in draft.records:
        for one in record.fields:
            if one.role is Role.STRUCTURE and (name := part_name(record, Role.STRUCTURE)):
                yield name
            elif one.role is Role.OFFICE and not is_absent(one.text):
                yield from names.split(one.text)
                if structure_role(draft) is Role.OFFICE and not is_structured:
                    yield part_name(record, Role.OFFICE)
