"""Content of an objective: the fields of its file but for the indicators, and the registers it names."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.importing.imported_plan import Doubt
from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.code_texts import is_code, split_code
from generator.importing.recognition.office_names import office_key, split_offices
from generator.importing.recognition.own_field_names import OwnFieldNames, named_values
from generator.importing.recognition.readings import structure_role
from generator.importing.recognition.records import PART_OF_TABLE, Field
from generator.importing.recognition.roles import Role
from generator.importing.recognition.safe_texts import prose, safe
from generator.importing.recognition.tree import ObjectiveDraft, Remark
from generator.importing.register_entries import Register, RegisterEntry, register_codes, register_names
from generator.importing.yaml_text import Node
from generator.plan.identifiers import CODE, is_taken_slug, slug_of


class PlanRegisters(Struct):
    """The registers of a plan, filled as objectives name their entries."""

    areas: dict[str, str] = field(default_factory=dict)
    departments: list[str] = field(default_factory=list)
    programmes: list[tuple[str, str, str, str]] = field(default_factory=list)

    def files(self, offices: Register) -> dict[str, Mapping[str, Node] | Sequence[Node]]:
        """The files of the registers that are not empty."""
        found: dict[str, Mapping[str, Node] | Sequence[Node]] = {}
        if self.areas:
            found["ambiti.yml"] = [{"codice": code, "nome": name} for code, name in self.areas.items()]
        registers: dict[str, Node] = {}
        if self.departments:
            registers["aree"] = [_entry(one) for one in self.department_register.entries]
        if offices.entries:
            registers["uffici"] = [_entry(one) for one in offices.entries]
        if registers:
            found["uffici.yml"] = registers
        if self.programmes:
            found["missioni.yml"] = _missions(self.programmes)
        return found

    @property
    def department_register(self) -> Register:
        """The areas of responsibility."""
        return register_names(self.departments, office_key)


class ObjectiveWriter(Struct):
    """A writer of objectives. `levels` are the keys of the kinds of objectives, empty where there is one.

    `children` are the objectives below each, by its key.
    """

    codes: Mapping[str, str]
    office_ids: Mapping[str, str]
    own: OwnFieldNames
    registers: PlanRegisters
    levels: Mapping[str, str]
    years: tuple[int, ...]
    children: Mapping[str, Sequence[ObjectiveDraft]]
    used_own: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)

    def offices_of(self, draft: ObjectiveDraft) -> tuple[str, ...]:
        """The offices of an objective: its own, or those that all its indicators have in common."""
        own = [name for one in draft.fields if one.role is Role.OFFICE for name in split_offices(one.text)]
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
                for name in split_offices(one.text)
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
        offices = [self.office_ids[name] for name in self.offices_of(draft) if name in self.office_ids]
        if offices:
            fields["uffici"] = list(dict.fromkeys(offices))
        if text := "\n\n".join(_texts(draft, Role.DESCRIPTION)):
            fields["descrizione"] = prose(text)
        self._write_own(draft, fields)
        if wrong_sum:
            fields["eccezioni"] = {"E306": f"nel documento i pesi sommano a {wrong_sum}"}
            draft.remarks.append(
                Remark(draft.cell.place, f"i pesi degli indicatori sommano a {wrong_sum}, e non a 100")
            )
        if notes := [safe(_note(one)) for one in draft.remarks]:
            fields["note_redazionali"] = notes
        return fields

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
        code, _ = split_code(one.cell.line, weak=True)
        wanted = (code or one.cell.line).replace(" ", "").casefold()
        by_code = {known.replace(" ", "").casefold(): known for known in self.codes.values()}
        found = by_code.get(wanted)
        if found and not self._is_below(found, str(fields["codice"])):
            fields["padre"] = found
            self.parents[str(fields["codice"])] = found
        else:
            draft.remarks.append(
                Remark(one.cell.place, f"l'obiettivo «{one.cell.line}», di cui questo fa parte, non c'è")
            )

    def _write_area(self, draft: ObjectiveDraft, fields: dict[str, Node]) -> None:
        one = _first(draft, Role.AREA)
        if one is not None and one.scope == PART_OF_TABLE:
            text = f"«{one.cell.line}», titolo di una parte della tabella, è stato scritto come ambito"
            draft.remarks.append(Remark(one.cell.place, text))
        if one is not None:
            code, name = split_code(one.cell.line, weak=True)
            if code and CODE.match(code) and not is_taken_slug(slug_of(code)):
                # «Capitolo 1. Servizi» keeps its first word.
                known = self.registers.areas.setdefault(
                    code, safe(name if one.cell.line.startswith(code) else one.cell.line)
                )
                fields["ambito"] = code
                if known != safe(name) and known != safe(one.cell.line):
                    draft.remarks.append(
                        Remark(one.cell.place, f"l'ambito «{code}» ha un altro nome: «{one.cell.line}»")
                    )
            else:
                self._own(fields, "Ambito", one.text)
        department = _first(draft, Role.RESPONSIBLE_AREA)
        if department is not None:
            name = safe(department.cell.line)
            self.registers.departments.append(name)
            fields["area_responsabilita"] = self.registers.department_register.ids[name]

    def _write_programme(self, draft: ObjectiveDraft, fields: dict[str, Node]) -> None:
        mission, programme = _first(draft, Role.MISSION), _first(draft, Role.PROGRAMME)
        if mission is not None and programme is None:
            mission, programme = _divided(mission)
        if mission is None:
            if programme is not None:
                self._own(fields, programme.heading.text, programme.text)
            return
        code, name = split_code(mission.cell.line)
        if not code and is_code(mission.cell.line):
            code = mission.cell.line
        own_code, own_name = split_code(programme.cell.line) if programme else ("", "")
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
            ) and not is_absent(one.text):
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


def _divided(mission: Field) -> tuple[Field, Field | None]:
    """Mission and programme of one cell: `01 - Servizi generali / 04 - Entrate`."""
    first, slash, second = mission.cell.line.partition(" / ")
    if not slash or not split_code(second)[0]:
        return mission, None
    cell = mission.cell
    return replace(mission, cell=replace(cell, text=first)), replace(mission, cell=replace(cell, text=second))


def _note(remark: Remark) -> str:
    return Doubt(0, remark.text, place=remark.place).note


def _first(draft: ObjectiveDraft, role: Role) -> Field | None:
    return next((one for one in draft.fields if one.role is role and not is_absent(one.text)), None)


def _texts(draft: ObjectiveDraft, role: Role) -> list[str]:
    return [one.text for one in draft.fields if one.role is role and not is_absent(one.text)]


def _entry(entry: RegisterEntry) -> Node:
    names: dict[str, Node] = {"altri_nomi": list(entry.other_names)} if entry.other_names else {}
    return {"id": entry.id, "nome": entry.name, **names}


def _missions(programmes: Sequence[tuple[str, str, str, str]]) -> list[Node]:
    missions = register_codes((code, name) for code, name, _, _ in programmes)
    found: list[Node] = []
    for mission in missions:
        own = register_codes((code, name) for of, _, code, name in programmes if of == mission.id and code)
        entry: dict[str, Node] = {"codice": mission.id, "nome": mission.name or mission.id}
        if own:
            entry["programmi"] = [{"codice": one.id, "nome": one.name or one.id} for one in own]
        found.append(entry)
    return found
