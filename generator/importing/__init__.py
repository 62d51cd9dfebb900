"""Importing a plan: from the document that was approved to the YAML files that editors keep."""

from generator.importing.document import Imported, import_document
from generator.importing.doubts import Doubt
from generator.importing.errors import ImportingError
from generator.importing.published import import_published
from generator.importing.writing import ImportResult, import_file, import_published_file, write_import

__all__ = [
    "Doubt",
    "ImportResult",
    "Imported",
    "ImportingError",
    "import_document",
    "import_file",
    "import_published",
    "import_published_file",
    "write_import",
]
