"""Source documents of a plan: their names, and those that lie beside an imported file."""

import re
from pathlib import Path

from generator.importing.imported_plan import SOURCES_FOLDER, ImportingError, read_source
from generator.loading.characters import CONTROL, DIRECTION
from generator.loading.copies import is_litter

#: A part of a document's name: no hidden file, nothing that a system reads as a path or a device.
_NO_SIGN = rf"{CONTROL}{DIRECTION}\n\r\t\\/:*?\"<>|"
_DOCUMENT_NAME = re.compile(rf"[^. {_NO_SIGN}][^{_NO_SIGN}]*(?<![. ])")
#: Endings, in lower case, of files that `vetro` reads or writes itself.
_NO_DOCUMENT = (".yml", ".yaml", ".json")


def document_beside(path: Path, document: str) -> dict[str, bytes]:
    """The source document of a plan by its name, if it lies beside a file; empty without one.

    `document` is a path relative to the plan's folder. Raises `ImportingError` for one outside of it.
    """
    if document and not is_document(document):
        raise ImportingError(
            f"«{document}» non è il nome di un documento: {SOURCES_FOLDER}/ e il nome di un file, come "
            f"{SOURCES_FOLDER}/piano.pdf"
        )
    beside = path.parent / document
    on_the_way = [beside, *beside.parents][: document.count("/") + 1]
    if document and any(one.is_symlink() for one in on_the_way):
        raise ImportingError(f"{beside}: è un collegamento simbolico: mettere qui il documento")
    return {document: read_source(beside)} if document and beside.is_file() else {}


def is_document(name: str) -> bool:
    """Whether a name is that of a document of the plan, which no other file of the plan can have."""
    folder, *parts = name.split("/")
    return (
        folder == SOURCES_FOLDER
        and bool(parts)
        and all(_DOCUMENT_NAME.fullmatch(part) and not is_litter(part) for part in parts)
        and not name.casefold().endswith(_NO_DOCUMENT)
    )
