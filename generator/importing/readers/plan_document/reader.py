"""Reader of a plan document: from its text to the files of a plan."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.importing.imported_plan import (
    SOURCES_FOLDER,
    Doubt,
    ImportedPlan,
    ImportingError,
    Reader,
    read_source,
)
from generator.importing.readers.plan_document.lines import decode, read_lines
from generator.importing.readers.plan_document.objectives import objective
from generator.importing.readers.plan_document.plan_file import common_years, plan_file
from generator.importing.readers.plan_document.registers import (
    areas_file,
    collect_registers,
    missions_file,
    offices_file,
)
from generator.importing.readers.plan_document.sheets import Sheet, split_sheets
from generator.importing.readers.plan_document.tables import read_tables
from generator.importing.recognition.name_split import learn_names
from generator.importing.yaml_text import Node, plan_files


def read_plan_document(path: Path, body: str = "") -> ImportedPlan:
    """The plan of the document in `path`, a text file. `body` is the name of the public body.

    Raises `ImportingError`.
    """
    data = read_source(path)
    file = f"{SOURCES_FOLDER}/{path.name}"
    plan = import_document(decode(data), file=file, sha256=hashlib.sha256(data).hexdigest(), body=body)
    return replace(plan, documents={file: data})


def import_document(text: str, *, file: str, sha256: str, body: str = "") -> ImportedPlan:
    """The files of the plan in a document's text, and the doubts; without the document itself.

    `file` and `sha256` are the path of the document relative to the plan's folder and its digest; `body` is
    the name of the public body. Raises `ImportingError` when the text is no plan document.
    """
    opening, found = split_sheets(read_lines(text))
    sheets = tuple(sheet for sheet in found if sheet.tables)
    if not sheets:
        raise ImportingError(
            "nel documento non si riconosce alcun obiettivo: servono un codice come «01_01_OS02» "
            "e una tabella con le colonne separate da tabulazioni, la prima intestata «Indicatori»"
        )
    _refuse_repeated_codes(sheets)
    tables = {sheet.code.text: read_tables(sheet) for sheet in sheets}
    all_tables = [table for sheet in sheets for table in tables[sheet.code.text]]
    years = common_years(all_tables)
    names = learn_names(row.name_cell for table in all_tables for row in table.rows)
    registers = collect_registers(sheets)
    contents: dict[str, Mapping[str, Node] | Sequence[Node]] = {
        "piano.yml": plan_file(opening, sheets, all_tables, body=body, file=file, sha256=sha256),
        "ambiti.yml": areas_file(registers),
        "uffici.yml": offices_file(registers),
        "missioni.yml": missions_file(registers),
    }
    doubts = [
        Doubt(sheet.line, "la scheda non ha una tabella di indicatori: è tralasciata", sheet.code.text)
        for sheet in found
        if not sheet.tables
    ]
    for sheet in sheets:
        content, about_sheet = objective(sheet, tables[sheet.code.text], registers, names, years)
        contents[f"obiettivi/{sheet.code.text}.yml"] = content
        doubts += about_sheet
    return ImportedPlan(plan_files(contents), tuple(sorted(doubts, key=lambda doubt: doubt.line)), body=body)


def _refuse_repeated_codes(sheets: Sequence[Sheet]) -> None:
    first_lines: dict[str, int] = {}
    for sheet in sheets:
        first = first_lines.setdefault(sheet.code.text, sheet.line)
        if first != sheet.line:
            raise ImportingError(
                f"il codice «{sheet.code.text}» compare due volte nel documento, "
                f"alle righe {first} e {sheet.line}: correggerlo, perché ogni obiettivo abbia il suo"
            )


READER = Reader(
    name="document",
    help="Trascrive il testo di un piano approvato nei file YAML di una cartella.",
    read=read_plan_document,
    needs_body=True,
)
