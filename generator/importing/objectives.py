"""A sheet as the content of an objective's file, with the doubts about it."""

from collections.abc import Sequence

from generator.importing.doubts import Doubt
from generator.importing.indicators import ReadTable, Years, indicators
from generator.importing.labels import Label
from generator.importing.lines import Line
from generator.importing.registering import Registers, area_of, cell_text, programme_of
from generator.importing.sheet_doubts import sheet_doubts
from generator.importing.sheets import Sheet
from generator.importing.yaml_text import Node

#: The cells that are kept to the letter, with the field they are kept in.
_WORDING = (
    ("ambito", Label.AREA),
    ("missione", Label.MISSION),
    ("programma", Label.PROGRAMME),
    ("area_responsabilita", Label.DEPARTMENT),
    ("uffici", Label.OFFICES),
)


def objective(
    sheet: Sheet, tables: Sequence[ReadTable], registers: Registers, names: frozenset[str], years: Years
) -> tuple[dict[str, Node], list[Doubt]]:
    """The content of an objective's file, and every doubt about it."""
    records, row_doubts = indicators(sheet.code.text, tables, names, years)
    doubts = sheet_doubts(sheet, tables, registers)
    content: dict[str, Node] = {"codice": sheet.code.text, "titolo": sheet.title, "ambito": area_of(sheet)[0]}
    if programme := programme_of(sheet):
        content["missione"] = programme.reference
    if resources := cell_text(sheet, Label.RESOURCES):
        content["risorse"] = resources
    if department := cell_text(sheet, Label.DEPARTMENT):
        content["area_responsabilita"] = registers.departments.ids[department]
    if offices := cell_text(sheet, Label.OFFICES):
        content["uffici"] = list(
            dict.fromkeys(registers.offices.ids[name] for name in registers.offices_in(offices))
        )
    if description := markdown(sheet.description):
        content["descrizione"] = description
    if wording := {name: text for name, label in _WORDING if (text := cell_text(sheet, label))}:
        content["testo_documento"] = wording
    if notes := [cell.text for cell in (*sheet.notes, *sheet.stray)]:
        content["note"] = notes
    if editorial := [doubt.note for doubt in doubts if doubt.noted]:
        content["note_redazionali"] = editorial
    content["indicatori"] = records
    return content, [*doubts, *row_doubts]


def markdown(lines: Sequence[Line]) -> str:
    """The description, its paragraphs and lists kept; ends with a line break unless empty.

    A line that ends in two spaces breaks there: it becomes a paragraph, since editors' tools
    remove trailing spaces.
    """
    paragraphs: list[str] = []
    for line in lines:
        text = _plain(line.raw)
        if text or (paragraphs and paragraphs[-1]):
            paragraphs.append(text)
        if text and line.raw.endswith("  "):
            paragraphs.append("")
    text = "\n".join(paragraphs).strip()
    return f"{text}\n" if text else ""


def _plain(raw: str) -> str:
    for tag in ("<b>", "</b>", "<i>", "</i>"):
        raw = raw.replace(tag, "")
    return raw.replace("\\_", "_").replace("\t", " ").rstrip()
