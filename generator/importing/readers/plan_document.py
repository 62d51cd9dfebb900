"""Reader of the approved document of a plan, in any format that tables and texts are read from."""

from pathlib import Path

from msgspec.structs import replace

from generator.importing.imported_plan import ImportedPlan, Reader
from generator.importing.table_import import WORKING_FILES, read_documents


def read_plan_document(path: Path, body: str = "") -> ImportedPlan:
    """The plan of a document. `body` is the name of the public body.

    The files that help to correct an import are left out: the doubts are in the notes of the plan.

    Raises `ImportingError`.
    """
    plan = read_documents([path], body=body)
    return replace(plan, files={name: text for name, text in plan.files.items() if name not in WORKING_FILES})


READER = Reader(
    name="document",
    help="Trascrive il documento di un piano approvato nei file YAML di una cartella.",
    read=read_plan_document,
    needs_body=True,
)
