"""Content of an objective: the fields of its file but for the indicators, and the registers it names."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from generator.importing.recognition.budget import divided_programme, is_resources, short_code, split_budget
from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.code_texts import area_of_code, is_code, split_area, split_code
from generator.importing.recognition.office_names import Offices
from generator.importing.recognition.own_field_names import OwnFieldNames, named_values
from generator.importing.recognition.plan_doubts import editorial_note
from generator.importing.recognition.plan_registers import PlanRegisters
from generator.importing.recognition.records import PART_OF_TABLE, Field
from generator.importing.recognition.roles import Role
from generator.importing.recognition.safe_texts import prose, safe
from generator.importing.recognition.structures import structure_role
from generator.importing.recognition.tree import ObjectiveDraft, Remark
from generator.importing.yaml_text import Node
from generator.plan.identifiers import CODE, is_taken_slug, slug_of

#: The fields of an objective in their order.
_FIELDS = (
    "codice",
    "titolo",
    "tipo",
    "padre",
    "ambito",
    "missione",
    "risorse",
    "area_responsabilita",
    "uffici",
    "descrizione",
    "testo_documento",
    "campi",
    "note",
    "eccezioni",
    "note_redazionali",
)
#: Fields of `testo_documento`, which has the words of the document unchanged.
_WORDING = (
    ("ambito", Role.AREA),
    ("missione", Role.MISSION),
    ("programma", Role.PROGRAMME),
    ("area_responsabilita", Role.RESPONSIBLE_AREA),
    ("uffici", Role.OFFICE),
)


class ObjectiveWriter(Struct):
    """A writer of objectives. `levels` are the keys of the kinds of objectives, empty where there is one.

    `children` are the objectives below each, by its key; `areas` the codes of areas that codes begin with;
    `department_ids` the ids of areas of responsibility by their names.
    """

    codes: Mapping[str, str]
    offices: Offices
    own: OwnFieldNames
    registers: PlanRegisters
    levels: Mapping[str, str]
    children: Mapping[str, Sequence[ObjectiveDraft]]
    areas: frozenset[str]
    department_ids: Mapping[str, str]
    used_own: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)

    def offices_of(self, draft: ObjectiveDraft) -> tuple[str, ...]:
        """The offices of an objective: its own, or those that all its indicators have in common."""
        own = [
            name
            for one in draft.fields
            if one.role is Role.OFFICE
            for name in self.offices.names.split(one.text)
        ]
        if own:
            return tuple(dict.fromkeys(own))
        groups: list[tuple[str, ...]] = []
        for indicator in draft.indicators:
            if structure_role(indicator) is Role.OFFICE:
                continue
            names = [
                name
                for record in indicator.records
                for one in record.all(Role.OFFICE)
                for name in self.offices.names.split(one.text)
            ]
            groups.append(tuple(dict.fromkeys(names)))
        if not draft.indicators:
            # The offices of sub-measures are those of their measure.
            groups = [
                self.offices_of(child)
                for child in self.children.get(draft.key, ())
                if child.level.removeprefix("sub").removeprefix("sotto").strip() == draft.level
            ]
        common = [name for name in groups[0] if all(name in group for group in groups)] if groups else []
        return tuple(common)

    def write(self, draft: ObjectiveDraft, wrong_sum: str) -> dict[str, Node]:
        """The fields of an objective; doubts are added to its remarks."""
        code = self.codes[draft.key]
        fields: dict[str, Node] = {"codice": code, "titolo": safe(draft.title or code)}
        if not draft.title:
            draft.remarks.append(Remark(draft.cell.place, "l'obiettivo non ha un titolo"))
        if draft.level in self.levels:
            fields["tipo"] = self.levels[draft.level]
        if draft.parent:
            fields["padre"] = self.codes[draft.parent]
            self.parents[code] = self.codes[draft.parent]
        self._write_parent(draft, fields)
        self._write_area(draft, fields)
        self._write_programme(draft, fields)
        self._write_offices(draft, fields)
        if text := "\n\n".join(_texts(draft, Role.DESCRIPTION)):
            fields["descrizione"] = f"{prose(text).rstrip()}\n"
        if wording := self._wording(draft, fields):
            fields["testo_documento"] = wording
        self._write_resources(draft, fields)
        self._write_own(draft, fields)
        if notes := list(dict.fromkeys(safe(text) for text in _texts(draft, Role.NOTE))):
            fields["note"] = notes
        if wrong_sum:
            fields["eccezioni"] = {"E306": f"nel documento i pesi sommano a {wrong_sum}"}
            draft.remarks.append(
                Remark(draft.cell.place, f"i pesi degli indicatori sommano a {wrong_sum}, e non a 100")
            )
        draft.remarks.sort(key=_place_order)
        if editorial := [editorial_note(one) for one in draft.remarks if one.is_noted]:
            fields["note_redazionali"] = editorial
        return {key: fields[key] for key in sorted(fields, key=_FIELDS.index)}

    def _wording(self, draft: ObjectiveDraft, fields: Mapping[str, Node]) -> dict[str, Node]:
        """What the boxes of a card say of things that are in registers, as the document has it."""
        found: dict[str, Node] = {}
        for key, role in _WORDING:
            boxes = [one for one in draft.fields if one.role is role and not one.scope]
            if key == "ambito" and not boxes and "ambito" in fields and "padre" not in fields:
                boxes = [one for one in draft.fields if one.role is Role.PARENT and not one.scope]
            lines = [one.cell.line for one in boxes if one.text and not is_absent(one.text)]
            if lines:
                found[key] = safe("; ".join(dict.fromkeys(lines)))
        return found

    def _write_offices(self, draft: ObjectiveDraft, fields: dict[str, Node]) -> None:
        names = self.offices_of(draft)
        if ids := self.offices.ids(names):
            fields["uffici"] = ids
        cells = [one for one in draft.fields if one.role is Role.OFFICE and not is_absent(one.text)]
        said = [(one.cell.place, text) for one in cells if (text := self.offices.names.doubt(one.text))]
        if cells:
            said += [(cells[0].cell.place, text) for text in self.offices.other_spellings(names)]
        draft.remarks += [Remark(place, text) for place, text in said]

    def _is_below(self, code: str, other: str) -> bool:
        """Whether an objective is another one, or below it."""
        seen: set[str] = set()
        while code and code not in seen and code != other:
            seen.add(code)
            code = self.parents.get(code, "")
        return code == other

    def _write_parent(self, draft: ObjectiveDraft, fields: dict[str, Node]) -> None:
        one = _first(draft, Role.PARENT)
        if one is None:
            return
        found = self._parent(one)
        if found and not self._is_below(found, str(fields["codice"])):
            fields["padre"] = found
            self.parents[str(fields["codice"])] = found
        elif _first(draft, Role.AREA) is None and split_area(one.cell.line, self.areas)[0] in self.areas:
            self._write_area_of(draft, one, fields)
        else:
            draft.remarks.append(
                Remark(one.cell.place, f"l'obiettivo «{one.cell.line}», di cui questo fa parte, non c'è")
            )

    def _parent(self, one: Field) -> str | None:
        code, _ = split_code(one.cell.line, weak=True)
        wanted = (code or one.cell.line).replace(" ", "").casefold()
        by_code = {known.replace(" ", "").casefold(): known for known in self.codes.values()}
        return by_code.get(wanted)

    def _write_area(self, draft: ObjectiveDraft, fields: dict[str, Node]) -> None:
        one = _first(draft, Role.AREA)
        if one is not None and one.scope == PART_OF_TABLE:
            text = f"«{one.cell.line}», titolo di una parte della tabella, è stato scritto come ambito"
            draft.remarks.append(Remark(one.cell.place, text))
        if one is not None:
            self._write_area_of(draft, one, fields)
        department = _first(draft, Role.RESPONSIBLE_AREA)
        if department is not None:
            name = safe(department.cell.line)
            self.registers.departments.append(name)
            fields["area_responsabilita"] = self.department_ids[name]

    def _write_area_of(self, draft: ObjectiveDraft, one: Field, fields: dict[str, Node]) -> None:
        """Write the area that a box names."""
        code, name = split_area(one.cell.line, self.areas)
        if not (code and CODE.match(code) and not is_taken_slug(slug_of(code))):
            self._own(fields, "Ambito", one.text)
            return
        # «Capitolo 1. Servizi» keeps its first word.
        named = safe(name if one.cell.line.startswith(code) else one.cell.line)
        known = next((other for of, other in self.registers.areas if of == code), named)
        self.registers.areas.append((code, named))
        fields["ambito"] = code
        if known != named:
            text = f"l'ambito «{code}» ha un altro nome: «{one.cell.line}»"
            draft.remarks.append(Remark(one.cell.place, text, is_noted=False))
        own = area_of_code(str(fields["codice"]))
        if own in self.areas and code in self.areas and own != code:
            text = f"l'ambito è {code}, mentre il codice dell'obiettivo è {fields['codice']}"
            draft.remarks.append(Remark(one.cell.place, text))

    def _write_programme(self, draft: ObjectiveDraft, fields: dict[str, Node]) -> None:
        mission, programme = _first(draft, Role.MISSION), _first(draft, Role.PROGRAMME)
        if mission is not None and programme is None:
            mission, programme = divided_programme(mission)
        if mission is None:
            if programme is not None:
                self._own(fields, programme.heading.text, programme.text)
            return
        code, name = split_budget(mission.cell.line)
        if not code and is_code(mission.cell.line):
            code = mission.cell.line
        code = short_code(code)
        own_code, own_name = split_budget(programme.cell.line) if programme else ("", "")
        known = {one[0]: bool(one[2]) for one in self.registers.programmes}
        if (
            code
            and "/" not in code
            and known.get(code, bool(own_code)) == bool(own_code)
            and (own_code or not programme)
        ):
            names = {one[1] for one in self.registers.programmes if one[0] == code and one[1]}
            if name and names and safe(name) not in names:
                said = f"la missione «{code}» ha un altro nome: «{name}»"
                draft.remarks.append(Remark(mission.cell.place, said))
            self.registers.programmes.append((code, safe(name), own_code, safe(own_name)))
            fields["missione"] = f"{code}/{own_code}" if own_code else code
            return
        for one in (mission, programme):
            if one is not None:
                self._own(fields, one.heading.text, one.text)

    def _write_resources(self, draft: ObjectiveDraft, fields: dict[str, Node]) -> None:
        """Write the resources of an objective, if they are an amount in euros, or words without one."""
        texts = {" ".join(text.split()) for text in _texts(draft, Role.RESOURCES)}
        if len(texts) == 1 and is_resources(text := next(iter(texts))):
            fields["risorse"] = safe(text)

    def _write_own(self, draft: ObjectiveDraft, fields: dict[str, Node]) -> None:
        labels: dict[str, list[tuple[str, str, str]]] = {}
        for one in draft.fields:
            if one.cell.hidden:
                continue
            if one.role in (
                Role.OTHER,
                Role.UNKNOWN,
                Role.OBJECTIVE_WEIGHT,
                Role.RESOURCES,
            ) and not (
                is_absent(one.text) or not one.text or ("risorse" in fields and one.role is Role.RESOURCES)
            ):
                label = " ".join(one.heading.text.split()).rstrip(":")
                labels.setdefault(label, []).append(("", "", one.text))
        for label, found in labels.items():
            self._own(fields, label, named_values(found))

    def _own(self, fields: dict[str, Node], label: str, text: str) -> None:
        own = fields.setdefault("campi", {})
        name = self.own.id_of("obiettivo", " ".join(label.split()).rstrip(":"))
        self.used_own.add(name)
        if isinstance(own, dict):
            own[name] = prose(text)


def _place_order(remark: Remark) -> int:
    """The line of a doubt in a text, 0 for another place: doubts are in the order of the document."""
    match = re.match(r"rig(?:a|he) (\d+)", remark.place)
    return int(match[1]) if match else 0


def _first(draft: ObjectiveDraft, role: Role) -> Field | None:
    return next(
        (one for one in draft.fields if one.role is role and one.text and not is_absent(one.text)), None
    )


def _texts(draft: ObjectiveDraft, role: Role) -> list[str]:
    return [one.text for one in draft.fields if one.role is role and one.text and not is_absent(one.text)]
