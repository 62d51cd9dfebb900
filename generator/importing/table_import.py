"""Import of a plan from documents of any format: tables, cards or lists."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.importing.formats import read_tables
from generator.importing.imported_plan import SOURCES_FOLDER, Doubt, ImportedPlan, ImportingError, read_source
from generator.importing.plan_workbook import is_plan_workbook, read_plan_workbook
from generator.importing.recognition.document import recognise
from generator.importing.recognition.layout_file import Corrections, layout_text, read_corrections
from generator.importing.recognition.plan_content import NO_OBJECTIVES, plan_content
from generator.importing.recognition.safe_texts import safe
from generator.importing.yaml_text import Node, plan_files
from generator.loading.file_types import refusal_of_name

#: The files beside the documents: how the columns were understood, and what an editor must look at.
LAYOUT_FILE = f"{SOURCES_FOLDER}/colonne.yml"
DOUBTS_FILE = f"{SOURCES_FOLDER}/dubbi.txt"
#: Files that help to correct an import, and are no part of the plan.
WORKING_FILES = frozenset({LAYOUT_FILE, DOUBTS_FILE})


def read_documents(
    paths: Sequence[Path],
    *,
    body: str = "",
    columns: Path | None = None,
    first_year: int = 0,
    today: date | None = None,
) -> ImportedPlan:
    """The plan of some documents. `columns` is a corrected file of columns, `first_year` that of the plan.

    Results of days after `today` are not imported.

    Raises `ImportingError`.
    """
    names = [path.name for path in paths]
    if len(set(names)) < len(names):
        raise ImportingError(
            "due documenti hanno lo stesso nome: rinominarne uno, perché stanno nella stessa cartella"
        )
    documents = {f"{SOURCES_FOLDER}/{path.name}": read_source(path) for path in paths}
    tables = [(path.name if len(paths) > 1 else "", read_tables(path)) for path in paths]
    for path, (_, of_document) in zip(paths, tables, strict=True):
        if is_plan_workbook(of_document):
            if len(paths) > 1:
                raise ImportingError(f"{path}: è il foglio di tutto un piano: importarlo da solo")
            return read_plan_workbook(of_document, path)
    corrections = read_corrections(columns) if columns else Corrections()
    recognised = recognise(tables, corrections)
    if not recognised.records:
        raise ImportingError(NO_OBJECTIVES)
    content = plan_content(recognised, body=body, first_year=first_year, source=", ".join(names), today=today)
    files = dict(content.files)
    head = files["piano.yml"]
    if len(paths) == 1 and not refusal_of_name(paths[0].name) and isinstance(head, dict):
        name, data = next(iter(documents.items()))
        document: Node = {
            "titolo": ". ".join(str(head[key]) for key in ("titolo", "sezione") if key in head),
            "file": name,
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        files["piano.yml"] = {**head, "documento": document}
    texts = plan_files(files)
    texts[LAYOUT_FILE] = layout_text(recognised.layouts)
    texts[DOUBTS_FILE] = doubts_text(content.doubts)
    return ImportedPlan(texts, content.doubts, documents, body)


def doubts_text(doubts: Sequence[Doubt]) -> str:
    """The list of doubts as a text file."""
    if not doubts:
        return "Nessun dubbio.\n"
    return "".join(f"{safe(str(doubt))}\n" for doubt in doubts)
