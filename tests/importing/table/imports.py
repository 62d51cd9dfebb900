"""Imports for the tests: of a document into the folder of a project, with what `vetro check` says of it."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from generator.checks.check import check
from generator.importing import ImportResult
from generator.importing.table_import import read_documents
from generator.importing.writing import write_plan
from tests.conftest import ROOT

#: The day of all imports of the tests.
TODAY = date(2026, 3, 1)
DOCUMENTS = ROOT / "tests" / "data" / "documents"


class Imported(Struct):
    """An import, the folder of the plan, and the errors of the check."""

    result: ImportResult
    folder: Path
    errors: list[str]

    def read(self, name: str) -> Any:
        """A file of the plan, all scalars as texts."""
        return yaml.load((self.folder / name).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506

    @property
    def doubts(self) -> list[str]:
        """The doubts, one a line."""
        return [str(doubt) for doubt in self.result.plan.doubts]


def import_files(
    files: Sequence[Path], project: Path, *, first_year: int = 0, columns: Path | None = None
) -> Imported:
    """Import documents into a project, and check it."""
    body = ROOT / "tests" / "data" / "comune-di-prova"
    shutil.copytree(body / "content", project / "content", dirs_exist_ok=True)
    shutil.copy(body / "site_config.yml", project)
    plan = read_documents(files, body="Ente di prova", columns=columns, first_year=first_year, today=TODAY)
    years = yaml.safe_load(plan.files["piano.yml"])["anni"]
    name = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    folder = project / "plan_data" / name
    result = write_plan(plan, folder, force=False)
    found = check(project, today=TODAY)
    errors = [f"{one.location}: {one.code} {one.message}" for one in found.diagnostics if one.code[0] == "E"]
    return Imported(result, folder, errors)
