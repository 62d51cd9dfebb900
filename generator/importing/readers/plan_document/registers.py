"""Registers of a document: areas, offices, missions and programmes named in the cells of its sheets."""

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.importing.readers.plan_document.labels import Label, read_area
from generator.importing.readers.plan_document.offices import known_offices, office_key, split_offices
from generator.importing.readers.plan_document.sheets import Sheet
from generator.importing.register_entries import Register, RegisterEntry, register_codes, register_names
from generator.importing.slugs import content_words
from generator.importing.yaml_text import Node

_BUDGET_CELL = re.compile(r"(\d+)\s*[-–—.:]*\s*(.*)")


class Programme(Struct, frozen=True):
    """A mission and a programme of the budget, as named in a sheet."""

    mission: str
    mission_name: str
    code: str
    name: str

    @property
    def reference(self) -> str:
        """The programme as an objective refers to it: `11/005`."""
        return f"{self.mission}/{self.code}"


class Registers(Struct, frozen=True):
    """The registers of a document. `known_offices` are the keys of the offices that a cell names alone."""

    areas: tuple[RegisterEntry, ...]
    departments: Register
    offices: Register
    known_offices: frozenset[tuple[str, ...]]
    programmes: tuple[Programme, ...]

    def offices_in(self, cell: str) -> tuple[str, ...]:
        """The names of the offices in a cell, in order."""
        return split_offices(cell, self.known_offices)


def collect_registers(sheets: Sequence[Sheet]) -> Registers:
    """The registers of all the sheets."""
    office_cells = _cells(sheets, Label.OFFICES)
    known = known_offices(office_cells)
    named = [name for cell in office_cells for name in split_offices(cell, known)]
    return Registers(
        areas=register_codes(area_of(sheet) for sheet in sheets),
        departments=register_names(
            _cells(sheets, Label.DEPARTMENT), lambda name: tuple(content_words(name)) or name
        ),
        offices=register_names(named, office_key),
        known_offices=known,
        programmes=tuple(found for sheet in sheets if (found := programme_of(sheet))),
    )


def area_of(sheet: Sheet) -> tuple[str, str]:
    """Code and name of a sheet's strategic area; without a cell, the code is from that of the objective."""
    code, name = read_area(cell_text(sheet, Label.AREA))
    return code or sheet.code.area, name


def programme_of(sheet: Sheet) -> Programme | None:
    """The programme of a sheet; `None` unless both cells have a code."""
    mission = _BUDGET_CELL.fullmatch(cell_text(sheet, Label.MISSION))
    programme = _BUDGET_CELL.fullmatch(cell_text(sheet, Label.PROGRAMME))
    if mission is None or programme is None:
        return None
    return Programme(mission[1].lstrip("0") or "0", mission[2], programme[1].zfill(3), programme[2])


def cell_text(sheet: Sheet, label: Label) -> str:
    """The text of a labelled cell, empty if the sheet has no such cell."""
    return sheet.fields[label].text if label in sheet.fields else ""


def areas_file(registers: Registers) -> list[Node]:
    """The content of `ambiti.yml`."""
    return [{"codice": entry.id, "nome": entry.name, **_other_names(entry)} for entry in registers.areas]


def offices_file(registers: Registers) -> dict[str, Node]:
    """The content of `uffici.yml`."""
    return {
        "aree": [_named(entry) for entry in registers.departments.entries],
        "uffici": [_named(entry) for entry in registers.offices.entries],
    }


def missions_file(registers: Registers) -> list[Node]:
    """The content of `missioni.yml`."""
    missions = register_codes((each.mission, each.mission_name) for each in registers.programmes)
    return [
        {
            "codice": mission.id,
            "nome": mission.name,
            "programmi": [
                {"codice": programme.id, "nome": programme.name}
                for programme in register_codes(
                    (each.code, each.name) for each in registers.programmes if each.mission == mission.id
                )
            ],
        }
        for mission in missions
    ]


def _named(entry: RegisterEntry) -> dict[str, Node]:
    return {"id": entry.id, "nome": entry.name, **_other_names(entry)}


def _other_names(entry: RegisterEntry) -> dict[str, Node]:
    return {"altri_nomi": list(entry.other_names)} if entry.other_names else {}


def _cells(sheets: Sequence[Sheet], label: Label) -> list[str]:
    return [text for sheet in sheets if (text := cell_text(sheet, label))]
