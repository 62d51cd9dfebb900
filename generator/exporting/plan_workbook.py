"""Workbook of a whole plan: its YAML files as sheets, to be read, edited and imported again.

Each heading is the path of a field; the line above says in words what the field is. Cells are texts, to the
letter: a program would turn numbers and days into others. The same files make the same bytes.
"""

import io
from collections.abc import Iterable
from datetime import datetime
from math import ceil
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.importing.plan_sheets import (
    FILE_LISTS,
    GROUPS,
    OBJECTIVES,
    PLAN_SHEET,
    RESULTS,
    VALUE,
    Contents,
    Row,
    Sheet,
    all_sheets,
    sheets_of,
)
from generator.importing.yaml_text import content_of
from generator.loading import schemas
from generator.loading.diagnostics import Diagnostics
from generator.loading.plan_folder import OBJECTIVES_FOLDER, REVISIONS_FOLDER, PlanFolder
from generator.loading.schema import FieldType, Schema
from generator.plan.errors import VetroError

GUIDE, _WORDS = "Leggimi", "che cos'è"
#: Longest text of a cell.
_LONGEST = 32_767
#: Fixed creation date, so that the file is reproducible.
_TIMELESS = datetime(1980, 1, 1)
#: Sheets that are there even without rows, for what is to be added.
_MAIN = {PLAN_SHEET, OBJECTIVES.name, "Indicatori", "Target", "Uffici", RESULTS.name}
_DEFAULT_WIDTH, _WIDEST, _PRINTABLE = 12, 48, 220
#: Height of a line of text, in points.
_LINE_HEIGHT, _MOST_LINES = 15, 12
_HEADS = {
    "campo": "il percorso del campo in piano.yml",
    "obiettivo": "il codice dell'obiettivo",
    "indicatore": "l'id dell'indicatore",
    "missione": "il codice della missione",
    "fase": "il numero della fase, o nei risultati il suo id",
    "ufficio": "l'id dell'ufficio",
    "anno": "l'anno",
    "giorno": "il giorno, come 2025-06-30",
    "al giorno": "il giorno del traguardo, come 2026-06-30",
    "file": "il file nella cartella del giorno; vuoto se il giorno è un file solo",
    "rettifica": "il numero della rettifica",
    VALUE: "il valore",
}
_LINES = (
    "Ogni foglio è una parte del piano, ogni intestazione un campo dei file YAML; sopra, che cos'è.",
    "Le prime colonne dicono di che obiettivo, indicatore, fase o ufficio è la riga.",
    "I valori sono testi, scritti all'italiana come nel documento: 1.150 · 9,85% · 27.300,00 € · 31/01/2025.",
    "Una casella che è un elenco ha una voce per riga (a capo con Alt+Invio, in LibreOffice Ctrl+Invio).",
    "Un segno che i programmi cambierebbero, come lo spazio che non va a capo, è scritto \\u00a0.",
    "Per rileggerlo: vetro import tabella FILE --out CARTELLA. I commenti dei file YAML si perdono.",
)


class ExportProblem(VetroError):
    """A plan that cannot be written as a workbook; the text says why, in Italian."""


def read_contents(folder: Path) -> Contents:
    """The content of the files of a plan, whose mistakes `vetro check` reports."""
    plan_folder = PlanFolder(folder, folder, Diagnostics())
    names = [name for name in (*GROUPS, *FILE_LISTS) if plan_folder.has(name)]
    names += [f"{OBJECTIVES_FOLDER}/{path.name}" for path in plan_folder.entries(OBJECTIVES_FOLDER)]
    names += [f"{REVISIONS_FOLDER}/{path.name}" for path in plan_folder.entries(REVISIONS_FOLDER)]
    names += [file.name for file in plan_folder.measurement_files()]
    nodes = ((name, plan_folder.parse(name)) for name in names)
    return {name: content_of(node) for name, node in nodes if node}


def plan_workbook(contents: Contents, title: str) -> bytes:
    """The workbook of a plan's files. Raises `ExportProblem`."""
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": title, "created": _TIMELESS})
    guide = workbook.add_worksheet(GUIDE)
    guide.set_column(0, 0, 110)
    guide.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
    for number, line in enumerate(_LINES, start=2):
        guide.write_string(number, 0, line, workbook.add_format({"text_wrap": True, "valign": "top"}))
    writer = _SheetWriter(workbook)
    rows = sheets_of(contents)
    rows[PLAN_SHEET] = [{**row, _WORDS: _description(schemas.PLAN, row["campo"])} for row in rows[PLAN_SHEET]]
    for sheet in all_sheets():
        if rows[sheet.name] or sheet.name in _MAIN:
            writer.write(sheet, rows[sheet.name])
    workbook.close()
    return buffer.getvalue()


def _description(schema: Schema, path: str) -> str:
    """What the field of a path is."""
    name, _, rest = path.partition(".")
    field = schema.field(name)
    inner = _description(field.schema, rest) if field and field.schema and rest else ""
    return inner or (field.description if field else "")


class _SheetWriter:
    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        text = {"num_format": "@", "valign": "top", "text_wrap": True}
        self._text = workbook.add_format(text)
        self._label = workbook.add_format(
            {**text, "italic": True, "font_size": 9, "font_color": "#57606A", "bg_color": "#F6F8FA"}
        )
        self._heading = workbook.add_format({**text, "bold": True, "bg_color": "#E6ECF2", "bottom": 1})

    def write(self, sheet: Sheet, rows: list[Row]) -> None:
        """Add a sheet with a line of words, one of headings, and the rows."""
        worksheet = self._workbook.add_worksheet(sheet.name)
        headings = _headings(sheet, rows)
        widths = [_width(heading, rows) for heading in headings]
        for column, (heading, label) in enumerate(headings.items()):
            worksheet.set_column(column, column, widths[column], self._text)
            worksheet.write_string(0, column, label, self._label)
            worksheet.write_string(1, column, heading, self._heading)
        for number, row in enumerate(rows, start=2):
            worksheet.set_row(number, _LINE_HEIGHT * _lines(row, headings, widths))
            for column, heading in enumerate(headings):
                if text := row.get(heading, ""):
                    if len(text) > _LONGEST:
                        raise ExportProblem(
                            f"«{heading}» nel foglio {sheet.name} ha più di {_LONGEST:,} caratteri, e una "
                            "cella di un foglio di calcolo non li contiene".replace(",", ".", 1)
                        )
                    worksheet.write_string(number, column, text, self._text)
        _finish(worksheet, len(rows), len(headings), len(sheet.heads))
        if sum(widths) <= _PRINTABLE:
            worksheet.fit_to_pages(1, 0)


def _finish(worksheet: Worksheet, rows: int, columns: int, heads: int) -> None:
    worksheet.set_row(0, 60)
    worksheet.freeze_panes(2, max(heads, 1))
    worksheet.autofilter(1, 0, 1 + max(rows, 1), columns - 1)
    worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.repeat_rows(1)


def _headings(sheet: Sheet, rows: Iterable[Row]) -> dict[str, str]:
    """The headings in their order, each with its words: those of the fields, and of the keys of tables."""
    if sheet.name == PLAN_SHEET:
        return {"campo": _HEADS["campo"], VALUE: _HEADS[VALUE], _WORDS: "che cosa contiene"}
    used = dict.fromkeys(heading for row in rows for heading in row)
    headings = {head: _HEADS[head] for head in sheet.heads}
    for field in sheet.schema.fields:
        if sheet.child(field.name):
            continue
        is_plain = field.type in (FieldType.TEXT, FieldType.TEXT_LIST)
        inner = _inner(field.name, field.schema) if field.type is FieldType.MAPPING else {}
        keys = sorted(one for one in used if one.startswith(f"{field.name}.") and one not in inner)
        headings |= {field.name: field.description} if is_plain or field.name in used else {}
        headings |= inner | dict.fromkeys(keys, field.description)
    return headings


def _lines(row: Row, headings: Iterable[str], widths: Iterable[float]) -> int:
    """The lines of text of a row, up to those that a screen shows."""
    texts = [
        (row.get(heading, "").split("\n"), width) for heading, width in zip(headings, widths, strict=True)
    ]
    count = max(sum(max(ceil(len(line) / width), 1) for line in lines) for lines, width in texts)
    return min(count, _MOST_LINES)


def _inner(name: str, schema: Schema | None) -> dict[str, str]:
    """The headings of the fields of a group that stands in the row."""
    fields = schema.fields if schema else ()
    return {f"{name}.{field.name}": field.description for field in fields}


def _width(heading: str, rows: Iterable[Row]) -> float:
    """The width of a column, after its texts."""
    longest = max((len(line) for row in rows for line in row.get(heading, "").split("\n")), default=0)
    return min(max(_DEFAULT_WIDTH, len(heading) + 2, longest * 0.9), _WIDEST)
