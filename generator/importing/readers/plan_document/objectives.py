"""Content of the file of an objective, from its sheet, and the doubts about the sheet."""

from collections.abc import Sequence

from generator.importing.imported_plan import Doubt
from generator.importing.readers.plan_document.doubts import sheet_doubts
from generator.importing.readers.plan_document.indicators import indicators
from generator.importing.readers.plan_document.labels import Label
from generator.importing.readers.plan_document.lines import Line
from generator.importing.readers.plan_document.registers import Registers, area_of, cell_text, programme_of
from generator.importing.readers.plan_document.sheets import Sheet
from generator.importing.readers.plan_document.tables import IndicatorTable, Years
from generator.importing.yaml_text import Node

#: Fields of `testo_documento`, which has the cells of the document unchanged.
_DOCUMENT_TEXT = (
    ("ambito", Label.AREA),
    ("missione", Label.MISSION),
    ("programma", Label.PROGRAMME),
    ("area_responsabilita", Label.DEPARTMENT),
    ("uffici", Label.OFFICES),
)


def objective(
    sheet: Sheet, tables: Sequence[IndicatorTable], registers: Registers, names: frozenset[str], years: Years
) -> tuple[dict[str, Node], list[Doubt]]:
    """The content of an objective's file, and the doubts about its sheet and its rows."""
    indicator_contents, row_doubts = indicators(sheet.code.text, tables, names, years)
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
    if document_text := {name: text for name, label in _DOCUMENT_TEXT if (text := cell_text(sheet, label))}:
        content["testo_documento"] = document_text
    if notes := [cell.text for cell in (*sheet.notes, *sheet.unplaced)]:
        content["note"] = notes
    if editorial := [doubt.note for doubt in doubts if doubt.noted]:
        content["note_redazionali"] = editorial
    content["indicatori"] = indicator_contents
    return content, [*doubts, *row_doubts]


def markdown(lines: Sequence[Line]) -> str:
    """The description as Markdown, with its paragraphs and lists; ends with a line break unless empty.

    A line that ends in two spaces (a Markdown line break) becomes a paragraph, since editors' tools remove
    trailing spaces.
    """
    paragraphs: list[str] = []
    for line in lines:
        text = _without_markup(line.raw)
        if text or (paragraphs and paragraphs[-1]):
            paragraphs.append(text)
        if text and line.raw.endswith("  "):
            paragraphs.append("")
    text = "\n".join(paragraphs).strip()
    return f"{text}\n" if text else ""


def _without_markup(raw: str) -> str:
    for tag in ("<b>", "</b>", "<i>", "</i>"):
        raw = raw.replace(tag, "")
    return raw.replace("\\_", "_").replace("\t", " ").rstrip()
