"""Registers of a plan: its areas, areas of responsibility, offices and programmes of the budget."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from generator.importing.register_entries import Register, RegisterEntry, register_codes, register_names
from generator.importing.slugs import content_words
from generator.importing.yaml_text import Node


class PlanRegisters(Struct):
    """The registers of a plan, filled as objectives name their entries."""

    areas: list[tuple[str, str]] = field(default_factory=list)
    departments: list[str] = field(default_factory=list)
    programmes: list[tuple[str, str, str, str]] = field(default_factory=list)

    def files(self, offices: Register) -> dict[str, Mapping[str, Node] | Sequence[Node]]:
        """The files of the registers that are not empty."""
        found: dict[str, Mapping[str, Node] | Sequence[Node]] = {}
        if self.areas:
            found["ambiti.yml"] = [
                {"codice": one.id, "nome": one.name, **_other_names(one)}
                for one in register_codes(self.areas)
            ]
        registers: dict[str, Node] = {}
        if self.departments:
            registers["aree"] = [_entry(one) for one in department_register(self.departments).entries]
        if offices.entries:
            registers["uffici"] = [_entry(one) for one in offices.entries]
        if registers:
            found["uffici.yml"] = registers
        if self.programmes:
            found["missioni.yml"] = _missions(self.programmes)
        return found


def department_register(names: Iterable[str]) -> Register:
    """The register of areas of responsibility; names that differ in little words alone are one."""
    return register_names(names, lambda name: tuple(content_words(name)) or (name,))


def _entry(entry: RegisterEntry) -> Node:
    return {"id": entry.id, "nome": entry.name, **_other_names(entry)}


def _other_names(entry: RegisterEntry) -> dict[str, Node]:
    return {"altri_nomi": list(entry.other_names)} if entry.other_names else {}


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
