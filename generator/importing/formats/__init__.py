"""Formats of documents of which tables can be read.

A file a format; what several share is in `support`. A library is imported when a document needs it.
"""

from pathlib import Path

from generator.importing.formats import delimited, docx, html, ods, odt, pdf, text, xls, xlsx
from generator.importing.formats.support.archives import damaged
from generator.importing.formats.support.content import content_format
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Table, TableFormat

#: The formats, by name.
FORMATS: dict[str, TableFormat] = {
    module.FORMAT.name: module.FORMAT for module in (delimited, docx, html, ods, odt, pdf, text, xls, xlsx)
}
#: Formats whose content is text, and so is known by the ending only.
_TEXTS = {delimited.FORMAT.name, text.FORMAT.name}
#: Formats under whose endings programs save a text with separators or a page, too.
_SHEETS = {xls.FORMAT.name, xlsx.FORMAT.name, ods.FORMAT.name}


def read_tables(path: Path) -> tuple[Table, ...]:
    """The tables and paragraphs of a document, by its content where its name ends wrongly.

    Raises `ImportingError`.
    """
    named = next((known.name for known in FORMATS.values() if path.suffix.lower() in known.endings), "")
    found = content_format(path)
    if found == text.FORMAT.name:
        found = _text_format(named, path)
    elif found == html.FORMAT.name and named == text.FORMAT.name:
        # A text may begin with an element.
        found = named
    try:
        tables = FORMATS[found].read(path)
    except ImportingError:
        raise
    except ImportError as error:
        raise ImportingError(
            f"{path}: per leggere questo formato manca {error.name}: installarlo con "
            "«pipx install 'casa-di-vetro[import]'»"
        ) from error
    except Exception as error:
        # Libraries fail in any way on a damaged document.
        raise damaged(path) from error
    if not any(cell.text or cell.problem for table in tables for row in table.rows for cell in row):
        raise ImportingError(f"{path}: il documento non contiene testo")
    return tables


def _text_format(named: str, path: Path) -> str:
    """The format of a text, by the format that its name tells."""
    if named in _TEXTS or named == html.FORMAT.name:
        # A part of a page may begin with any element.
        return named
    if named in _SHEETS:
        return delimited.FORMAT.name
    if named:
        raise ImportingError(
            f"{path}: il contenuto non è quello di un documento {named}: aprirlo con il programma che l'ha "
            "scritto e salvarlo di nuovo"
        )
    known = ", ".join(sorted(ending for known in FORMATS.values() for ending in known.endings))
    raise ImportingError(f"{path}: il nome non ha la fine di un formato che si può leggere ({known})")
