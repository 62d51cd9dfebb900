"""Content of a plan: its files, by name, and the doubts, from what was recognised in a document."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from generator.importing.imported_plan import Doubt, ImportingError
from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.code_texts import area_codes
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
from generator.importing.recognition.plan_doubts import (
    divided_rows,
    doubts_of,
    editorial_note,
    grouped,
    unread_doubts,
)
from generator.importing.recognition.plan_file import PlanFileWriter
from generator.importing.recognition.plan_registers import PlanRegisters, department_register
from generator.importing.recognition.plan_years import PlanYears, find_years
from generator.importing.recognition.records import Recognised
from generator.importing.recognition.roles import Role
from generator.importing.recognition.safe_texts import REMOVED, has_removed, safe, safe_node
from generator.importing.recognition.structures import part_name, structure_role
from generator.importing.recognition.tree import IndicatorDraft, ObjectiveDraft, build_tree
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
            self._children(),
            area_codes(codes.values()),
            department_register(self._department_names()).ids,
        )
        found: list[tuple[ObjectiveDraft, list[IndicatorContent]]] = []
        for draft in self.drafts:
            shared = writer.offices_of(draft)
            found.append((draft, [indicators.write(one, shared) for one in draft.indicators]))
        every = [one for _, contents in found for one in contents]
        weighting = find_weighting([contents for _, contents in found])
        files: Contents = {}
        doubts: list[Doubt] = []
        results: dict[date, dict[str, dict[str, Node]]] = {}
        lacking = [lacks_weights(contents, weighting) for _, contents in found if contents]
        is_separate = weighting is not Weighting.EQUAL and any(lacking)
        weight_field = own.id_of("indicatore", _WEIGHT_LABEL) if any(one.weight for one in every) else ""
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
            doubts += doubts_of(draft.remarks, code)
            for name, content in zip(ids, contents, strict=True):
                doubts += doubts_of(content.readings.remarks, code, name)
                for day, result in content.results.items():
                    results.setdefault(day, {}).setdefault(code, {})[name] = result
            files[f"obiettivi/{slug_of(code)}.yml"] = fields
        plan_file = PlanFileWriter(self.recognised, self.drafts, self.years, self.body, writer)
        head, plan_doubts = plan_file.write(every, weighting)
        registers = writer.registers.files(offices.register)
        for day, rows in sorted(results.items()):
            files[f"rilevazioni/{day.isoformat()}.yml"] = {"fonte": self.source, **rows}
            if any(day in part.derived_days for one in every for part in one.readings.parts.values()):
                text = f"il giorno della rilevazione, {day:%d/%m/%Y}, è ricavato dall'anno o dal periodo"
                plan_doubts.append(Doubt(text, place="risultati"))
        ordered = _safe({"piano.yml": head, **registers, **files})
        for name, file in ordered.items():
            if has_removed(file):
                text = f"in {name} un dato che può essere di una persona è stato tolto: c'è «{REMOVED}»"
                plan_doubts.append(Doubt(text))
        used = {draft.section for draft in self.drafts} if head.get("tipi") else set()
        unread = unread_doubts(self.recognised, used)
        return PlanContent(ordered, (*plan_doubts, *grouped(doubts), *unread))

    def _children(self) -> dict[str, list[ObjectiveDraft]]:
        """The objectives below each, by its key."""
        children: dict[str, list[ObjectiveDraft]] = {}
        for draft in self.drafts:
            children.setdefault(draft.parent, []).append(draft)
        return children

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


def _safe(files: Contents) -> Contents:
    """The contents of the files with safe texts."""
    found: Contents = {}
    for name, content in files.items():
        if isinstance(content, Mapping):
            found[name] = {key: safe_node(value) for key, value in content.items()}
        else:
            found[name] = [safe_node(value) for value in content]
    return found


def _ids(contents: Sequence[IndicatorContent]) -> list[str]:
    return indicator_ids(
        [
            (str(one.fields["nome"]), str(one.fields.get("formula", "")), str(one.fields.get("unita", "")))
            for one in contents
        ]
    )


def _with_notes(content: IndicatorContent) -> dict[str, Node]:
    notes = [editorial_note(one) for one in content.readings.remarks if one.is_noted]
    return {**content.fields, **({"note_redazionali": notes} if notes else {})}


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
