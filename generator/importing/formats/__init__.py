"""Formats of documents, by what their files contain.

A file a format; what several share is in `support`.
"""

from pathlib import Path

from generator.importing.formats import delimited, xlsx
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Table

#: The formats, by name.
FORMATS = (delimited.FORMAT, xlsx.FORMAT)


def read_tables(path: Path) -> tuple[Table, ...]:
    """The tables and paragraphs of a document. Raises `ImportingError`."""
    for table_format in FORMATS:
        if path.suffix.lower() in table_format.endings:
            return table_format.read(path)
    raise ImportingError(f"{path}: formato sconosciuto")
