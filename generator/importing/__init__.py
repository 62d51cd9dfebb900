"""Import of plans from other sources to the YAML files that editors keep.

`readers` has a reader for each kind of source.
"""

from generator.importing.imported_plan import Doubt, ImportedPlan, ImportingError, Reader
from generator.importing.writing import ImportResult, import_plan

__all__ = ["Doubt", "ImportResult", "ImportedPlan", "ImportingError", "Reader", "import_plan"]
